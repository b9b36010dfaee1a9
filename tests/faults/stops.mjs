import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { HttpSocket } from './http_socket.mjs';
import { Journal, isDone, requestOf } from './journal.mjs';
import { Server, stopMsMax } from './server.mjs';
import { StopLoad } from './stop_load.mjs';
import { replayFaults } from './verdicts.mjs';

const loadMs = { low: 20, high: 350 };
const crashesMax = 10;

/// SIGTERM under load: the process ends by itself, and no client sees a failed request.
export async function testStops({ stops, program, work, city, checks, random }) {
    const folder = path.join(work, 'stops');
    fs.cpSync(city.folder, folder, { recursive: true });
    const start = { program, folder, diary: path.join(work, 'stops.log') };
    const totals = { answered: 0, sentAgain: 0, slowestMs: 0 };

    for (let number = 1; number <= stops; ++number) {
        const mark = `s${number}`;
        const { ended, faults, load } = await endUnderLoad('stop', { start, city, random, mark });
        checks.none(`stop ${number}: no failed request`, faults);
        checks.that(
            `stop ${number}: exit status 0 within ${stopMsMax} ms`,
            ended.code === 0,
            JSON.stringify(ended),
        );
        totals.answered += load.answered;
        totals.sentAgain += load.sentAgain;
        totals.slowestMs = Math.max(totals.slowestMs, ended.milliseconds);
    }
    checks.figure(
        `stop under load: ${stops} stops, ${totals.answered} answers, ${totals.sentAgain} ` +
            `requests not begun and sent again, slowest stop ${totals.slowestMs.toFixed(0)} ms`,
    );
    const seen = await crashIsSeen({ start, city, random });
    checks.that('stop: a crash in its place is seen', seen, 'the test is blind');
    fs.rmSync(folder, { recursive: true });
}

/// The same with kill -9 must find a request cut in two, or carried out and not answered.
async function crashIsSeen(parameters) {
    for (let number = 1; number <= crashesMax; ++number) {
        const mark = `x${number}`;
        const { faults } = await endUnderLoad('kill', { ...parameters, mark });
        if (faults.length > 0) return true;
    }
    return false;
}

async function endUnderLoad(how, { start, city, random, mark }) {
    const journal = new Journal(mark);
    const server = await Server.start(start);
    const load = new StopLoad(server.port, city.employers, journal, random);
    await sleep(random.between(loadMs.low, loadMs.high));
    const ended = await server[how]();
    await load.end();
    return { ended, load, faults: [...load.faults, ...(await afterwards(start, journal))] };
}

/// What a fresh server says of the journal: answered requests were carried out, and those that
/// got no answer were not.
async function afterwards(start, journal) {
    const server = await Server.start(start);
    const socket = await HttpSocket.connect(server.port);
    const faults = [];
    for (const entry of journal.entries) {
        const again = await socket.request(requestOf(entry));
        if (entry.answer !== null) {
            faults.push(...replayFaults(entry, again));
        } else if (!isDone(again)) {
            faults.push(`publish ${entry.mark}, sent again: ${again.status} ${again.body}`);
        } else if (again.headers.get('idempotency-replayed') === 'true') {
            faults.push(`publish ${entry.mark}: was carried out, but never answered`);
        }
    }
    socket.close();
    await server.stop();
    return faults;
}
