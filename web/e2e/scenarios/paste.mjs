import assert from 'node:assert/strict';
import { join } from 'node:path';
import { employer_phone, open_list, page_of, pick_street, searching } from '../steps.mjs';
import { shots } from '../shots.mjs';

const day_ms = 86_400_000;
const city_offset_ms = 8 * 3_600_000;
const tomorrow = () => new Date(Date.now() + city_offset_ms + day_ms).toISOString().slice(0, 10);

/** As it stands in a group, with everything that a post takes and a phone that it doesn't. */
const message = [
    '【急招】洗碗工3名！',
    '明天下午4点半到9点半，25.5元/小时，日结，包一餐，男女不限',
    '地址：吴兴区月河街道演示路1号',
    '联系电话：12000000002',
].join('\n');

async function read_in(page, text) {
    await page.goto('/employer/jobs/new');
    await page.getByLabel('把群里的招工信息粘贴到这里').fill(text);
    const answer = page.waitForResponse((response) => response.url().endsWith('/jobs:read-text'));
    await page.getByRole('button', { name: '读出来，填到下面' }).click();
    assert.equal((await answer).status(), 200);
    await page.locator('[data-paste] .facts').waitFor();
}

const value = (page, pointer) => page.locator(`[data-pointer="${pointer}"]`).locator('input, select, textarea').first().inputValue();

async function a_message_becomes_a_post(browser) {
    const page = await page_of(browser, employer_phone);
    await read_in(page, message);

    assert.equal(await value(page, '/title'), '洗碗工');
    assert.equal(await value(page, '/occupation'), 'dishwasher');
    assert.equal(await value(page, '/pay/amount_fen'), '25.5');
    assert.equal(await value(page, '/pay/unit'), 'hour');
    assert.equal(await value(page, '/shifts/0/start'), tomorrow());
    assert.equal(await page.getByLabel('开始').inputValue(), '16:30');
    assert.equal(await value(page, '/shifts/0/end'), '21:30');
    assert.equal(await value(page, '/shifts/0/places'), '3');
    assert.equal(await value(page, '/address'), '吴兴区月河街道演示路1号');
    assert.ok(await page.getByLabel('包餐').isChecked());
    assert.ok(!(await value(page, '/description')).includes('12000000002'), 'the phone is left out');
    // The words stand at the field that they filled.
    await page.locator('[data-pointer="/pay/amount_fen"] [data-read="sure"]').getByText('25.5元/小时').waitFor();
    await page.getByText('文字里没有说、要您来填的：地点（街道或位置）、用工形式、伤害保障').waitFor();
    await page.screenshot({ path: join(shots, 'paste_filled.png'), fullPage: true });

    await pick_street(page, '吴兴区', '月河街道');
    await page.getByLabel('伤害保障').selectOption({ label: '商业意外险' });
    const answer = page.waitForResponse((response) => response.url().endsWith('/api/v1/jobs') && response.request().method() === 'POST');
    await page.getByRole('button', { name: '发布', exact: true }).click();
    const response = await answer;
    assert.equal(response.status(), 201, await response.text());
    const created = await response.json();
    assert.equal(created.state, 'open');

    const job = await (await page.request.get(`/api/v1/jobs/${created.job_id}`)).json();
    assert.equal(job.pay.amount_fen, 2550);
    assert.equal(job.settlement, 'day');
    assert.deepEqual(job.benefits, ['meal']);
    const { items } = await (await page.request.get(`/api/v1/jobs/${created.job_id}/openings`)).json();
    assert.deepEqual(
        items.map(({ start, end, places_left }) => ({ start, end, places_left })),
        [{ start: `${tomorrow()}T16:30:00+08:00`, end: `${tomorrow()}T21:30:00+08:00`, places_left: 3 }],
    );

    const seeker = await browser.page();
    await open_list(seeker);
    const found = await searching(seeker, () => seeker.getByText('最新发布').click());
    assert.ok(found.some(({ job_id }) => job_id === created.job_id), 'a stranger finds it');
}

async function what_is_unsure_is_marked(browser) {
    const page = await page_of(browser, employer_phone);
    await read_in(page, '招洗碗工，4:30-9:30，约25元/小时，限女');
    await page.getByText(/处拿不准，请核对。/).waitFor();
    await page.locator('[data-pointer="/pay/amount_fen"] [data-read="likely"]').waitFor();
    assert.equal(await page.locator('[data-fact="hours"]').getAttribute('data-confidence'), 'likely');
    await page.locator('[data-fact="sex"]').getByText('不会写进招工条件').waitFor();
    // Whoever corrects a value has looked at it.
    await page.getByLabel('金额（元）').fill('26');
    await page.locator('[data-pointer="/pay/amount_fen"] [data-read]').waitFor({ state: 'detached' });
    await page.screenshot({ path: join(shots, 'paste_unsure.png'), fullPage: true });
}

export const tests = [
    { name: 'a pasted group message becomes an open post (paste)', run: a_message_becomes_a_post },
    { name: 'what a pasted message leaves open is marked (paste)', run: what_is_unsure_is_marked },
];
