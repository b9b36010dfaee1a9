import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const start_timeout_ms = 600_000;
const poll_ms = 100;
const stop_timeout_ms = 15_000;

/** A program under measurement: started, waited for, weighed and stopped. What it logs goes nowhere. */
export class Child {
    #process;
    #ended;

    constructor(program, words) {
        this.#process = spawn(program, words, { stdio: ['ignore', 'ignore', 'ignore'] });
        this.#ended = once(this.#process, 'exit');
        process.once('exit', () => this.#process.kill('SIGKILL'));
    }

    /** Resolves once the address answers 200. */
    async answers(url) {
        const late = performance.now() + start_timeout_ms;
        while (performance.now() < late) {
            if (this.#process.exitCode !== null) throw new Error(`${this.#process.spawnfile} ended before it answered`);
            const answer = await fetch(url).catch(() => undefined);
            if (answer?.ok) return;
            await sleep(poll_ms);
        }
        throw new Error(`${url} did not answer in time`);
    }

    /** The resident memory of the program and its children. */
    async megabytes() {
        const { pid } = this.#process;
        const children = await fs.readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
        let kilobytes = 0;
        for (const each of [String(pid), ...children.trim().split(' ').filter(Boolean)]) {
            const status = await fs.readFile(`/proc/${each}/status`, 'utf8');
            kilobytes += Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
        }
        return Math.round(kilobytes / 1024);
    }

    async stop() {
        if (this.#process.exitCode !== null) return;
        this.#process.kill('SIGTERM');
        const hard = setTimeout(() => this.#process.kill('SIGKILL'), stop_timeout_ms);
        await this.#ended;
        clearTimeout(hard);
    }
}
