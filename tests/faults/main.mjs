import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { testVerdicts } from './blindness.mjs';
import { Checks } from './checks.mjs';
import { makeEmployers } from './city.mjs';
import { testKills } from './kills.mjs';
import { Random } from './random.mjs';
import { testSecondStart } from './second_start.mjs';
import { Server } from './server.mjs';
import { testServerCuts } from './server_cuts.mjs';
import { testStops } from './stops.mjs';
import { testStorageCuts } from './storage_cuts.mjs';

// What was acknowledged survives. Called by tests/faults/run, which has built what this needs.

const usual = { kills: 10, storageCuts: 30, serverCuts: 5, stops: 20 };
const long = { kills: 200, storageCuts: 300, serverCuts: 50, stops: 100 };

const parts = {
    verdicts: ({ checks }) => testVerdicts(checks),
    storage_cuts: (all) => testStorageCuts({ ...all, cuts: all.counts.storageCuts }),
    second_start: (all) => testSecondStart(all),
    kills: (all) => testKills({ ...all, rounds: all.counts.kills }),
    server_cuts: (all) => testServerCuts({ ...all, cuts: all.counts.serverCuts }),
    stops: (all) => testStops({ ...all, stops: all.counts.stops }),
};
const killMakingMs = { low: 50, high: 1_500 };
const diaryLinesTold = 15;
const withoutCity = ['verdicts', 'storage_cuts'];

const { values: options } = parseArgs({
    options: {
        build: { type: 'string' }, // Folder of the programs.
        shim: { type: 'string' },
        migrations: { type: 'string' },
        long: { type: 'boolean', default: false },
        seed: { type: 'string' },
        only: { type: 'string', multiple: true, default: Object.keys(parts) },
    },
});

/// A demo city with its employers signed in; each part works on a copy. The first making of it is
/// killed, which the second must not mind.
async function makeCity({ program, work, random }) {
    const folder = path.join(work, 'city');
    const start = { program, folder, diary: path.join(work, 'city.log') };
    const broken = Server.spawn(start);
    await sleep(random.between(killMakingMs.low, killMakingMs.high));
    await broken.kill();

    const server = await Server.start(start);
    const employers = await makeEmployers(server.port);
    await server.stop();
    return { folder, employers };
}

async function runParts(checks, work, seed) {
    const all = {
        checks,
        work,
        counts: options.long ? long : usual,
        random: new Random(seed),
        program: path.join(options.build, 'gigfaird'),
        programs: {
            full: path.join(options.build, 'acked_writer'),
            normal: path.join(options.build, 'acked_writer_normal'),
        },
        shim: options.shim,
        migrations: options.migrations,
    };
    for (const name of options.only) {
        const began = performance.now();
        try {
            if (!withoutCity.includes(name)) all.city ??= await makeCity(all);
            await parts[name](all);
        } catch (error) {
            checks.none(`${name} runs to its end`, [error.stack]);
        }
        console.log(`-- ${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
}

/// The ends of what the servers said, for whoever has only this output.
function tellDiaries(work) {
    for (const name of fs.readdirSync(work).filter((file) => file.endsWith('.log'))) {
        const lines = fs.readFileSync(path.join(work, name), 'utf8').trimEnd().split('\n');
        console.log(`-- the end of ${name}`);
        console.log(lines.slice(-diaryLinesTold).join('\n'));
    }
    console.log(`diaries and what is left of the folders lie in ${work}`);
}

const seed = options.seed ? Number(options.seed) : Math.floor(Math.random() * 2 ** 32);
console.log(`seed ${seed}`);
const checks = new Checks();
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'gigfair-faults-'));
await runParts(checks, work, seed);
const status = checks.close();
if (status === 0) {
    fs.rmSync(work, { recursive: true });
} else {
    tellDiaries(work);
}
process.exit(status);
