import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { cards, employer_phone, fresh_phone, made_up_credit_code, open_list, page_of, pick_street, post_job, pull_to_refresh, searching, sign_in, titles } from '../steps.mjs';
import { applied, approved_by_two, desk_of, market_of } from '../staff_steps.mjs';

const pulls_max = 10;
const pull_pause_ms = 300;
const verifications_max = 10;

/** Pulls until the list answers as expected: the index follows within 100 ms, the finger is not that fast. */
async function pull_until(page, holds, what) {
    for (let pull = 0; pull < pulls_max; pull += 1) {
        await pull_to_refresh(page);
        if (holds(await titles(page))) return;
        await page.waitForTimeout(pull_pause_ms);
    }
    assert.fail(what);
}

async function posts_and_closes(browser) {
    const title = `晚市服务员 ${randomInt(100_000, 999_999)}`;
    const seeker = await browser.page({ hasTouch: true });
    await open_list(seeker);
    await searching(seeker, () => seeker.getByText('最新发布').click());
    assert.ok(!(await titles(seeker)).includes(title));

    const employer = await page_of(browser, employer_phone);
    const created = await post_job(employer, title);
    assert.equal(created.state, 'open');
    await employer.getByText('已经发布，求职者现在就能找到。').waitFor();
    await pull_until(seeker, (all) => all.includes(title), 'a stranger’s list shows the new job');

    // The stranger opens it and reads what was posted.
    await cards(seeker).filter({ hasText: title }).getByRole('link').click();
    await seeker.locator('[data-fact="pay"]').waitFor();
    assert.match(await seeker.locator('[data-fact="pay"]').innerText(), /27\.5 元\/时/);
    assert.match(await seeker.locator('[data-fact="people_wanted"]').innerText(), /3 人/);
    const job_url = seeker.url();
    await seeker.getByRole('button', { name: '返回' }).click();
    await cards(seeker).first().waitFor();

    await employer.getByRole('link', { name: '我的招工' }).click();
    const own = employer.locator('article.job').filter({ hasText: title });
    await own.getByRole('button', { name: '关闭', exact: true }).click();
    await own.getByRole('button', { name: '确定关闭' }).click();
    await employer.locator('article.job[data-state="closed"]').filter({ hasText: title }).waitFor();
    await pull_until(seeker, (all) => !all.includes(title), 'the closed job leaves the list');

    // Whoever still has the link is told clearly.
    await seeker.goto(job_url);
    await seeker.getByText('这条招工已关闭，不再招人。').waitFor();
}

async function is_told_what_to_correct(browser) {
    const page = await page_of(browser, employer_phone);
    await page.goto('/employer/jobs/new');
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByText(/还有 [0-9]+ 处需要修改/).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid')), 'true');
    const first = page.locator('[data-pointer="/title"]');
    await first.getByText('请填写标题。').waitFor();
    // The message belongs to the control for those who hear the page.
    const input = first.locator('input');
    const described = (await input.getAttribute('aria-describedby')) ?? '';
    const messages = await Promise.all(described.split(' ').map((id) => page.locator(`[id="${id}"]`).innerText()));
    assert.ok(messages.includes('请填写标题。'));
}

async function the_server_says_what_to_correct(browser) {
    const page = await page_of(browser, employer_phone);
    await page.goto('/employer/jobs/new');
    await page.getByRole('button', { name: '晚市服务员' }).click();
    await page.getByLabel('金额（元）').fill('27');
    await page.getByLabel('日期').fill('2020-01-01');
    await pick_street(page, '吴兴区', '月河街道');
    await page.getByLabel('详细地址').fill('月河街道演示路 1 号');
    await page.getByLabel('伤害保障').selectOption({ label: '商业意外险' });
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.locator('.problem').waitFor();
    assert.equal(await page.locator('[data-pointer="/shifts/0/start"] .error').count(), 1);
}

async function a_stranger_becomes_employer(browser) {
    const name = `演示用工方${randomInt(100_000, 999_999)}`;
    const page = await page_of(browser, fresh_phone());
    await page.getByRole('link', { name: '成为用工方' }).click();
    await page.getByLabel('单位名称').fill(name);
    await page.getByLabel('统一社会信用代码').fill('91330502MA0000000A');
    await page.getByRole('button', { name: '提交核验' }).click();
    await page.getByText('代码应为 18 位，且校验位不符').waitFor();
    await page.getByLabel('统一社会信用代码').fill(made_up_credit_code());
    await page.getByRole('button', { name: '提交核验' }).click();
    await page.locator('.verification').waitFor();
    for (let again = 0; again < verifications_max; again += 1) {
        if ((await page.locator('.verification').getAttribute('data-state')) !== 'pending') break;
        await page.getByRole('button', { name: '再次核验' }).click();
        await page.waitForTimeout(pull_pause_ms);
    }
    assert.equal(await page.locator('.verification').getAttribute('data-state'), 'verified');

    const created = await post_job(page, `${name}招服务员`);
    assert.equal(created.state, 'open');
    // A tab appears when it works: employers have one more.
    await page.getByRole('navigation').getByRole('link', { name: '岗位' }).click();
    await page.locator('article.job').filter({ hasText: `${name}招服务员` }).waitFor();
}

const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const own_card = (page, { id }) => page.locator(`[data-employer="${id}"]`);

async function an_agency_renews_its_licence(browser) {
    const market = await market_of(await desk_of(browser));
    const licence = { kind: 'human_resources_service', number: `330502-${randomInt(1000, 9999)}-1`, issued_by: '演示区人力社保局', expires_on: day(10) };
    const agency = await applied(browser, market, {
        ...{ kind: 'agency', name: `演示人力资源${randomInt(100_000, 999_999)}`, uscc: made_up_credit_code(), licences: [licence] },
    });
    await approved_by_two(browser, agency);
    const { page } = agency;
    await page.goto('/me');
    await page.locator('.employer li').filter({ hasText: agency.name }).getByText('待续期').waitFor();
    await page.getByRole('link', { name: '我的用工方' }).click();
    await own_card(page, agency).getByText(/还有 (9|10|11) 天/).waitFor();
    await own_card(page, agency).getByText(`核验有效期至 ${day(10)}`).waitFor();
    await own_card(page, agency).getByRole('link', { name: '办理续期' }).click();

    // What is on file stands there; the new last day is asked for, and the server's word stands at its field.
    const number = page.locator('[data-pointer="/licences/0/number"]');
    assert.equal(await number.locator('input').inputValue(), licence.number);
    await page.getByRole('button', { name: '提交续期' }).click();
    await page.getByText('请选择有效期的最后一天。').waitFor();
    await page.getByLabel('有效期至').fill(day(400));
    await number.locator('input').fill('330502\u200b-2');
    await page.getByLabel('我的委托期限或证明有变化').check();
    await page.getByLabel('委托至哪天').fill(day(300));
    await page.getByLabel('委托书编号').fill('演示委托书第 2 号');
    const [refused] = await handing_in(page, agency);
    assert.equal(refused.status(), 422);
    await number.locator('.error').waitFor();
    assert.equal(await page.locator('.field .error').count(), 1);
    await number.locator('input').fill(`${licence.number}2`);
    const [taken, request] = await handing_in(page, agency);
    assert.equal(taken.status(), 200, await taken.text());
    assert.deepEqual(request.postDataJSON().mandate, { until: day(300), document_ref: '演示委托书第 2 号' });
    assert.notEqual(request.headers()['idempotency-key'], refused.request().headers()['idempotency-key']);

    // The old licence counts until two persons have looked at the new one.
    await page.locator('[data-waits="renewal"]').waitFor();
    await page.locator('[data-stage="handed_in"]').getByText(`${licence.number}2`).waitFor();
    await page.locator('[data-stage="accepted"]').getByText(day(10)).waitFor();
    await page.getByRole('link', { name: '我的用工方' }).click();
    assert.equal(await own_card(page, agency).getByRole('link', { name: '办理续期' }).count(), 0);
    await approved_by_two(browser, agency);
    await page.reload();
    await own_card(page, agency).locator('[data-stage="accepted"]').getByText(day(400)).waitFor();
    assert.equal(await own_card(page, agency).getByText(day(10)).count(), 0);

    // Nothing is left to renew but one's own mandate, which the form is about then.
    await own_card(page, agency).getByRole('link', { name: '更新我的委托' }).click();
    assert.ok(await page.getByLabel('我的委托期限或证明有变化').isChecked());
}

/** Presses the form's button; the answer, and what was asked. */
async function handing_in(page, { id }) {
    const answer = page.waitForResponse((response) => response.url().endsWith(`/employers/${id}:renew`));
    await page.getByRole('button', { name: '提交续期' }).click();
    const response = await answer;
    return [response, response.request()];
}

async function signs_out(browser) {
    // Somebody of their own: signing out ends the session on the server too.
    const page = await browser.page();
    await sign_in(page, fresh_phone());
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByText('还没有登录').waitFor();
    await page.goto('/employer/jobs');
    await page.getByRole('heading', { name: '手机号登录' }).waitFor();
}

export const tests = [
    { name: 'an employer posts, a second phone sees it appear and go', run: posts_and_closes },
    { name: 'an incomplete post is marked where it lacks something', run: is_told_what_to_correct },
    { name: 'the server’s refusal stands at its field', run: the_server_says_what_to_correct },
    { name: 'a fresh phone registers an employer, is verified and posts', run: a_stranger_becomes_employer },
    { name: 'an agency renews its licence and two persons look', run: an_agency_renews_its_licence },
    { name: 'signing out ends the session', run: signs_out },
];
