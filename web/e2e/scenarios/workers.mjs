// A worker says when she is free and what she would like, and finds work in her hours.
import assert from 'node:assert/strict';
import { donghu } from '../browser.mjs';
import { fresh_phone, page_of, pick_street } from '../steps.mjs';

const halves_of_day = 48;
const slot = (day, half) => day * halves_of_day + half;
const hours = (page) => page.locator('[data-week] [role="status"]').innerText();
const save = (page) => page.getByRole('button', { name: '保存', exact: true }).click();

/** A finger put down on one half hour, and lifted on another. */
async function draw(page, from, to) {
    const centre = async (at) => {
        const box = await page.locator(`[data-slot="${at}"]`).boundingBox();
        return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
    };
    const [start, end] = [await centre(from), await centre(to)];
    const finger = await page.context().newCDPSession(page);
    const touch = (type, point) => finger.send('Input.dispatchTouchEvent', { type, touchPoints: point ? [point] : [] });
    const steps = 12;
    await touch('touchStart', start);
    for (let n = 1; n <= steps; n += 1) {
        await touch('touchMove', { x: start.x + ((end.x - start.x) * n) / steps, y: start.y + ((end.y - start.y) * n) / steps });
    }
    await touch('touchEnd');
}
const top_of = (page, selector) => page.locator(selector).evaluate((element) => element.getBoundingClientRect().top);

async function says_when_she_is_free(browser) {
    const page = await page_of(browser, fresh_phone(), { permissions: [], hasTouch: true });
    await page.goto('/me');
    await page.getByRole('link', { name: '求职意向' }).click();
    await page.locator('[data-week]').waitFor();
    assert.equal(await hours(page), '每周有空 168 小时');

    // Location refused: a street is enough.
    await page.getByRole('button', { name: '家就在这里' }).click();
    await page.getByText('请在下面选街道').waitFor();
    await pick_street(page, '吴兴区', '月河街道');
    await page.getByText('月河街道（按街道中心估算）').waitFor();

    // With a finger: lunch on five days at one stroke, and the page stays where it is.
    await page.locator('[data-preset="none"]').click();
    await page.locator('[role="grid"]').evaluate((grid) => grid.scrollIntoView({ block: 'center' }));
    const before = await top_of(page, '[role="grid"]');
    await draw(page, slot(0, 21), slot(4, 27));
    assert.equal(await hours(page), '每周有空 17.5 小时');
    assert.ok(Math.abs((await top_of(page, '[role="grid"]')) - before) <= 1, 'the grid moved under the finger');

    // By keys: Saturday's lunch.
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), '周一 10:30–11:00，有空');
    for (const key of ['End', 'ArrowLeft', ' ', ...Array(6).fill('Shift+ArrowDown')]) await page.keyboard.press(key);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), '周六 13:30–14:00，有空');
    assert.equal(await hours(page), '每周有空 21 小时');

    // Looked elsewhere and back: nothing is lost.
    await page.getByRole('link', { name: '我的', exact: true }).click();
    await page.getByRole('link', { name: '求职意向' }).click();
    await page.getByText('上次没保存的改动还在').waitFor();
    assert.equal(await hours(page), '每周有空 21 小时');

    // What is refused stands at its field.
    await page.getByLabel('出生日期').fill('2999-01-01');
    await save(page);
    await page.locator('[data-pointer="/birth_date"] .error').waitFor();
    await page.getByLabel('出生日期').fill('1988-02-29');
    const answer = page.waitForResponse((response) => response.request().method() === 'PUT');
    await save(page);
    const response = await answer;
    assert.equal(response.status(), 200, await response.text());
    assert.ok(response.request().headers()['idempotency-key']);
    const lunch = '000007f00000';
    assert.equal((await response.json()).week_free, lunch.repeat(6) + '0'.repeat(12));
    await page.getByText('已保存').waitFor();
    await page.reload();
    await page.locator('[data-week]').waitFor();
    assert.equal(await hours(page), '每周有空 21 小时');
    assert.equal(await page.getByLabel('出生日期').inputValue(), '1988-02-29');
}

/** Lunch and dinner on every day: 10:30–14:00 and 16:30–21:00. */
const peaks = '000007f07fc0';
const is_in_her_hours = ({ start, end }) => {
    const minutes = (time) => (Math.floor(Date.parse(time) / 60_000) + 8 * 60) % 1440;
    const within = (from, to) => minutes(start) >= from && minutes(end) <= to && Date.parse(end) - Date.parse(start) < 86_400_000;
    return within(630, 840) || within(990, 1260);
};

async function worker_with_hours(browser) {
    const page = await page_of(browser, fresh_phone());
    const token = await page.evaluate(() => localStorage.getItem('gigfair.csrf'));
    const home = { lon: donghu.longitude, lat: donghu.latitude, crs: 'WGS84' };
    const data = { home, radius_m: 8_000, week_free: peaks.repeat(7), wishes: ['server', 'dishwasher'], prefer_settlement: 'day', certificates: ['health'] };
    const kept = await page.request.put('/api/v1/me/worker', { headers: { 'X-CSRF-Token': token }, data });
    assert.equal(kept.status(), 200, await kept.text());
    return page;
}
const recommended = (page, act) => {
    const answer = page.waitForResponse((response) => response.url().includes('/api/v1/me/recommendations'));
    return act().then(async () => (await answer).json());
};

async function reads_why(page, items) {
    const card = page.locator(`[data-opening="${items[0].opening_id}"]`);
    assert.ok((await card.locator('.reasons li').count()) > 0, 'a reason stands under every card');
    assert.match(await card.innerText(), /\d\d:\d\d 出门，(次日 )?\d\d:\d\d 到家/);
    await card.locator('summary').click();
    const values = await card.locator('[data-term] .value').allInnerTexts();
    const sum = values.reduce((total, value) => total + Number(value.replaceAll(',', '')), 0);
    assert.equal(sum, items[0].score, 'the terms add up to the score');
}

async function asks_why_not(page) {
    const query = `lat=${donghu.latitude}&lon=${donghu.longitude}&radius_m=8000&limit=100&pay_min_fen=0`;
    const { items } = await (await page.request.get(`/api/v1/openings?${query}`)).json();
    const outside = items.find((opening) => !is_in_her_hours(opening));
    assert.ok(outside, 'the city has work outside of her hours');
    await page.goto(`/jobs/${outside.job_id}?opening=${outside.opening_id}`);
    await page.getByRole('button', { name: '为什么没有推荐给我？' }).click();
    await page.locator('.why-not [data-code="clashes"]').waitFor();
    await page.getByRole('link', { name: '改空闲时间' }).click();
    await page.locator('[data-week]').waitFor();
    await page.waitForFunction(() => document.querySelector('[data-part="week"]').getBoundingClientRect().top < innerHeight / 2);
}

async function objects(page) {
    await page.goto('/');
    await page.getByRole('link', { name: '为什么这样排' }).click();
    assert.ok((await page.locator('[data-summary]').innerText()).length <= 200);
    assert.equal(await page.locator('[data-term]').count(), 7);
    await page.getByRole('link', { name: '提出异议' }).click();
    await page.getByText('路近', { exact: true }).click();
    await page.getByLabel('为什么').fill('路不是直的，要绕一座桥。');
    await page.getByRole('button', { name: '提交' }).click();
    await page.locator('[data-contest] [data-due="ahead"]').waitFor();
    await page.getByText('路不是直的，要绕一座桥。').waitFor();
}

async function plans_her_day(page) {
    await page.goto('/me/day');
    await page.locator('fieldset label').first().waitFor();
    for (const [n, chip] of (await page.locator('fieldset label').all()).entries()) {
        // The first one is asked for by opening the page.
        if (n > 0) {
            const answer = page.waitForResponse((response) => response.url().includes('/api/v1/me/day-plan'));
            await chip.click();
            await answer;
        }
        await page.locator('[data-plan], .none').first().waitFor();
        if ((await page.locator('[data-plan]').count()) === 0) continue;
        const steps = await page.locator('[data-plan="1"] [data-step]').evaluateAll((all) => all.map((step) => step.dataset.step));
        assert.equal(steps[0], 'leave');
        assert.equal(steps.at(-1), 'home');
        const clocks = await page.locator('[data-plan="1"] .clock').allInnerTexts();
        assert.deepEqual(clocks, [...clocks].sort(), 'one thing after the other');
        await page.locator('[data-plan="1"] > button').click();
        await page.locator('.day-stop').first().waitFor();
        await page.locator('.leaflet-overlay-pane path').first().waitFor({ state: 'attached' });
        return;
    }
    assert.fail('no day of the next seven has a plan');
}

async function finds_work_in_her_hours(browser) {
    const page = await worker_with_hours(browser);
    const { items } = await recommended(page, () => page.goto('/'));
    assert.ok(items.length > 0, 'the city has work in her hours');
    assert.deepEqual(items.filter((opening) => !is_in_her_hours(opening)).map(({ start, end }) => [start, end]), [], 'nothing that clashes is offered');
    await page.locator('[data-opening]').nth(items.length - 1).waitFor();
    await reads_why(page, items);

    // The switch works at once, and is remembered.
    const plain = await recommended(page, () => page.getByRole('switch').uncheck());
    assert.equal(plain.personalised, false);
    await page.getByText('已关闭，只看路程').waitFor();
    const again = await recommended(page, () => page.reload());
    assert.equal(again.personalised, false);
    const personal = await recommended(page, () => page.getByRole('switch').check());
    assert.equal(personal.personalised, true);

    await asks_why_not(page);
    await objects(page);
    await plans_her_day(page);
}

export const tests = [
    { name: 'a worker says when she is free, with a finger and by keys', run: says_when_she_is_free },
    { name: 'a worker finds work in her hours', run: finds_work_in_her_hours },
];
