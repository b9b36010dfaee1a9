import { setTimeout as sleep } from 'node:timers/promises';

import { foundOpenings, openJobs, ownJobsByTitle } from './city.mjs';
import { HttpSocket } from './http_socket.mjs';
import { isDone, requestOf } from './journal.mjs';
import { indexFaults, openDataFaults, replayFaults, storageFaults } from './verdicts.mjs';

const resendClients = 4;
const indexMsMax = 1_000; // A write is findable within 100 ms; four more clients share two cores.
const indexPollMs = 50;

/// After a crash and a restart: nothing acknowledged is lost, nothing is there twice, and the
/// index tells of what storage holds. `entries` are those of the journal that are sent again; the
/// ones that had no answer have one afterwards.
export async function checkAfterCrash({ port, journal, employers, entries, checks, name }) {
    const acked = entries.filter((entry) => entry.answer !== null);
    const unanswered = entries.filter((entry) => entry.answer === null);

    const replays = await resend(port, acked, replayFaults);
    checks.none(`${name}: acknowledged keys are answered as before`, replays);
    const settled = await resend(port, unanswered, settle);
    checks.none(`${name}: keys without an answer are accepted when sent again`, settled);
    if (settled.length > 0) return;

    const jobs = new Map();
    for (const employer of employers) {
        for (const [title, own] of await ownJobsByTitle(port, employer)) jobs.set(title, own);
    }
    checks.none(`${name}: one job for each key, in its state`, storageFaults(journal, jobs));
    checks.none(`${name}: index and storage agree`, await indexFaultsSoon(port, journal));
}

/// Sends the entries once more and gives what `verdict` says of each entry and its answer.
async function resend(port, entries, verdict) {
    const waiting = [...entries];
    const faults = [];
    const client = async () => {
        const socket = await HttpSocket.connect(port);
        for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
            faults.push(...verdict(entry, await socket.request(requestOf(entry))));
        }
        socket.close();
    };
    await Promise.all(Array.from({ length: resendClients }, client));
    return faults;
}

function settle(entry, answer) {
    if (!isDone(answer)) return [`${entry.kind} ${entry.mark}: ${answer.status} ${answer.body}`];
    entry.answer = { status: answer.status, body: String(answer.body) };
    return [];
}

async function indexFaultsSoon(port, journal) {
    const deadline = performance.now() + indexMsMax;
    for (;;) {
        const stored = await openJobs(port);
        const found = await foundOpenings(port);
        const faults = [
            ...indexFaults(stored, found, Date.now()),
            ...openDataFaults(journal, stored),
        ];
        if (faults.length === 0 || performance.now() > deadline) return faults;
        await sleep(indexPollMs);
    }
}
