// Two who lead a market suspend an employer and lift it again; what its members, workers and the window see of it.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { made_up_credit_code, post_job } from '../steps.mjs';
import { applied, desk_of, manager_desk, manager_logins, market_of } from '../staff_steps.mjs';

const verifications_max = 10;
/** Posts of whoever may not post are looked for once a minute. */
const closed_within_s = 75;

/** A shop that the registry knows, with an open post that somebody reported. */
async function reported_shop(browser) {
    const market = await market_of(await desk_of(browser));
    const shop = await applied(browser, market, { kind: 'shop', name: `演示小吃店${randomInt(100_000, 999_999)}`, uscc: made_up_credit_code() });
    const token = await shop.page.evaluate(() => localStorage.getItem('gigfair.csrf'));
    let state = 'pending';
    for (let again = 0; again < verifications_max && state === 'pending'; again += 1) {
        const response = await shop.page.request.post(`/api/v1/employers/${shop.id}:verify`, { headers: { 'X-CSRF-Token': token } });
        ({ state } = await response.json());
    }
    assert.equal(state, 'verified');
    const job = await post_job(shop.page, `${shop.name}招服务员`);
    assert.equal(job.state, 'open');
    const visitor = await browser.page();
    const report = await visitor.request.post(`/api/v1/jobs/${job.job_id}:report`, { data: { reason: 'asks_for_money' } });
    assert.equal(report.status(), 201, await report.text());
    return { ...shop, job, report: await report.json() };
}

const standing = async ({ page, job }) => (await (await page.request.get(`/api/v1/jobs/${job.job_id}`)).json()).state;

async function closed_soon(shop) {
    for (let second = 0; second < closed_within_s && (await standing(shop)) !== 'closed'; second += 1) await shop.page.waitForTimeout(1000);
    assert.equal(await standing(shop), 'closed');
}

/** Opens the tab and the employer on it. */
async function open_suspension(page, { name }) {
    await page.goto('/console/');
    await page.getByRole('link', { name: '暂停', exact: true }).click();
    await page.locator('a.row').filter({ hasText: name }).click();
    await page.locator('.detail h2').filter({ hasText: name }).waitFor();
}

/** By keys alone: the letter, the words, Ctrl + Enter. */
async function decide(page, letter, words, path) {
    await page.keyboard.press(letter);
    await page.locator('.verdict textarea').waitFor();
    await page.keyboard.type(words);
    const answered = page.waitForResponse((response) => response.url().endsWith(path));
    await page.keyboard.press('Control+Enter');
    return answered;
}

async function two_suspend_and_reinstate(browser) {
    const [manager, deputy] = manager_logins;
    const shop = await reported_shop(browser);

    // The first asks where the report is; it follows in words, and nothing has happened yet.
    const first = await manager_desk(browser, manager);
    await first.goto('/console/');
    await first.getByRole('link', { name: '举报', exact: true }).click();
    await first.locator(`[data-item="${shop.report.report_id}"]`).click();
    await first.locator('[data-suspend]').getByRole('button', { name: '提出暂停' }).click();
    await first.locator('[data-follows]').getByText('在招的招工一分钟内全部关闭').waitFor();
    assert.ok(await first.getByRole('button', { name: '确定提出暂停' }).isDisabled(), 'a suspension has a reason');
    await first.locator('[data-suspend]').getByRole('button', { name: '多次举报' }).click();
    await first.getByRole('button', { name: '确定提出暂停' }).click();
    await first.getByText(`已提出暂停“${shop.name}”`).waitFor();
    assert.equal(await standing(shop), 'open');
    await first.getByRole('link', { name: '查看暂停的用工方' }).click();
    await first.locator('[data-standing="suspension_asked"]').getByText('由另一位确认才生效').waitFor();

    // The same person twice does not count, and what was written stays.
    const twice = await decide(first, 'e', '再提一次', ':suspend');
    assert.equal(twice.status(), 403);
    await first.locator('.verdict .problem').waitFor();
    assert.equal(await first.locator('.verdict textarea').inputValue(), '再提一次');

    // At the window one sees it, and that it is not for the window.
    const window_desk = await desk_of(browser);
    await open_suspension(window_desk, shop);
    await window_desk.locator('[data-not-mine]').waitFor();
    assert.equal(await window_desk.locator('[data-verdict]').count(), 0);

    // The second confirms: the post is closed, the member reads it.
    const second = await manager_desk(browser, deputy);
    await open_suspension(second, shop);
    const suspended = await decide(second, 'e', '经核查属实', ':suspend');
    assert.equal(suspended.status(), 200, await suspended.text());
    await second.locator('[data-standing="suspended"]').waitFor();
    await closed_soon(shop);
    await shop.page.goto('/employer');
    await shop.page.locator(`[data-employer="${shop.id}"][data-state="suspended"]`).getByText('可到零工市场窗口说明情况或申诉').waitFor();

    // One asks to lift it, another refuses; asked again, another confirms.
    const asked = await decide(second, 'i', '问题已整改', ':reinstate');
    assert.equal(asked.status(), 200, await asked.text());
    await second.locator('[data-standing="reinstatement_asked"]').waitFor();
    await open_suspension(first, shop);
    const refused = await decide(first, 'r', '还没有整改到位', ':refuse-reinstatement');
    assert.equal(refused.status(), 200, await refused.text());
    await first.locator('[data-standing="suspended"]').waitFor();
    await first.locator('[data-look="reinstatement_refused"]').getByText('还没有整改到位').waitFor();
    await decide(first, 'i', '现在可以了', ':reinstate');
    await first.locator('[data-standing="reinstatement_asked"]').waitFor();
    await open_suspension(second, shop);
    const reinstated = await decide(second, 'i', '同意', ':reinstate');
    assert.equal(reinstated.status(), 200, await reinstated.text());
    await second.getByText(`“${shop.name}”已恢复`).waitFor();
    assert.equal(await second.locator('a.row').filter({ hasText: shop.name }).count(), 0);
    assert.equal(await standing(shop), 'closed');
    await shop.page.reload();
    await shop.page.locator(`[data-employer="${shop.id}"][data-state="verified"]`).waitFor();
}

export const tests = [{ name: 'two suspend an employer, and two lift it again', run: two_suspend_and_reinstate }];
