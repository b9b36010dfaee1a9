// Bad networks, strange addresses.
import assert from 'node:assert/strict';
import { cards, open_list } from '../steps.mjs';

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
    // Somebody presses again when the page no longer says that the network is gone.
    await page.getByText('没有网络。已打开的内容仍可查看').waitFor({ state: 'detached' });
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

export const tests = [
    { name: 'offline is said, the last list stays, retry works', run: says_that_it_is_offline },
    { name: 'a page that did not come is said and tried again', run: says_that_a_page_did_not_come },
    { name: 'a slow answer shows a sign of work', run: shows_that_it_works },
    { name: 'a failure is explained and can be retried', run: explains_a_failure },
    { name: 'no address is a dead end', run: is_no_dead_end },
];
