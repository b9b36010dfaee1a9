// Bad networks, slow phones, strange addresses.
import assert from 'node:assert/strict';
import { cards, open_list } from '../steps.mjs';

const slow_factor = 4;
const first_list_ms_max = 1000;
const attempts = 5;

async function says_that_it_is_offline(browser) {
    const context = await browser.context();
    const page = await context.newPage();
    await open_list(page);
    const before = await cards(page).count();
    await context.setOffline(true);
    await page.getByText('没有网络。已打开的内容仍可查看').waitFor();
    await page.getByRole('button', { name: '刷新' }).click();
    await page.locator('.problem[data-code="client.offline"]').waitFor();
    assert.equal(await cards(page).count(), before, 'the last list stays readable');
    await context.setOffline(false);
    await page.getByRole('button', { name: '重试' }).click();
    await page.locator('.problem').waitFor({ state: 'detached' });
}

async function says_that_a_page_did_not_come(browser) {
    const context = await browser.context();
    const page = await context.newPage();
    await open_list(page);
    await context.setOffline(true);
    await page.getByRole('link', { name: '我的' }).click();
    await page.locator('.problem[data-code="client.offline"]').waitFor();
    assert.equal(await page.getByRole('progressbar').count(), 0);
    await context.setOffline(false);
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByRole('heading', { name: '我的' }).waitFor();
}

async function shows_that_it_works(browser) {
    const page = await browser.page();
    await page.route('**/api/v1/openings?*', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 1500));
        await route.continue();
    });
    await page.goto('/');
    await page.getByRole('progressbar').waitFor({ timeout: 1000 });
    await page.locator('[aria-busy="true"]').waitFor({ timeout: 1000 });
    await cards(page).first().waitFor();
    assert.equal(await page.getByRole('progressbar').count(), 0);
}

async function explains_a_failure(browser) {
    const page = await browser.page();
    const body = JSON.stringify({ type: 'about:blank', title: '太忙了', status: 503, code: 'http.overloaded', detail: '请稍候。', request_id: 'r-1' });
    await page.route('**/api/v1/openings?*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body }));
    await page.goto('/');
    const notice = page.locator('.problem');
    await notice.waitFor();
    assert.match(await notice.innerText(), /太忙了[\s\S]*请稍候。[\s\S]*请稍后重试。[\s\S]*r-1/);
    await page.unroute('**/api/v1/openings?*');
    await notice.getByRole('button', { name: '重试' }).click();
    await cards(page).first().waitFor();
}

async function is_no_dead_end(browser) {
    const page = await browser.page();
    await page.goto('/no/such/page');
    await page.getByRole('heading', { name: '没有这个页面' }).waitFor();
    await page.goto('/jobs/0000000000000');
    await page.locator('.problem').waitFor();
    await page.locator('.problem').getByRole('link', { name: '去找零工' }).click();
    await cards(page).first().waitFor();
    // Whoever is not signed in is asked to, and comes back afterwards.
    await page.goto('/employer/jobs');
    await page.waitForURL(/\/sign-in\?back=\/employer\/jobs$/);
    await page.getByRole('heading', { name: '手机号登录' }).waitFor();
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
}

async function lists_within_a_second(browser) {
    const times = [];
    for (let attempt = 0; attempt < attempts; attempt += 1) {
        const page = await browser.page();
        const session = await page.context().newCDPSession(page);
        await session.send('Emulation.setCPUThrottlingRate', { rate: slow_factor });
        await page.addInitScript(() => {
            new MutationObserver((_, watcher) => {
                if (!document.querySelector('article.opening')) return;
                watcher.disconnect();
                requestAnimationFrame(() => (window.first_list_ms = performance.now()));
            }).observe(document, { childList: true, subtree: true });
        });
        await page.goto('/');
        times.push(await (await page.waitForFunction(() => window.first_list_ms)).jsonValue());
        await page.context().close();
    }
    // The best of a few: another program on the machine is not the app's slowness.
    const best = Math.round(Math.min(...times));
    console.log(`figure: first list after ${best} ms on a ${slow_factor}× slowed CPU, budget ${first_list_ms_max}`);
    assert.ok(best <= first_list_ms_max, `first list after ${best} ms`);
}

export const tests = [
    { name: 'offline is said, the last list stays, retry works', run: says_that_it_is_offline },
    { name: 'a page that did not come is said and tried again', run: says_that_a_page_did_not_come },
    { name: 'a slow answer shows a sign of work', run: shows_that_it_works },
    { name: 'a failure is explained and can be retried', run: explains_a_failure },
    { name: 'no address is a dead end', run: is_no_dead_end },
    { name: 'the first list stands within a second on a slow phone', run: lists_within_a_second },
];
