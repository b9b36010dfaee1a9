import { newJob } from './city.mjs';

/// What the clients sent and what they were answered: the outside's memory, which the server's
/// must match after every crash.
export class Journal {
    /// Entries in the order in which they were first sent. `answer` is null until a 2xx came.
    entries = [];
    #run;

    /// `run` keeps the marks of two runs apart.
    constructor(run) {
        this.#run = run;
    }

    publish(employer, random) {
        const mark = `${this.#run}-${this.entries.length}`;
        const body = JSON.stringify(newJob(mark, employer, random));
        return this.#add({ kind: 'publish', path: '/api/v1/jobs', mark, employer, body });
    }

    /// Closes the job of an acknowledged entry.
    close(published) {
        const { job_id: job } = JSON.parse(published.answer.body);
        const mark = `${this.#run}-${this.entries.length}`;
        const entry = { kind: 'close', path: `/api/v1/jobs/${job}:close`, mark, body: '{}' };
        published.closing = this.#add({ ...entry, employer: published.employer });
        return published.closing;
    }

    published() {
        return this.entries.filter((entry) => entry.kind === 'publish');
    }

    #add(entry) {
        this.entries.push(Object.assign(entry, { answer: null, closing: null }));
        return entry;
    }
}

export function titleOf(entry) {
    return JSON.parse(entry.body).title;
}

export function requestOf(entry) {
    return {
        method: 'POST',
        path: entry.path,
        body: entry.body,
        headers: {
            'Content-Type': 'application/json',
            Authorization: `Bearer ${entry.employer.token}`,
            'Idempotency-Key': entry.mark,
        },
    };
}

export function isDone(answer) {
    return answer.status >= 200 && answer.status < 300;
}
