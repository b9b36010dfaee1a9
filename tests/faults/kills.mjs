import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { checkAfterCrash } from './crash_check.mjs';
import { Journal } from './journal.mjs';
import { Load } from './load.mjs';
import { Server, logFaults } from './server.mjs';

const roundsOfFolder = 20; // Then a fresh copy of the city, so that rounds don't grow longer.
const loadMs = { low: 10, high: 400 };
const killAgainShare = 0.3;
const killAgainMs = { low: 5, high: 400 };

/// kill -9 at random moments of publishing, and now and then once more while the server recovers.
export async function testKills({ rounds, program, work, city, checks, random }) {
    const totals = { acked: 0, unanswered: 0 };
    let town = null;
    for (let round = 0; round < rounds; ++round) {
        if (round % roundsOfFolder === 0) {
            if (town) await leave(town, checks);
            town = await settleIn(program, work, city, round);
        }
        const killed = await killOnce(town, { round, employers: city.employers, checks, random });
        totals.acked += killed.filter((entry) => entry.answer !== null).length;
        totals.unanswered += killed.filter((entry) => entry.answer === null).length;
        await recover(town, killed, { round, employers: city.employers, checks, random });
    }
    await leave(town, checks);
    checks.figure(
        `kill -9: ${rounds} kills, ${totals.acked} acknowledged writes, ` +
            `${totals.unanswered} requests without an answer`,
    );
    checks.that('kills met writes under way', totals.unanswered > 0, 'every request was answered');
}

/// A copy of the city with a running server, and the journal of what was sent to it.
async function settleIn(program, work, city, round) {
    const folder = path.join(work, `kills-${round}`);
    fs.cpSync(city.folder, folder, { recursive: true });
    const start = { program, folder, diary: path.join(work, 'kills.log') };
    return { start, journal: new Journal(`k${round}`), server: await Server.start(start) };
}

/// The entries that were sent before the kill.
async function killOnce({ server, journal }, { round, employers, checks, random }) {
    const since = journal.entries.length;
    const load = new Load(server.port, employers, journal, random);
    await sleep(random.between(loadMs.low, loadMs.high));
    await server.kill();
    await load.end();
    checks.none(`kill ${round + 1}: every answer before it is a 2xx`, load.faults);
    return journal.entries.slice(since);
}

async function recover(town, killed, { round, employers, checks, random }) {
    const name = `kill ${round + 1}`;
    const { start, journal } = town;
    checks.none(`${name}: the log is whole`, await logFaults(start.program, start.folder));
    if (random.next() < killAgainShare) {
        const recovering = Server.spawn(start);
        await sleep(random.between(killAgainMs.low, killAgainMs.high));
        await recovering.kill();
    }
    town.server = await Server.start(start);
    const { port } = town.server;
    await checkAfterCrash({ port, journal, employers, entries: killed, checks, name });
}

async function leave({ server, start }, checks) {
    const ended = await server.stop();
    const how = JSON.stringify(ended);
    checks.that('after the kills the server stops by itself', ended.code === 0, how);
    checks.none('after the stop the log is whole', await logFaults(start.program, start.folder));
    fs.rmSync(start.folder, { recursive: true });
}
