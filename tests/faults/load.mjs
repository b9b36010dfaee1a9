import { setTimeout as sleep } from 'node:timers/promises';

import { HttpSocket, Unanswered } from './http_socket.mjs';
import { isDone, requestOf } from './journal.mjs';

const clientsOfEmployer = 2;
const jobsOfClientMax = 20; // A round: an employer may post 600 a minute, and rounds are short.
const pauseMsMax = 6;
const closingShare = 0.2;

/// Concurrent clients of all employers, who publish and close until the server is gone.
export class Load {
    /// Answers that are neither a 2xx nor missing.
    faults = [];
    #clients;
    #stopped = false;

    constructor(port, employers, journal, random) {
        this.#clients = employers.flatMap((employer) =>
            Array.from({ length: clientsOfEmployer }, () =>
                this.#client(port, employer, journal, random.fork()),
            ),
        );
    }

    /// Waits for the clients, who end as soon as their connection breaks.
    async end() {
        this.#stopped = true;
        await Promise.all(this.#clients);
    }

    async #client(port, employer, journal, random) {
        const own = [];
        try {
            const socket = await HttpSocket.connect(port);
            while (!this.#stopped) {
                const entry = this.#next(own, employer, journal, random);
                if (entry !== null) await this.#send(socket, entry, own);
                await sleep(random.between(0, pauseMsMax));
            }
            socket.close();
        } catch (error) {
            if (!(error instanceof Unanswered)) throw error;
        }
    }

    #next(own, employer, journal, random) {
        const living = own.filter((entry) => entry.closing === null);
        const full = own.length >= jobsOfClientMax;
        if (living.length > 0 && (full || random.next() < closingShare)) {
            return journal.close(living[random.between(0, living.length - 1)]);
        }
        return full ? null : journal.publish(employer, random);
    }

    async #send(socket, entry, own) {
        const answer = await socket.request(requestOf(entry));
        if (!isDone(answer)) {
            this.faults.push(`${entry.kind} ${entry.mark}: ${answer.status} ${answer.body}`);
            return;
        }
        entry.answer = { status: answer.status, body: String(answer.body) };
        if (entry.kind === 'publish') own.push(entry);
    }
}
