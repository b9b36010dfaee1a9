import { HttpSocket } from './http_socket.mjs';

const pagesMax = 1_000;
const pageItems = 100;
const hourMs = 3_600_000;
const searchHorizonMs = 400 * 24 * hourMs; // Beyond the last shift that a job may have.
const openingsOfJobMax = 3;

const ownerPhone = '12000000002'; // Of the demo's verified employer.
const moreEmployers = 7;
export const unvouchedName = '待核'; // At the end of a household's name: the register says nothing.
const occupations = ['parcel_sorter', 'packer', 'shelf_stocker', 'linen_sorter', 'cashier'];

/// Asks one thing of a socket and gives back the parsed body. Throws on any other status.
export async function ask(socket, status, request) {
    const answer = await socket.request(request);
    if (answer.status !== status) {
        throw new Error(`${request.method} ${request.path}: ${answer.status} ${answer.body}`);
    }
    return answer.body.length > 0 ? JSON.parse(answer.body) : null;
}

function post(path, body, token) {
    const headers = { 'Content-Type': 'application/json' };
    if (token) headers.Authorization = `Bearer ${token}`;
    return { method: 'POST', path, headers, body: JSON.stringify(body) };
}

async function signIn(socket, phone) {
    await ask(socket, 202, post('/api/v1/sign-in/codes', { phone }));
    const sms = await ask(socket, 200, { method: 'GET', path: `/simulators/sms?phone=${phone}` });
    const { code } = sms.items.at(-1);
    const session = await ask(socket, 200, post('/api/v1/sign-in', { phone, code, client: 'app' }));
    return session.token;
}

/// The demo's employer and some households, one of which the register can't vouch for, so that
/// its jobs wait in review: {employerId, token, state}.
export async function makeEmployers(port) {
    const socket = await HttpSocket.connect(port);
    const token = await signIn(socket, ownerPhone);
    const path = `/api/v1/employers/me?limit=${pageItems}`;
    const headers = { Authorization: `Bearer ${token}` };
    const own = await ask(socket, 200, { method: 'GET', path, headers });
    const employers = [{ employerId: own.items[0].employer_id, token, state: 'verified' }];
    for (let number = 1; number <= moreEmployers; ++number) {
        employers.push(await makeHousehold(socket, number));
    }
    socket.close();
    return employers;
}

async function makeHousehold(socket, number) {
    const token = await signIn(socket, `1200000${1000 + number}`);
    const name = `断电测试家庭${number}${number === moreEmployers ? unvouchedName : ''}`;
    const application = { kind: 'household', name };
    const made = await ask(socket, 201, post('/api/v1/employers', application, token));
    return { employerId: made.employer_id, token, state: made.state };
}

/// A job that is like no other: its title carries the mark.
export function newJob(mark, employer, random) {
    const firstDay = Math.ceil(Date.now() / (24 * hourMs)) + 1;
    const shifts = Array.from({ length: random.between(1, openingsOfJobMax) }, (_, index) => {
        const start = (firstDay + index) * 24 * hourMs + random.between(0, 12) * hourMs;
        return {
            start: new Date(start).toISOString(),
            end: new Date(start + random.between(2, 7) * hourMs).toISOString(),
            places: random.between(1, 5),
        };
    });
    return {
        employer_id: employer.employerId,
        title: `分拣打包 ${mark}`,
        occupation: occupations[random.between(0, occupations.length - 1)],
        description: `站立作业，轻体力，提供手套。编号 ${mark}。`,
        place: { lon: 120.05 + random.next() / 10, lat: 30.8 + random.next() / 10, crs: 'WGS84' },
        address: `测试路 ${random.between(1, 999)} 号`,
        pay: { amount_fen: random.between(2200, 4000), unit: 'hour' },
        settlement: 'day',
        relation: 'part_time',
        shifts,
        injury_cover: { kind: 'commercial', policy_no: mark },
        expires_at: shifts[0].start,
    };
}

/// All the items of a paged list.
async function pages(socket, path, headers = {}) {
    const items = [];
    let cursor = '';
    for (let page = 0; page < pagesMax; ++page) {
        const separator = path.includes('?') ? '&' : '?';
        const next = `${path}${separator}limit=${pageItems}${cursor}`;
        const list = await ask(socket, 200, { method: 'GET', path: next, headers });
        items.push(...list.items);
        if (list.next_cursor === null) return items;
        cursor = `&cursor=${list.next_cursor}`;
    }
    throw new Error(`${path} has no last page`);
}

/// What storage says: the jobs of the open data, with their openings.
export async function openJobs(port) {
    const socket = await HttpSocket.connect(port);
    const answer = await socket.request({ method: 'GET', path: '/open/jobs' });
    socket.close();
    if (answer.status !== 200) throw new Error(`GET /open/jobs: ${answer.status} ${answer.body}`);
    return String(answer.body).split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

/// What the index says: all openings that can be found from now on.
export async function foundOpenings(port) {
    const socket = await HttpSocket.connect(port);
    const to = new Date(Date.now() + searchHorizonMs).toISOString();
    const found = await pages(socket, `/api/v1/openings?mode=recent&radius_m=200000&to=${to}`);
    socket.close();
    return found;
}

/// The employer's jobs by title: a list each, as there could be two where one should be.
export async function ownJobsByTitle(port, employer) {
    const socket = await HttpSocket.connect(port);
    const headers = { Authorization: `Bearer ${employer.token}` };
    const byTitle = new Map();
    for (const job of await pages(socket, '/api/v1/employers/me/jobs', headers)) {
        byTitle.set(job.title, [...(byTitle.get(job.title) ?? []), job]);
    }
    socket.close();
    return byTitle;
}
