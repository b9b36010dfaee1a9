import { titleOf } from './journal.mjs';

// Pure: what the journal remembers, held against what the server says. Each gives the faults that
// it found, in words; blindness.mjs proves that they find them.

const soonMs = 60_000; // What starts or expires this soon may vanish between two questions.

/// An acknowledged request, sent again, gets the same bytes again and says that they are a replay.
export function replayFaults(entry, again) {
    const name = `${entry.kind} ${entry.mark}`;
    const { status, body } = entry.answer;
    if (again.status !== status || String(again.body) !== body) {
        return [`${name}: was answered ${status} ${body}, now ${again.status} ${again.body}`];
    }
    const replayed = again.headers.get('idempotency-replayed') === 'true';
    return replayed ? [] : [`${name}: was acknowledged, and was done once more`];
}

/// Exactly one job for each key, in the state that its last answer said. `jobsByTitle` holds all
/// the jobs of the journal's employers.
export function storageFaults(journal, jobsByTitle) {
    const faults = [];
    const known = new Set();
    for (const entry of journal.published()) {
        known.add(titleOf(entry));
        const jobs = jobsByTitle.get(titleOf(entry)) ?? [];
        if (jobs.length !== 1) {
            faults.push(`publish ${entry.mark}: made ${jobs.length} jobs`);
            continue;
        }
        const said = JSON.parse(entry.answer.body);
        const state = entry.closing === null ? said.state : 'closed';
        if (jobs[0].job_id !== said.job_id) faults.push(`publish ${entry.mark}: another job`);
        if (jobs[0].state !== state) {
            faults.push(`publish ${entry.mark}: is ${jobs[0].state}, was answered ${state}`);
        }
    }
    const mark = /^分拣打包 /;
    for (const title of jobsByTitle.keys()) {
        if (mark.test(title) && !known.has(title)) faults.push(`${title}: nobody published it`);
    }
    return faults;
}

/// The open data, which is read from storage, holds exactly the openings that can be found, which
/// is read from the index.
export function indexFaults(openJobs, foundOpenings, now) {
    const stored = openJobs.flatMap((job) =>
        job.openings
            .filter((opening) => opening.places_left > 0 && isLasting(opening, job, now))
            .map((opening) => openingText(opening, job)),
    );
    const found = foundOpenings
        .filter((opening) => isLasting(opening, opening, now))
        .map((opening) => openingText(opening, opening));
    const faults = [
        ...without(stored, found).map((text) => `not found: ${text}`),
        ...without(found, stored).map((text) => `not stored: ${text}`),
    ];
    if (new Set(found).size !== found.length) faults.push('an opening is found more than once');
    if (stored.length === 0) faults.push('storage has no openings at all');
    return faults;
}

function isLasting(opening, job, now) {
    return Date.parse(opening.start) > now + soonMs && Date.parse(job.expires_at) > now + soonMs;
}

function openingText(opening, job) {
    const [start, end] = [opening.start, opening.end].map((text) => new Date(text).toISOString());
    return (
        `opening ${opening.opening_id} of job ${job.job_id}, ${start} to ${end}, ` +
        `${opening.places_left} places`
    );
}

function without(texts, others) {
    const known = new Set(others);
    return texts.filter((text) => !known.has(text));
}

/// The journal's jobs, as the open data shows them: open ones are there, closed ones are not.
export function openDataFaults(journal, openJobs) {
    const shown = new Set(openJobs.map((job) => job.job_id));
    return journal.published().flatMap((entry) => {
        const { job_id: job, state } = JSON.parse(entry.answer.body);
        const isOpen = state === 'open' && entry.closing === null;
        return shown.has(job) === isOpen ? [] : [`publish ${entry.mark}: shown is ${!isOpen}`];
    });
}
