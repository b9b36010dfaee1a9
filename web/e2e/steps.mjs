// What people do, in the words of the scenarios.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';

/** The demo's own employer; any number of the 120 range may sign in. */
export const employer_phone = '12000000002';
/** And a worker of it who said what they look for. */
export const worker_phone = '12000000001';
const code_wait_s_max = 61;

export const fresh_phone = () => `120${String(randomInt(10, 99_999_999)).padStart(8, '0')}`;

export const cards = (page) => page.locator('article.opening');
export const titles = (page) => page.locator('article.opening h2').allInnerTexts();

export async function open_list(page) {
    await page.goto('/');
    await cards(page).first().waitFor();
}

/** Waits for the answer of a search that `act` sets off. */
export async function searching(page, act) {
    const answer = page.waitForResponse((response) => response.url().includes('/api/v1/openings?'));
    await act();
    const response = await answer;
    assert.equal(response.status(), 200);
    const list = await response.json();
    await page.locator('[aria-busy="false"]').first().waitFor();
    return list.items;
}

/** Pulls the list down with a finger, as one does to refresh. */
export async function pull_to_refresh(page) {
    await page.evaluate(() => scrollTo(0, 0));
    const box = await page.locator('.van-pull-refresh').boundingBox();
    const x = Math.round(box.x + box.width / 2);
    const from = Math.round(box.y + 40);
    const finger = await page.context().newCDPSession(page);
    const touch = (type, y) => finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
    return searching(page, async () => {
        await touch('touchStart', from);
        for (let y = from; y <= from + 240; y += 20) await touch('touchMove', y);
        await touch('touchEnd');
    });
}

/** A phone gets one code a minute: whoever runs the tests twice waits as long as the server asks. */
async function ask_for_code(page) {
    const asked = page.waitForResponse((response) => response.url().endsWith('/sign-in/codes'));
    await page.getByRole('button', { name: /获取验证码|重试/ }).first().click();
    const answer = await asked;
    if (answer.status() !== 429) return;
    const wait_s = Number(answer.headers()['retry-after']);
    assert.ok(wait_s > 0 && wait_s <= code_wait_s_max, `asked to wait ${wait_s} s for a code`);
    await page.getByText(`请 ${wait_s} 秒后重试。`).waitFor();
    await page.waitForTimeout(wait_s * 1000);
    await ask_for_code(page);
}

/** Signs in through the page with the code of the demo's SMS simulator. */
export async function sign_in(page, phone) {
    await page.goto('/sign-in');
    await page.getByLabel('手机号', { exact: true }).fill(phone);
    await ask_for_code(page);
    await page.getByRole('button', { name: '查看模拟短信并填入' }).click();
    await page.getByText(/[0-9]{6}/).last().waitFor();
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('button', { name: '退出登录' }).waitFor();
}

/** A page of somebody who signed in; the first time through the form, then with what the browser kept. */
export async function page_of(browser, phone, options = {}) {
    if (browser.sessions.has(phone)) return browser.page({ ...options, session: phone });
    const page = await browser.page(options);
    await sign_in(page, phone);
    browser.sessions.set(phone, await page.context().storageState());
    return page;
}

/** The demo's employer with at least one open job of theirs, so that there is something to look at. */
export async function employer_with_a_job(browser) {
    if (browser.has_employer_job) return;
    const page = await page_of(browser, employer_phone);
    await post_job(page, '晚市服务员');
    browser.has_employer_job = true;
    await page.context().close();
}

/** What a view needs before somebody can be signed in to look at it. */
export async function ready_for(browser, phone) {
    if (phone === employer_phone) return employer_with_a_job(browser);
    if (browser.sessions.has(phone)) return;
    await (await page_of(browser, phone)).context().close();
}

export async function pick_street(page, county, street) {
    await page.getByText(county, { exact: true }).click();
    await page.getByText(street, { exact: true }).click();
}

/** Fills the form for a job that starts in two days, and sends it. */
export async function post_job(page, title) {
    await page.goto('/employer/jobs/new');
    await page.getByRole('button', { name: '晚市服务员' }).click();
    await page.getByLabel('标题').fill(title);
    await page.getByLabel('金额（元）').fill('27.5');
    await page.getByLabel('人数', { exact: true }).fill('3');
    await pick_street(page, '吴兴区', '月河街道');
    await page.getByLabel('详细地址').fill('月河街道演示路 1 号');
    await page.getByLabel('伤害保障').selectOption({ label: '单险种工伤保险' });
    const answer = page.waitForResponse((response) => response.url().endsWith('/api/v1/jobs') && response.request().method() === 'POST');
    await page.getByRole('button', { name: '发布', exact: true }).click();
    const response = await answer;
    assert.equal(response.status(), 201, await response.text());
    assert.ok(response.request().headers()['idempotency-key'], 'every post has an Idempotency-Key');
    return response.json();
}

/** A unified social credit code that nobody has, with the check character of GB 32100; the one before it on request. */
export function made_up_credit_code(last = String(randomInt(10))) {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    const body = `91330502MA${String(randomInt(100_000, 999_999))}${last}`;
    const sum = weights.reduce((total, weight, n) => total + weight * alphabet.indexOf(body[n]), 0);
    return body + alphabet[(31 - (sum % 31)) % 31];
}
