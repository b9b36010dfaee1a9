import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { checkAfterCrash } from './crash_check.mjs';
import { CutFolder } from './cut_folder.mjs';
import { Journal } from './journal.mjs';
import { Load } from './load.mjs';
import { Server, logFaults } from './server.mjs';

const loadMs = { low: 50, high: 600 };

/// Power cuts of the whole server while it is published to over HTTP.
export async function testServerCuts({ cuts, program, shim, work, city, checks, random }) {
    const folder = path.join(work, 'cut-city');
    fs.cpSync(city.folder, folder, { recursive: true });
    const cutFolder = new CutFolder(folder, shim);
    const start = {
        program,
        folder: cutFolder.folder,
        diary: path.join(work, 'cuts.log'),
        environment: cutFolder.environment(),
    };
    const journal = new Journal('p');
    let acked = 0;
    let server = await Server.start(start);
    for (let cut = 1; cut <= cuts; ++cut) {
        const name = `power cut ${cut}`;
        const since = journal.entries.length;
        const load = new Load(server.port, city.employers, journal, random);
        await sleep(random.between(loadMs.low, loadMs.high));
        await server.kill();
        await load.end();
        checks.none(`${name}: every answer before it is a 2xx`, load.faults);
        acked += journal.entries.slice(since).filter((entry) => entry.answer !== null).length;

        cutFolder.cut();
        checks.none(`${name}: the log is whole`, await logFaults(program, cutFolder.folder));
        cutFolder.arm();
        server = await Server.start(start);
        const { port } = server;
        // All entries, not this round's alone: a later cut could lose older ones too.
        const { entries } = journal;
        await checkAfterCrash({ port, journal, employers: city.employers, entries, checks, name });
    }
    await server.stop();
    cutFolder.remove();
    checks.figure(`power cuts of the server: ${cuts} cuts, ${acked} acknowledged writes`);
    checks.that('power cuts: something was acknowledged before them', acked > 0, 'nothing was');
}
