import { HttpSocket, Unanswered } from './http_socket.mjs';
import { isDone, requestOf } from './journal.mjs';

const jobsOfClientMax = 15; // Of one stop: an employer may post 600 a minute.
const publishShare = 0.3;
const snapshotShare = 0.2; // Of one client: more snapshots at a time are refused as busy.
const slowShare = 0.2;
const slowBodyMs = 40;

/// Keep-alive clients, one of each employer, who go on until nobody listens any more.
///
/// A request whose connection was closed before one byte of an answer counts as not begun, if the
/// client may send it again: it is a GET or has an Idempotency-Key. Then it goes out again on a
/// fresh connection. Everything else that is no whole 2xx answer is a fault.
export class StopLoad {
    faults = [];
    answered = 0;
    sentAgain = 0;
    #clients;

    constructor(port, employers, journal, random) {
        this.#clients = employers.map((employer, index) => {
            const budget = { jobs: jobsOfClientMax, snapshots: index === 0 };
            return this.#client(port, { employer, journal, random: random.fork(), budget });
        });
    }

    /// Waits until the last client finds nobody listening.
    async end() {
        await Promise.all(this.#clients);
    }

    async #client(port, source) {
        let socket = null;
        let pending = null;
        for (;;) {
            pending ??= nextRequest(source);
            try {
                socket ??= await HttpSocket.connect(port);
                const answer = await socket.request(pending.request);
                this.#take(pending, answer);
                pending = null;
                if (!answer.closes) continue;
            } catch (error) {
                if (!(error instanceof Unanswered)) throw error;
                if (!error.connected) return;
                if (error.bytes > 0) {
                    this.faults.push(`${nameOf(pending)}: ${error.message}`);
                    pending = null;
                } else {
                    this.sentAgain += 1;
                }
            }
            socket.close();
            socket = null;
        }
    }

    #take(pending, answer) {
        this.answered += 1;
        if (!isDone(answer)) {
            this.faults.push(`${nameOf(pending)}: ${answer.status} ${answer.body}`);
        } else if (pending.entry) {
            pending.entry.answer = { status: answer.status, body: String(answer.body) };
        }
    }
}

function nextRequest({ employer, journal, random, budget }) {
    if (budget.jobs > 0 && random.next() < publishShare) {
        budget.jobs -= 1;
        const entry = journal.publish(employer, random);
        const bodyDelayMs = random.next() < slowShare ? slowBodyMs : 0;
        return { entry, request: { ...requestOf(entry), bodyDelayMs } };
    }
    const isSnapshot = budget.snapshots && random.next() < snapshotShare;
    const path = isSnapshot ? '/open/jobs' : '/api/v1/openings?limit=20';
    return { entry: null, request: { method: 'GET', path } };
}

function nameOf({ entry, request }) {
    return `${request.method} ${request.path}${entry ? ` ${entry.mark}` : ''}`;
}
