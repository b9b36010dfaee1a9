import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { CutFolder } from './cut_folder.mjs';

const acksBeforeCut = { low: 1, high: 1_500 }; // A checkpoint comes about every 500.
const moreMs = { low: 0, high: 20 };
const acksMsMax = 30_000;
const checkpointsAt = 12; // Where a write-ahead log counts its beginnings after a checkpoint.
const newLine = '\n'.charCodeAt(0);
const atOnce = 2; // Cores that this machine is promised to have.

/// Power cuts of storage alone: the real one must keep all that it acknowledged, the canary that
/// syncs too seldom must be seen losing some. Otherwise the shim or the check is blind.
export async function testStorageCuts({ cuts, programs, migrations, shim, work, checks, random }) {
    const full = { name: 'FULL', program: programs.full };
    const normal = { name: 'NORMAL', program: programs.normal };
    for (const kind of [full, normal]) {
        kind.outcomes = await cutAll(cuts, (number) => ({
            program: kind.program,
            folder: path.join(work, `cut-${kind.name}-${number}`),
            migrations,
            shim,
            random,
        }));
        report(kind, cuts, checks);
    }
    for (const { faults, lost } of full.outcomes) {
        const losses = lost > 0 ? [`${lost} acknowledged writes are lost`] : [];
        checks.none('storage, power cut: what was acknowledged is there', [...faults, ...losses]);
    }
    const checkpointed = full.outcomes.some((outcome) => outcome.checkpointed);
    checks.that('storage, power cuts: some came after a checkpoint', checkpointed, 'none did');
    checks.none('canary: still whole', normal.outcomes.flatMap(({ faults }) => faults));
    const seen = normal.outcomes.some(({ lost }) => lost > 0);
    checks.that('canary: NORMAL is seen losing acknowledged writes', seen, 'the test is blind');
}

async function cutAll(cuts, parametersOf) {
    const numbers = Array.from({ length: cuts }, (_, index) => index);
    const outcomes = [];
    const cutSome = async () => {
        for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
            outcomes.push(await cutOnce(parametersOf(number)));
        }
    };
    await Promise.all(Array.from({ length: atOnce }, cutSome));
    return outcomes;
}

function report({ name, outcomes }, cuts, checks) {
    const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
    const checkpointed = outcomes.filter((outcome) => outcome.checkpointed).length;
    const lossy = outcomes.filter(({ lost }) => lost > 0).length;
    checks.figure(
        `power cuts of storage, ${name}: ${sum('lost')} of ${sum('acked')} acknowledged writes ` +
            `lost, in ${lossy} of ${cuts} cuts (${checkpointed} after a checkpoint)`,
    );
}

async function cutOnce({ program, folder, migrations, shim, random }) {
    fs.mkdirSync(folder);
    const cutFolder = new CutFolder(folder, shim);
    const environment = { ...process.env, ...cutFolder.environment() };
    const writer = spawn(program, ['write', cutFolder.folder, migrations], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: environment,
    });
    const closed = once(writer, 'close');
    const count = random.between(acksBeforeCut.low, acksBeforeCut.high);
    const acks = await acksUntil(writer, closed, count);
    await sleep(random.between(moreMs.low, moreMs.high));
    writer.kill('SIGKILL');
    const [, signal] = await closed;

    cutFolder.cut();
    const checkpointed = wasCheckpointed(path.join(cutFolder.folder, 'acked.db-wal'));
    const outcome = await check(program, cutFolder.folder, Buffer.concat(acks));
    outcome.checkpointed = checkpointed;
    if (signal !== 'SIGKILL') outcome.faults.push('the writer ended before the cut');
    cutFolder.remove();
    return outcome;
}

/// The bytes that the writer has written so far, once it has acknowledged that many acts; it goes
/// on being filled.
function acksUntil(writer, closed, count) {
    const acks = [];
    let lines = 0;
    const enough = new Promise((resolve) => {
        setTimeout(resolve, acksMsMax).unref();
        writer.stdout.on('data', (bytes) => {
            acks.push(bytes);
            lines += bytes.filter((byte) => byte === newLine).length;
            if (lines >= count) resolve();
        });
    });
    return Promise.race([enough, closed]).then(() => acks);
}

/// Whether the cut came after the log had begun anew, and so after a whole checkpoint.
function wasCheckpointed(wal) {
    if (!fs.existsSync(wal)) return false;
    const bytes = fs.readFileSync(wal);
    return bytes.length > checkpointsAt + 4 && bytes.readUInt32BE(checkpointsAt) > 0;
}

/// What the program finds of the acknowledged keys in the folder: {acked, lost, faults}.
async function check(program, folder, acks) {
    const checker = spawn(program, ['check', folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    let text = '';
    checker.stdout.on('data', (bytes) => (text += bytes));
    checker.stdin.on('error', () => {}); // It ended early: its exit status tells.
    checker.stdin.end(acks);
    const [code] = await once(checker, 'close');
    const counts = /^acked (\d+) lost (\d+)$/m.exec(text);
    if (code !== 0 || !counts) {
        return { acked: 0, lost: 0, faults: [`the check ended with ${code}`] };
    }

    const faults = text.includes('\nintegrity ok\n') ? [] : [text.trim()];
    const acked = Number(counts[1]);
    if (acked === 0) faults.push('nothing was acknowledged before the cut');
    return { acked, lost: Number(counts[2]), faults };
}
