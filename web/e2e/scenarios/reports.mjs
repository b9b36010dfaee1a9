import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { cards, employer_phone, open_list, page_of, searching, titles } from '../steps.mjs';
import { desk_of, market_of, posted_that_waits } from '../staff_steps.mjs';

const looks_max = 10;
const look_pause_ms = 300;

/** What staff decide, over the API: their pages have scenarios of their own. */
async function acting(staff, path, data) {
    const token = await staff.evaluate(() => localStorage.getItem('gigfair.csrf'));
    const response = await staff.request.post(path, { headers: { 'X-CSRF-Token': token }, data });
    const answer = await response.json();
    assert.equal(response.status(), 200, JSON.stringify(answer));
    return answer;
}

/** Looks at the newest jobs until the list is as expected: the index follows a moment later. */
async function list_until(page, holds, what) {
    for (let look = 0; look < looks_max; look += 1) {
        await open_list(page);
        await searching(page, () => page.getByText('最新发布').click());
        if (holds(await titles(page))) return;
        await page.waitForTimeout(look_pause_ms);
    }
    assert.fail(what);
}

async function a_visitor_reports_and_reads_what_became_of_it(browser) {
    const staff = await desk_of(browser);
    await staff.goto('/console/');
    await staff.locator('[data-count]').waitFor();
    const job = await posted_that_waits(browser, await market_of(staff));
    await acting(staff, `/api/v1/jobs/${job.job_id}:approve`, {});

    const visitor = await browser.page();
    await list_until(visitor, (all) => all.includes(job.title), 'a visitor finds the job');
    await cards(visitor).filter({ hasText: job.title }).getByRole('link').click();
    await visitor.getByRole('link', { name: '举报这条招工' }).click();
    await visitor.getByText('用工方永远不会知道是谁举报的').waitFor();
    const send = visitor.getByRole('button', { name: '提交举报' });
    assert.ok(await send.isDisabled(), 'a report has a reason');
    await visitor.getByText('先要我交钱', { exact: true }).click();
    await visitor.getByLabel('说说经过').fill('到店先交两百押金🍜\n才给排班');
    const answer = visitor.waitForResponse((response) => response.url().endsWith(':report'));
    await send.click();
    const response = await answer;
    assert.equal(response.status(), 201, await response.text());
    assert.ok(response.request().headers()['idempotency-key'], 'every report has an Idempotency-Key');
    const { report_id } = await response.json();
    await visitor.waitForURL(`**/reports/${report_id}`);
    await visitor.locator('[data-outcome="open"] [data-due="ahead"]').waitFor();
    await visitor.locator('.address').getByText(`/reports/${report_id}`).waitFor();

    const remark = `押金属实，已下架 ${randomInt(100_000, 999_999)}`;
    await acting(staff, `/api/v1/reports/${report_id}:resolve`, { outcome: 'removed', remark });

    // The link alone leads back, on another phone too.
    const later = await browser.page();
    await later.goto(`/reports/${report_id}`);
    const state = later.locator('[data-outcome="removed"]');
    await state.getByText('已下架这条招工').waitFor();
    await state.getByText(remark).waitFor();
    await state.getByRole('link', { name: '查看这条招工' }).click();
    await later.locator('[data-state="suspended"]').waitFor();
    await list_until(later, (all) => !all.includes(job.title), 'the job leaves the list');

    // Its employer reads that it was taken down, and nothing of the report.
    const employer = await page_of(browser, employer_phone);
    await employer.goto('/employer/jobs');
    const own = employer.locator('article.job').filter({ hasText: job.title });
    await own.locator('[data-review="suspended"]').getByText('窗口说明情况').waitFor();
    assert.ok(!(await own.innerText()).includes('两百'), 'the words of the report stay with staff');
}

export const tests = [{ name: 'a visitor reports a job, staff remove it, the link shows it (reports)', run: a_visitor_reports_and_reads_what_became_of_it }];
