import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { HttpSocket } from './http_socket.mjs';

const startTimeoutMs = 120_000;
const readyPollMs = 10;
export const stopMsMax = 10_000;

const running = new Set();
process.on('exit', () => {
    for (const child of running) child.kill('SIGKILL');
});

/// One gigfaird over one folder, in a process of its own.
export class Server {
    #child;
    #exited;

    constructor(child) {
        this.#child = child;
        this.#exited = once(child, 'exit').then(([code, signal]) => {
            running.delete(child);
            return { code, signal };
        });
    }

    /// Spawns `gigfaird demo`; what it says goes to the diary file. `environment` carries the
    /// power-cut shim. The process may not listen yet.
    static spawn({ program, folder, diary, environment = {} }) {
        const file = fs.openSync(diary, 'a');
        const child = spawn(
            program,
            ['demo', '--data', folder, '--listen', '127.0.0.1:0', '--scale', 'small'],
            { stdio: ['ignore', 'pipe', file], env: { ...process.env, ...environment } },
        );
        fs.closeSync(file);
        running.add(child);
        return new Server(child);
    }

    /// Spawns and waits until it answers /readyz with 200. Throws where it doesn't.
    static async start(options) {
        const server = Server.spawn(options);
        server.port = await server.#listening();
        await server.#ready();
        return server;
    }

    /// The power of the process fails at this moment.
    async kill() {
        this.#child.kill('SIGKILL');
        await this.#exited;
    }

    /// Asks it to end. Answers {code, signal, milliseconds}; kills it where it takes too long.
    async stop() {
        const asked = performance.now();
        this.#child.kill('SIGTERM');
        const timer = setTimeout(() => this.#child.kill('SIGKILL'), stopMsMax);
        const ended = await this.#exited;
        clearTimeout(timer);
        return { ...ended, milliseconds: performance.now() - asked };
    }

    #listening() {
        return new Promise((resolve, reject) => {
            let text = '';
            const timer = setTimeout(() => {
                this.#child.kill('SIGKILL');
                reject(new Error(`gigfaird does not listen after ${startTimeoutMs} ms`));
            }, startTimeoutMs);
            this.#child.stdout.on('data', (bytes) => {
                text = (text + bytes).slice(-4096);
                const found = /listening on http:\/\/[^\s:]+:(\d+)/.exec(text);
                if (!found) return;
                clearTimeout(timer);
                resolve(Number(found[1]));
            });
            this.#exited.then(({ code, signal }) => {
                clearTimeout(timer);
                reject(new Error(`gigfaird ended before it listened: ${signal ?? code}\n${text}`));
            });
        });
    }

    async #ready() {
        const deadline = performance.now() + startTimeoutMs;
        while (performance.now() < deadline) {
            const socket = await HttpSocket.connect(this.port);
            const answer = await socket.request({ method: 'GET', path: '/readyz' });
            socket.close();
            if (answer.status === 200) return;
            await sleep(readyPollMs);
        }
        throw new Error('gigfaird does not become ready');
    }
}

/// Runs a command of gigfaird to its end: {code, text}.
export async function runCommand(program, ...parameters) {
    const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let text = '';
    child.stdout.on('data', (bytes) => (text += bytes));
    child.stderr.on('data', (bytes) => (text += bytes));
    const [code] = await once(child, 'close');
    running.delete(child);
    return { code, text };
}

/// The log of the folder, which no server may have open, as faults.
export async function logFaults(program, folder) {
    const { code, text } = await runCommand(program, 'verify-log', '--data', folder);
    const isWhole = code === 0 && text.includes('the log is whole');
    return isWhole ? [] : [`verify-log ended with ${code}: ${text.trim()}`];
}
