// What people at the windows do, in the words of the scenarios.
import assert from 'node:assert/strict';
import { createHmac, randomInt } from 'node:crypto';
import { desk } from './browser.mjs';
import { employer_phone, fresh_phone, page_of, pick_street, sign_in } from './steps.mjs';

const totp_step_s = 30;
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export const window_login = 'demo-window';
const colleague_login = 'demo-colleague';
/** Two who lead that market: suspending takes both. */
export const manager_logins = ['demo-manager', 'demo-deputy'];

function bytes_of(secret) {
    const bits = [...secret].map((letter) => base32.indexOf(letter).toString(2).padStart(5, '0')).join('');
    return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

/** RFC 6238: what an authenticator shows. */
function code_at(secret, step) {
    const counter = Buffer.alloc(8);
    counter.writeBigInt64BE(BigInt(step));
    const digest = createHmac('sha1', bytes_of(secret)).update(counter).digest();
    const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, '0');
}

/** What a person at a window proves themselves with. */
export function proof_of(browser) {
    assert.ok(browser.staff, 'GIGFAIR_DATA must name the folder of the server that GIGFAIR_URL names');
    return { login: window_login, password: browser.staff.staff_password, secret: browser.staff.window_totp_secret };
}

/** The next code that was not used yet, waiting for it as people do. The server takes one that is 30 s early. */
export async function next_code(browser, { login, secret }) {
    const now = () => Math.floor(Date.now() / 1000 / totp_step_s);
    const step = Math.max(now(), (browser.used_steps.get(login) ?? 0) + 1);
    while (step > now() + 1) await new Promise((resolve) => setTimeout(resolve, 500));
    browser.used_steps.set(login, step);
    return code_at(secret, step);
}

export async function fill_proof(page, { login, password }, code) {
    await page.getByLabel('登录名').fill(login);
    await page.getByLabel('密码').fill(password);
    await page.getByLabel('动态口令').fill(code);
    await page.getByRole('button', { name: '登录', exact: true }).click();
}

function proof_by_login(browser, login) {
    return { ...proof_of(browser), login, secret: browser.staff.other_logins[login] };
}

/** The second person at the same window. */
export function colleague_of(browser) {
    return proof_by_login(browser, colleague_login);
}

export async function sign_in_staff(browser, page, path = '/console/', proof = proof_of(browser)) {
    await page.goto(path);
    await fill_proof(page, proof, await next_code(browser, proof));
    await page.locator('[data-count]').waitFor();
}

/** A computer at a window with somebody signed in; the first time through the form, then with what the browser kept. */
export async function desk_of(browser, options = {}) {
    const sized = { viewport: desk, ...options };
    if (browser.sessions.has(window_login)) return browser.page({ ...sized, session: window_login });
    const page = await browser.page(sized);
    await sign_in_staff(browser, page);
    browser.sessions.set(window_login, await page.context().storageState());
    return page;
}

/** The market whose window that is. */
export async function market_of(page) {
    const { roles } = await (await page.request.get('/api/v1/me')).json();
    const { scope } = roles.find(({ role }) => role === 'market_staff');
    return (await page.request.get(`/api/v1/markets/${scope}`)).json();
}

/** Somebody new hands in an application; it waits for the staff of the market near by. */
export async function applied(browser, market, application) {
    const page = await browser.page();
    await sign_in(page, fresh_phone());
    const token = await page.evaluate(() => localStorage.getItem('gigfair.csrf'));
    const response = await page.request.post('/api/v1/employers', {
        headers: { 'X-CSRF-Token': token },
        data: { place_region_code: market.region_code, ...application },
    });
    const made = await response.json();
    assert.equal(response.status(), 201, JSON.stringify(made));
    return { page, id: made.employer_id, name: application.name };
}

/** Two of the window approve an agency, by the API: for scenarios that are not about checking. */
export async function approved_by_two(browser, { id }) {
    const colleague = await browser.page({ viewport: desk, session: await kept_session(browser, colleague_of(browser)) });
    for (const page of [await desk_of(browser), colleague]) {
        await page.goto('/console/');
        const token = await page.evaluate(() => localStorage.getItem('gigfair.csrf'));
        const response = await page.request.post(`/api/v1/employers/${id}:approve`, { headers: { 'X-CSRF-Token': token }, data: {} });
        assert.equal(response.status(), 200, await response.text());
    }
}

/** A computer with one of those who lead the market. */
export async function manager_desk(browser, login) {
    return browser.page({ viewport: desk, session: await kept_session(browser, proof_by_login(browser, login)) });
}

/** Signs in once and keeps what the browser has, for later pages of the same person. */
async function kept_session(browser, proof) {
    if (!browser.sessions.has(proof.login)) {
        const page = await browser.page({ viewport: desk });
        await sign_in_staff(browser, page, '/console/', proof);
        browser.sessions.set(proof.login, await page.context().storageState());
    }
    return proof.login;
}

const warned_words = '45岁以下';
export const warned_description = `𠮷祥饭店后厨：洗碗、收台，${warned_words}，包一餐。`;
export { warned_words };

/** An employer writes a post on the phone that only gets a warning: it waits for the market's staff. */
export async function post_that_waits(browser, market, title) {
    const page = await page_of(browser, employer_phone);
    await page.goto('/employer/jobs/new');
    await page.getByRole('button', { name: '晚市服务员' }).click();
    await page.getByLabel('标题').fill(title);
    await page.getByLabel('工作内容').fill(warned_description);
    await page.getByLabel('金额（元）').fill('27');
    await pick_street(page, '吴兴区', '月河街道');
    await page.getByLabel('详细地址').fill('月河街道演示路 1 号');
    await page.getByLabel('零工市场').selectOption({ label: market.name });
    await page.getByLabel('伤害保障').selectOption({ label: '单险种工伤保险' });
    await page.locator('[data-rule="certificate.missing"]').getByRole('button').click();
    const answer = page.waitForResponse((response) => response.url().endsWith('/api/v1/jobs') && response.request().method() === 'POST');
    await page.getByRole('button', { name: '发布', exact: true }).click();
    const response = await answer;
    const created = await response.json();
    assert.equal(response.status(), 201, JSON.stringify(created));
    assert.equal(created.state, 'in_review');
    await page.context().close();
    return created;
}

/** The same by the API, for scenarios that are not about posting. */
export async function posted_that_waits(browser, market, title = `后厨帮工 ${randomInt(100_000, 999_999)}`) {
    const page = await page_of(browser, employer_phone);
    await page.goto('/me');
    const token = await page.evaluate(() => localStorage.getItem('gigfair.csrf'));
    const start = new Date(Date.now() + 2 * 86_400_000);
    start.setUTCHours(9, 0, 0, 0);
    const response = await page.request.post('/api/v1/jobs', {
        headers: { 'X-CSRF-Token': token },
        data: {
            ...{ market_id: market.id, title, occupation: 'dishwasher', description: warned_description, address: '月河街道演示路 1 号' },
            ...{ place: { ...market.place }, pay: { amount_fen: 2700, unit: 'hour' }, settlement: 'day', relation: 'service' },
            shifts: [{ start: start.toISOString(), end: new Date(start.getTime() + 4 * 3_600_000).toISOString(), places: 2 }],
            ...{ injury_cover: { kind: 'single_item' }, expires_at: start.toISOString() },
        },
    });
    const created = await response.json();
    assert.equal(response.status(), 201, JSON.stringify(created));
    assert.equal(created.state, 'in_review');
    await page.context().close();
    return { ...created, title };
}

/** Opens the queue and one post of it. */
export async function open_review(page, job) {
    await page.goto('/console/');
    await page.locator(`[data-item="${job.job_id}"]`).click();
    await page.locator('.detail [data-words]').waitFor();
}
