import { Journal, titleOf } from './journal.mjs';
import { Random } from './random.mjs';
import { indexFaults, openDataFaults, replayFaults, storageFaults } from './verdicts.mjs';

const dayMs = 86_400_000;

/// A check that can't fail proves nothing: each verdict gets a world that is right, and then the
/// same world with one thing broken.
export function testVerdicts(checks) {
    const cases = [
        ['a lost job', (world) => world.jobs.delete(titleOf(world.open))],
        ['a job made twice', (world) => world.jobs.get(titleOf(world.open)).push(world.openJob)],
        ['a closed job that is open again', (world) => (world.closedJob.state = 'open')],
        ['a job that nobody published', (world) => world.jobs.set('分拣打包 9', [world.openJob])],
        ['another job under the same key', (world) => (world.openJob.job_id = 'other')],
        ['an answer that changed', (world) => (world.again.body = Buffer.from('{}'))],
        ['another status', (world) => (world.again.status = 200)],
        ['an effect done twice', (world) => world.again.headers.clear()],
        ['an opening that the index lost', (world) => world.found.pop()],
        ['an opening that is found twice', (world) => world.found.push(world.found[0])],
        ['an opening of the index alone', (world) => world.stored[0].openings.pop()],
        ['an opening with stale places', (world) => (world.found[0].places_left += 1)],
        ['an open job missing in the open data', (world) => world.stored.pop()],
        ['a closed job in the open data', (world) => (world.stored[0].job_id = 'closed')],
    ];
    checks.none('verdicts: a right world has no faults', faultsOf(rightWorld()));
    for (const [what, breakIt] of cases) {
        const world = rightWorld();
        breakIt(world);
        checks.that(`verdicts: ${what} is seen`, faultsOf(world).length > 0, 'it is not');
    }
}

function faultsOf({ journal, jobs, open, again, stored, found, now }) {
    return [
        ...storageFaults(journal, jobs),
        ...replayFaults(open, again),
        ...indexFaults(stored, found, now),
        ...openDataFaults(journal, stored),
    ];
}

/// Two published jobs, one of them closed; the open one has one opening.
function rightWorld() {
    const now = Date.now();
    const journal = new Journal('t');
    const employer = { employerId: 'employer', token: 'token' };
    const open = journal.publish(employer, new Random(1));
    const closed = journal.publish(employer, new Random(2));
    open.answer = answered('open');
    closed.answer = answered('closed');
    journal.close(closed).answer = { status: 200, body: '{}' };

    const openJob = { job_id: 'open', state: 'open' };
    const closedJob = { job_id: 'closed', state: 'closed' };
    const start = new Date(now + dayMs).toISOString();
    const opening = { opening_id: 'first', start, end: start, places_left: 2 };
    return {
        now,
        journal,
        open,
        openJob,
        closedJob,
        jobs: new Map([[titleOf(open), [openJob]], [titleOf(closed), [closedJob]]]),
        again: {
            status: 201,
            body: Buffer.from(open.answer.body),
            headers: new Map([['idempotency-replayed', 'true']]),
        },
        stored: [{ job_id: 'open', expires_at: start, openings: [{ ...opening }] }],
        found: [{ ...opening, job_id: 'open', expires_at: start }],
    };
}

function answered(job) {
    return { status: 201, body: JSON.stringify({ job_id: job, state: 'open', findings: [] }) };
}
