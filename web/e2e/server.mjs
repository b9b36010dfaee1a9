import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The small demo city is ready in 10 s on an idle machine; a test machine is not idle. */
const start_timeout_ms = 90_000;
const stop_timeout_ms = 15_000;

/** Resolves with the address that the program prints once it listens. */
function address_of(child) {
    return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('the server did not start in time')), start_timeout_ms);
        const done = (act, value) => {
            clearTimeout(late);
            act(value);
        };
        for (const stream of [child.stdout, child.stderr]) {
            createInterface({ input: stream }).on('line', (line) => {
                const match = /listening on (http:\/\/127\.0\.0\.1:[0-9]+)/.exec(line);
                if (match) done(resolve, match[1]);
            });
        }
        child.on('error', (error) => done(reject, error));
        child.on('exit', (code) => done(reject, new Error(`the server ended with ${code} before it listened`)));
    });
}

async function stop(child) {
    if (child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), stop_timeout_ms);
    await ended;
    clearTimeout(hard);
}

/** The secrets of a demo city's staff, which are as public as all of it; what the program prints at its start. */
async function staff_of(data) {
    return JSON.parse(await readFile(join(data, 'demo.json'), 'utf8'));
}

/** A server to test: the one that GIGFAIR_URL names, its data in GIGFAIR_DATA, or a fresh demo city of GIGFAIR_BIN. */
export async function open_server() {
    if (process.env.GIGFAIR_URL) {
        const { GIGFAIR_URL: url, GIGFAIR_DATA: data } = process.env;
        return { url: url.replace(/\/$/, ''), staff: data ? await staff_of(data) : undefined, close: async () => {} };
    }
    const program = process.env.GIGFAIR_BIN;
    if (!program) throw new Error('set GIGFAIR_URL to a running server, or GIGFAIR_BIN to gigfaird');

    const data = await mkdtemp(join(tmpdir(), 'gigfair-e2e-'));
    const child = spawn(program, ['demo', '--data', data, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
    const close = async () => {
        await stop(child);
        await rm(data, { recursive: true, force: true });
    };
    try {
        return { url: await address_of(child), staff: await staff_of(data), close };
    } catch (error) {
        await close();
        throw error;
    }
}
