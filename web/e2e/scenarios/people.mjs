// What people read of what concerns them: their reports, staff's questions, whom an agency posts for.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { employer_with_a_job, employer_phone, fresh_phone, made_up_credit_code, page_of, pick_street } from '../steps.mjs';
import { applied, approved_by_two, desk_of, market_of, posted_that_waits } from '../staff_steps.mjs';

const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function posted_by_api(page, path, data, expected) {
    const token = await page.evaluate(() => localStorage.getItem('gigfair.csrf'));
    const response = await page.request.post(path, { headers: { 'X-CSRF-Token': token }, data });
    assert.equal(response.status(), expected, await response.text());
    return response.json();
}

async function reads_own_reports(browser) {
    const staff = await desk_of(browser);
    await staff.goto('/console/');
    const job = await posted_that_waits(browser, await market_of(staff));
    await posted_by_api(staff, `/api/v1/jobs/${job.job_id}:approve`, {}, 200);

    const worker = await page_of(browser, fresh_phone());
    await worker.goto('/me');
    await worker.getByRole('link', { name: '我的举报' }).click();
    await worker.getByText('您还没有举报过').waitFor();
    await worker.goto(`/jobs/${job.job_id}/report`);
    await worker.getByText('先要我交钱', { exact: true }).click();
    await worker.getByRole('button', { name: '提交举报' }).click();
    await worker.getByText('已收到，等工作人员查看').waitFor();
    const report_id = worker.url().split('/').at(-1);
    await worker.goto('/me/reports');
    const card = worker.locator(`[data-report="${report_id}"]`);
    await card.locator('[data-due="ahead"]').waitFor();
    await card.getByRole('link', { name: job.title }).waitFor();

    await posted_by_api(staff, `/api/v1/reports/${report_id}:resolve`, { outcome: 'removed', remark: '经核查，已下架。' }, 200);
    await worker.reload();
    await worker.locator(`[data-report="${report_id}"][data-outcome="removed"]`).getByText('经核查，已下架。').waitFor();
    await card.getByText('这条招工现在：已下架').waitFor();
    // Nobody else's reports are here.
    const other = await page_of(browser, employer_phone);
    await other.goto('/me/reports');
    await other.locator('[role="status"], [data-report]').first().waitFor();
    assert.equal(await other.locator(`[data-report="${report_id}"]`).count(), 0);
}

async function an_agency_says_for_whom(browser) {
    const market = await market_of(await desk_of(browser));
    const licence = { kind: 'human_resources_service', number: `330502-${randomInt(1000, 9999)}-3`, issued_by: '演示区人力社保局', expires_on: day(400) };
    const agency = await applied(browser, market, { kind: 'agency', name: `演示人力资源${randomInt(100_000, 999_999)}`, uscc: made_up_credit_code(), licences: [licence] });
    await approved_by_two(browser, agency);
    const { page } = agency;
    await page.goto('/employer/jobs/new');
    await page.getByRole('button', { name: '晚市服务员' }).click();
    await page.getByLabel('金额（元）').fill('28');
    // Told while it is typed that the firm is missing, at its field.
    const name = page.locator('[data-pointer="/user_enterprise/name"]');
    await name.locator('[data-rule="relation.user_enterprise_missing"]').waitFor();
    await name.locator('input').fill('演示度假酒店');
    await name.locator('[data-rule]').waitFor({ state: 'detached' });
    await page.getByLabel('用工单位统一社会信用代码').fill('91330502MA0000000A');
    await pick_street(page, '吴兴区', '月河街道');
    await page.getByLabel('详细地址').fill('月河街道演示路 1 号');
    await page.getByLabel('伤害保障').selectOption({ label: '单险种工伤保险' });
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.locator('[data-pointer="/user_enterprise/uscc"] .error').waitFor();
    const code = made_up_credit_code();
    await page.getByLabel('用工单位统一社会信用代码').fill(code);
    const answer = page.waitForResponse((response) => response.url().endsWith('/api/v1/jobs') && response.request().method() === 'POST');
    await page.getByRole('button', { name: '发布', exact: true }).click();
    const response = await answer;
    assert.equal(response.status(), 201, await response.text());
    assert.deepEqual(response.request().postDataJSON().user_enterprise, { name: '演示度假酒店', uscc: code });
    await page.getByRole('link', { name: '查看这条招工' }).click();
    await page.locator('[data-fact="user_enterprise"]').getByText(`演示度假酒店（${code}）`).waitFor();
    await page.locator('[data-fact="wage_payer"]').getByText('用工单位').last().waitFor();

    // It may be changed like any other word of the post.
    await page.goto('/employer/jobs');
    await page.locator('article.job').first().getByRole('link', { name: '修改' }).click();
    const changed = page.locator('[data-pointer="/user_enterprise/name"] input');
    assert.equal(await changed.inputValue(), '演示度假酒店');
    await changed.fill('演示温泉酒店');
    const patched = page.waitForResponse((each) => each.request().method() === 'PATCH');
    await page.getByRole('button', { name: '保存修改' }).click();
    assert.equal((await patched).status(), 200, await (await patched).text());
    assert.deepEqual((await patched).request().postDataJSON(), { user_enterprise: { name: '演示温泉酒店', uscc: code } });
}

async function a_firm_is_not_asked_for_whom(browser) {
    await employer_with_a_job(browser);
    const page = await page_of(browser, employer_phone);
    await page.goto('/employer/jobs/new');
    await page.locator('optgroup').first().waitFor({ state: 'attached' });
    assert.equal(await page.locator('[data-user-enterprise]').count(), 0);
}

async function reads_what_staff_ask(browser) {
    const staff = await desk_of(browser);
    const market = await market_of(staff);
    const household = await applied(browser, market, { kind: 'household', name: `湖东街道演示${randomInt(1000, 9999)}待核` });
    await staff.goto('/console/');
    await posted_by_api(staff, `/api/v1/employers/${household.id}:ask`, { remark: '请补充您与这户家庭的关系。' }, 200);
    const { page } = household;
    await page.goto('/employer');
    await page.locator('[data-question]').getByText('请补充您与这户家庭的关系。').waitFor();
}

export const tests = [
    { name: 'who reported while signed in reads what became of it', run: reads_own_reports },
    { name: 'an agency says whom it posts for, and workers read who pays', run: an_agency_says_for_whom },
    { name: 'a firm is not asked whom it posts for', run: a_firm_is_not_asked_for_whom },
    { name: 'a member reads what staff ask', run: reads_what_staff_ask },
];
