import assert from 'node:assert/strict';
import { donghu } from '../browser.mjs';
import { cards, open_list, pick_street, searching } from '../steps.mjs';

/** What 人社厅发〔2025〕60号 asks of every post, by the names of the fact sheet. */
const required_facts = ['employer', 'people_wanted', 'conditions', 'place', 'pay', 'expires_at'];

async function sees_work_at_once(page) {
    await open_list(page);
    assert.equal(await page.locator('h1').innerText(), '找零工');
    assert.equal(await page.getAttribute('html', 'lang'), 'zh-CN');
    await page.getByText('求职不收费，收费即举报').waitFor();
    await page.getByText('演示数据', { exact: true }).waitFor();
    assert.match(await page.locator('.where').innerText(), /市中心/);
}

async function finds_work_near_donghu(browser) {
    const page = await browser.page({ geolocation: donghu, permissions: ['geolocation'] });
    await sees_work_at_once(page);

    const found = await searching(page, () => page.getByRole('button', { name: '用我的位置' }).click());
    await page.getByText(/我的位置 · 10 公里内/).waitFor();
    assert.ok(found.length >= 10, `only ${found.length} openings near Donghu`);
    const distances = found.map((opening) => opening.distance_m);
    assert.deepEqual(distances, [...distances].sort((a, b) => a - b), 'nearest first');
    assert.ok(distances.at(-1) <= 10_000);

    const card = cards(page).first();
    const text = await card.innerText();
    assert.match(text, /[0-9.]+ 元\/时/);
    assert.match(text, /日结|周结|半月结|月结|完工结/);
    assert.match(text, /(米|公里|米内)，电动车约 [0-9]+ 分钟/);
    assert.match(text, /(刚刚|前)发布/);
    assert.match(text, /已核验|未核验/);

    await card.getByRole('link').click();
    await page.locator('[data-fact="employer"]').waitFor();
    assert.equal(await page.locator('main h1').innerText(), found[0].title);
    for (const fact of required_facts) assert.ok((await page.locator(`[data-fact="${fact}"] dd`).innerText()).trim(), fact);
    await page.getByRole('heading', { name: '工作内容' }).waitFor();
    assert.ok((await page.locator('.words').innerText()).length > 0);

    // Back where one was: the list is still there.
    await page.getByRole('button', { name: '返回' }).click();
    await cards(page).first().waitFor();
    await page.getByText(/我的位置 · 10 公里内/).waitFor();
}

async function picks_a_street_when_refused(browser) {
    const context = await browser.context({ permissions: [] });
    const page = await context.newPage();
    await open_list(page);
    await page.getByRole('button', { name: '用我的位置' }).click();
    await page.getByText(/没有得到位置权限|暂时无法定位/).first().waitFor();
    const found = await searching(page, () => pick_street(page, '吴兴区', '月河街道'));
    assert.ok(found.length > 0);
    await page.getByRole('button', { name: '完成' }).click();
    await page.getByText(/月河街道 · 10 公里内/).waitFor();
    // The street is remembered, so that nobody picks it every morning.
    await page.reload();
    await page.getByText(/月河街道 · 10 公里内/).waitFor();
}

async function narrows_the_list(browser) {
    const page = await browser.page();
    await open_list(page);
    await page.getByRole('button', { name: '结算', exact: true }).click();
    const daily = await searching(page, () => page.getByText('日结', { exact: true }).first().click());
    assert.ok(daily.length > 0);
    assert.ok(daily.every((opening) => opening.settlement === 'day'));
    const paid = await searching(page, () => page.getByText('25 元/时以上').click());
    assert.ok(paid.every((opening) => opening.pay.hourly_fen >= 2500));
    await page.getByRole('button', { name: '完成' }).click();

    const recent = await searching(page, () => page.getByText('最新发布').click());
    const posted = recent.map((opening) => Date.parse(opening.posted_at));
    assert.deepEqual(posted, [...posted].sort((a, b) => b - a), 'newest first');

    await page.getByRole('button', { name: '工种', exact: true }).click();
    const name = recent[0].occupation.name;
    const of_kind = await searching(page, () => page.locator('#filter-panel').getByText(name, { exact: true }).click());
    assert.ok(of_kind.every((opening) => opening.occupation.name === name));
}

async function reads_on(browser) {
    const page = await browser.page();
    await open_list(page);
    const first = await cards(page).count();
    const more = await searching(page, () => page.locator('.end').scrollIntoViewIfNeeded());
    assert.ok(more.length > 0);
    await page.waitForFunction((count) => document.querySelectorAll('article.opening').length > count, first);
    const links = await page.locator('article.opening h2 a').evaluateAll((all) => all.map((link) => link.href));
    assert.equal(new Set(links).size, links.length, 'no opening twice');
}

async function walks_the_map_by_keyboard(browser) {
    const page = await browser.page();
    await page.goto('/map');
    const marker = page.locator('.opening-marker').first();
    await marker.waitFor();
    await page.locator('.leaflet-overlay-pane path').first().waitFor({ state: 'attached' });
    assert.ok(await marker.getAttribute('aria-label'));
    await marker.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /所选位置 [0-9]+ 个班次/ }).waitFor();
    await cards(page).first().getByRole('link').press('Enter');
    await page.locator('[data-fact="employer"]').waitFor();
}

async function filters_by_keyboard(browser) {
    const page = await browser.page();
    await open_list(page);
    const opener = page.getByRole('button', { name: '结算', exact: true });
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    for (let tabs = 0; tabs < 6 && !(await page.evaluate(() => document.activeElement?.matches('#filter-panel input'))); tabs += 1) {
        await page.keyboard.press('Tab');
    }
    const found = await searching(page, () => page.keyboard.press('ArrowDown'));
    assert.ok(found.every((opening) => opening.settlement === 'day'));
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('#filter-panel').count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('data-panel')), 'pay');
}

async function keeps_language_and_size(browser) {
    const page = await browser.page();
    await open_list(page);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Find gig work' }).waitFor();
    await page.getByRole('button', { name: 'Large print' }).click();
    await page.reload();
    await cards(page).first().waitFor();
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    assert.ok(await page.locator('html.elder').count());
    assert.match(await cards(page).first().innerText(), /¥[0-9.]+\/h/);
    await page.getByRole('link', { name: 'Me', exact: true }).click();
    await page.getByText('简体中文').click();
    await page.getByRole('heading', { name: '我的' }).waitFor();
}

export const tests = [
    { name: 'a visitor finds work near Donghu and opens a job', run: finds_work_near_donghu },
    { name: 'with location refused a street is picked and remembered', run: picks_a_street_when_refused },
    { name: 'filters and order narrow the list', run: narrows_the_list },
    { name: 'the list reads on without doubles', run: reads_on },
    { name: 'the map is walked by keyboard', run: walks_the_map_by_keyboard },
    { name: 'filters work by keyboard and give the focus back', run: filters_by_keyboard },
    { name: 'language and large print are the person’s and are remembered', run: keeps_language_and_size },
];
