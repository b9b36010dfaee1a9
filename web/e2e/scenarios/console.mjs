import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { desk } from '../browser.mjs';
import { cards, employer_phone, fresh_phone, made_up_credit_code, open_list, page_of, searching, titles } from '../steps.mjs';
import { applied, colleague_of, desk_of, fill_proof, market_of, next_code, open_review, post_that_waits, posted_that_waits, proof_of, sign_in_staff, warned_words } from '../staff_steps.mjs';

const a_title = () => `后厨帮工 ${randomInt(100_000, 999_999)}`;
const row = (page, job) => page.locator(`[data-item="${job.job_id}"]`);
const verdict = (page, name) => page.locator(`[data-verdict="${name}"]`);
const word_field = (page) => page.locator('.verdict textarea');

async function wrong_proof_is_told_in_words(browser) {
    const page = await browser.page({ viewport: desk });
    const proof = proof_of(browser);
    await page.goto('/console/');
    await page.getByRole('heading', { name: '工作人员登录' }).waitFor();
    await fill_proof(page, proof, '000000');
    await page.locator('[data-code="sign_in.staff_refused"]').waitFor();
    await page.getByText('连续 5 次不对，会锁定 15 分钟').waitFor();
    assert.equal(await page.getByLabel('动态口令').inputValue(), '', 'a code works once');
    assert.equal(await page.getByLabel('密码').inputValue(), proof.password);

    // Under a login of its own: nobody else is locked out by it. Known and unknown logins are alike.
    const stranger = { login: `nobody-${randomInt(100_000, 999_999)}`, password: 'not-the-password' };
    for (let wrong = 0; wrong < 5; wrong += 1) {
        const answer = page.waitForResponse((response) => response.url().endsWith('/sign-in/staff'));
        await fill_proof(page, stranger, '000000');
        assert.equal((await answer).status(), 401);
        await page.locator('[data-code="sign_in.staff_refused"]').waitFor();
    }
    await fill_proof(page, stranger, '000000');
    await page.locator('[data-code="sign_in.locked"]').getByText(/可在 [0-9]{2}:[0-9]{2} 后再试/).waitFor();

    await fill_proof(page, proof, await next_code(browser, proof));
    await page.locator('[data-count]').waitFor();
    browser.sessions.set(proof.login, await page.context().storageState());
}

async function asks_then_approves(browser) {
    const staff = await desk_of(browser);
    const market = await market_of(staff);
    const title = a_title();
    const job = await post_that_waits(browser, market, title);

    await open_review(staff, job);
    assert.match(await row(staff, job).innerText(), /1 处提醒/);
    assert.deepEqual(await staff.locator('.detail [data-words] mark').allInnerTexts(), [warned_words]);
    await staff.locator('[data-rule="age.cap"]').getByText('怎么改').waitFor();
    await staff.locator('[data-fact="employer"]').waitFor();

    await verdict(staff, 'ask').click();
    await staff.getByRole('button', { name: '年龄理由' }).click();
    await word_field(staff).fill(`${await word_field(staff).inputValue()}谢谢。`);
    await staff.getByRole('button', { name: '发出询问' }).click();
    await staff.locator('[data-decided="me"]').getByText('继续等待').waitFor();
    await staff.locator('[data-look="asked"]').getByText('谢谢。').waitFor();
    assert.equal(await row(staff, job).count(), 1, 'it goes on waiting');

    await verdict(staff, 'approve').click();
    await staff.getByRole('button', { name: '确定通过，立即公开' }).click();
    await staff.locator('[data-decided="me"]').getByText('求职者现在就能找到').waitFor();
    assert.equal(await row(staff, job).count(), 0);

    const seeker = await browser.page();
    await open_list(seeker);
    await searching(seeker, () => seeker.getByText('最新发布').click());
    assert.ok((await titles(seeker)).includes(title), 'a stranger finds it');
    await cards(seeker).filter({ hasText: title }).waitFor();
}

async function tables_to_verify_are_listed(browser) {
    const staff = await desk_of(browser);
    await staff.goto('/console/');
    await staff.getByText('这些金额表还没有核实').click();
    const tables = await staff.locator('[data-rule-warnings] [data-table]').allInnerTexts();
    for (const words of ['最低工资表', '工伤保险', '个人所得税']) {
        assert.ok(tables.some((table) => table.includes(words)), words);
    }
}

async function refuses_with_the_reason(browser) {
    const staff = await desk_of(browser);
    const job = await posted_that_waits(browser, await market_of(staff));
    await open_review(staff, job);
    await verdict(staff, 'refuse').click();
    assert.ok(await staff.getByRole('button', { name: '确定不通过' }).isDisabled(), 'no refusal without a reason');
    await staff.getByRole('button', { name: '按规则提示' }).click();
    await staff.getByRole('button', { name: '确定不通过' }).click();
    await staff.locator('[data-decided="me"]').getByText('没有通过').waitFor();
    assert.equal(await row(staff, job).count(), 0);

    const employer = await page_of(browser, employer_phone);
    await employer.goto('/employer/jobs');
    await employer.locator('article.job[data-state="rejected"]').filter({ hasText: job.title }).waitFor();
}

async function works_with_the_keyboard_alone(browser) {
    const staff = await desk_of(browser);
    const market = await market_of(staff);
    const first = await posted_that_waits(browser, market);
    const second = await posted_that_waits(browser, market);
    await staff.goto('/console/');
    await row(staff, second).waitFor();
    const current = () => staff.locator('[aria-current="true"][data-item]').getAttribute('data-item');
    const step_to = async (key, job) => {
        for (let press = 0; press < 50 && (await current()) !== job.job_id; press += 1) {
            const before = await current();
            await staff.keyboard.press(key);
            await staff.waitForFunction((was) => document.querySelector('[aria-current="true"][data-item]')?.getAttribute('data-item') !== was, before);
        }
        assert.equal(await current(), job.job_id);
    };
    await step_to('j', second);
    await step_to('k', first);

    // Letters open; in the field they are letters; Escape closes and loses nothing.
    await staff.keyboard.press('r');
    await staff.keyboard.type('jar');
    assert.equal(await word_field(staff).inputValue(), 'jar');
    assert.equal(await current(), first.job_id);
    await staff.keyboard.press('Escape');
    await verdict(staff, 'refuse').waitFor();
    await staff.keyboard.press('j');
    await staff.waitForFunction((id) => document.querySelector('[aria-current="true"][data-item]')?.getAttribute('data-item') !== id, first.job_id);
    await staff.keyboard.press('k');
    await staff.waitForFunction((id) => document.querySelector('[aria-current="true"][data-item]')?.getAttribute('data-item') === id, first.job_id);
    await staff.keyboard.press('r');
    assert.equal(await word_field(staff).inputValue(), 'jar');
    await staff.keyboard.press('Control+Enter');
    await staff.locator('[data-decided="me"]').getByText(first.title).waitFor();
    assert.equal(await row(staff, first).count(), 0);

    await step_to('j', second);
    await staff.keyboard.press('a');
    assert.equal(await row(staff, second).count(), 1, 'a letter alone decides nothing');
    await staff.keyboard.press('Enter');
    await staff.locator('[data-decided="me"]').getByText(second.title).waitFor();

    // The letters can be switched off, and stay so.
    await staff.getByLabel('快捷键').uncheck();
    await staff.reload();
    await staff.locator('[data-count]').waitFor();
    await staff.keyboard.press('r');
    assert.equal(await word_field(staff).count(), 0);
    assert.equal(await staff.locator('kbd').count(), 0);
}

async function a_colleague_was_faster(browser) {
    const staff = await desk_of(browser);
    const market = await market_of(staff);
    const job = await posted_that_waits(browser, market);
    const seen = await posted_that_waits(browser, market);
    await open_review(staff, job);
    await verdict(staff, 'refuse').click();
    await word_field(staff).fill('地址不清楚');

    const colleague = await desk_of(browser);
    for (const each of [job, seen]) {
        await open_review(colleague, each);
        await verdict(colleague, 'approve').click();
        await colleague.getByRole('button', { name: '确定通过，立即公开' }).click();
        await colleague.locator('[data-decided="me"]').getByText(each.title).waitFor();
        if (each === job) {
            await staff.getByRole('button', { name: '确定不通过' }).click();
            const told = staff.locator('[data-decided="colleague"]');
            await told.getByText(job.title).waitFor();
            assert.match(await told.innerText(), /招工中/);
            assert.equal(await row(staff, job).count(), 0);
            await row(staff, seen).click();
            await staff.locator('.detail [data-words]').waitFor();
        }
    }
    // Seen without deciding: a refresh says so and does not jump away.
    await staff.keyboard.press('u');
    await staff.locator('[data-decided="colleague"]').getByText(seen.title).waitFor();
    assert.equal(await row(staff, seen).count(), 0);
}

async function a_session_that_ends_loses_no_word(browser) {
    const staff = await desk_of(browser);
    const job = await posted_that_waits(browser, await market_of(staff));
    await open_review(staff, job);
    await verdict(staff, 'refuse').click();
    await word_field(staff).fill('写了一半的理由');
    const token = await staff.evaluate(() => localStorage.getItem('gigfair.csrf'));
    browser.sessions.delete(proof_of(browser).login);
    assert.equal((await staff.request.post('/api/v1/sign-out', { headers: { 'X-CSRF-Token': token } })).status(), 204);

    await staff.getByRole('button', { name: '确定不通过' }).click();
    const dialog = staff.locator('dialog[open]');
    await dialog.getByText('登录已结束').waitFor();
    const proof = proof_of(browser);
    await fill_proof(dialog, proof, await next_code(browser, proof));
    await dialog.waitFor({ state: 'hidden' });
    await staff.getByText('还没有提交').waitFor();
    assert.equal(await word_field(staff).inputValue(), '写了一半的理由');
    assert.equal(await row(staff, job).count(), 1, 'nothing was decided by itself');
    await staff.getByRole('button', { name: '确定不通过' }).click();
    await staff.locator('[data-decided="me"]').getByText(job.title).waitFor();
    browser.sessions.set(proof.login, await staff.context().storageState());
}

async function others_stay_outside(browser) {
    const worker = await page_of(browser, employer_phone);
    await worker.goto('/console/markets/0000000000000/reviews');
    await worker.getByText('不是工作人员账号').waitFor();
    const staff = await desk_of(browser);
    await staff.goto('/console/markets/0000000000000/reviews');
    await staff.locator('[data-count]').waitFor();
    assert.ok(!staff.url().includes('0000000000000'), 'another market’s queue leads to one’s own');
}

const card_of = async (page, id) => (await page.request.get(`/api/v1/employers/${id}`)).json();
const employer_row = (page, { id }) => page.locator(`[data-item="${id}"]`);
async function open_check(page, employer) {
    await page.goto('/console/');
    await page.getByRole('link', { name: '用工方核验' }).click();
    await employer_row(page, employer).click();
    await page.locator('.detail [data-register]').waitFor();
}

async function checks_an_employer(browser) {
    const staff = await desk_of(browser);
    const employer = await applied(browser, await market_of(staff), { kind: 'household', name: `演示家庭${randomInt(100_000, 999_999)}待核` });
    await open_check(staff, employer);
    assert.match(await staff.locator('[data-fact="kind"]').innerText(), /家庭/);

    await verdict(staff, 'ask').click();
    await word_field(staff).fill('请到窗口来一趟\n带上身份证');
    await staff.getByRole('button', { name: '发出询问' }).click();
    await staff.locator('[data-look="asked"]').getByText('请到窗口来一趟 带上身份证').waitFor();
    assert.equal((await card_of(employer.page, employer.id)).verified, false);

    await staff.keyboard.press('a');
    await staff.keyboard.press('Enter');
    await staff.locator('[data-decided="me"]').getByText('已核验通过').waitFor();
    assert.equal(await employer_row(staff, employer).count(), 0);
    assert.equal((await card_of(employer.page, employer.id)).verified, true);
}

async function an_agency_takes_two_persons(browser) {
    const staff = await desk_of(browser);
    const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const employer = await applied(browser, await market_of(staff), {
        ...{ kind: 'agency', name: `演示人力资源${randomInt(100_000, 999_999)}`, uscc: made_up_credit_code() },
        licences: [{ kind: 'human_resources_service', number: `330502-${randomInt(1000, 9999)}-1`, issued_by: '演示区人力社保局', expires_on: day(20) }],
        mandate: { until: day(200), document_ref: '委托书第 1 号' },
    });
    await open_check(staff, employer);
    await staff.locator('[data-licence="human_resources_service"] [data-days]').getByText(/还有 (19|20|21) 天/).waitFor();
    await staff.locator('[data-two]').getByText('由另一位同事复核').waitFor();
    await verdict(staff, 'approve').click();
    await staff.getByRole('button', { name: '确定通过（第一位）' }).click();
    await staff.locator('[data-decided="me"]').getByText('您是第一位').waitFor();
    await staff.locator('[data-two]').getByText('如果第一位就是您').waitFor();
    assert.match(await employer_row(staff, employer).innerText(), /待第二人复核/);

    // The same person again is refused in words, and nothing comes of it.
    await verdict(staff, 'approve').click();
    await staff.getByRole('button', { name: '确定通过', exact: true }).click();
    await staff.locator('.verdict [data-code="policy.second_person_required"]').waitFor();
    assert.equal((await card_of(employer.page, employer.id)).verified, false);

    // A colleague looks too, and the agency may post.
    const colleague = await browser.page({ viewport: desk });
    await sign_in_staff(browser, colleague, '/console/', colleague_of(browser));
    await open_check(colleague, employer);
    await verdict(colleague, 'approve').click();
    await colleague.getByRole('button', { name: '确定通过', exact: true }).click();
    await colleague.locator('[data-decided="me"]').getByText('已核验通过').waitFor();
    assert.equal((await card_of(employer.page, employer.id)).verified, true);
}

async function overrules_the_register_with_a_reason(browser) {
    const staff = await desk_of(browser);
    // The simulated register knows no code whose last but one character is U.
    const uscc = made_up_credit_code('U');
    const employer = await applied(browser, await market_of(staff), { kind: 'shop', name: `演示小店${randomInt(100_000, 999_999)}`, uscc });
    await open_check(staff, employer);
    await staff.locator('[data-register]').getByText('登记机关没有这个代码').waitFor();
    await verdict(staff, 'approve').click();
    assert.ok(await staff.getByRole('button', { name: '确定通过', exact: true }).isDisabled(), 'against the register it takes a reason');
    await word_field(staff).fill('已看过执照原件');
    await staff.getByRole('button', { name: '确定通过', exact: true }).click();
    await staff.locator('[data-decided="me"]').getByText('已核验通过').waitFor();
    assert.equal((await card_of(employer.page, employer.id)).verified, true);
}

/** A post that staff approved, so that everybody finds it. */
async function open_post(browser, staff) {
    const job = await posted_that_waits(browser, await market_of(staff));
    await open_review(staff, job);
    await staff.keyboard.press('a');
    await staff.keyboard.press('Enter');
    await staff.locator('[data-decided="me"]').getByText(job.title).waitFor();
    return job;
}

/** Somebody reports a post, signed in or not; the id of the report. */
async function report(stranger, job, text) {
    const token = await stranger.evaluate(() => (location.protocol === 'about:' ? null : localStorage.getItem('gigfair.csrf')));
    const headers = token ? { 'X-CSRF-Token': token } : {};
    const response = await stranger.request.post(`/api/v1/jobs/${job.job_id}:report`, { headers, data: { reason: 'asks_for_money', text } });
    assert.equal(response.status(), 201, await response.text());
    return (await response.json()).report_id;
}

async function a_report_takes_a_post_down(browser) {
    const staff = await desk_of(browser);
    const job = await open_post(browser, staff);

    // One address is one voice: the second is somebody who signed in.
    const strangers = await Promise.all([browser.page(), page_of(browser, fresh_phone())]);
    const told = [];
    for (const [n, stranger] of strangers.entries()) told.push(await report(stranger, job, `到店要先交两百押金，第 ${n + 1} 次听说`));

    await staff.getByRole('link', { name: '举报' }).click();
    await staff.locator(`[data-item="${told[0]}"]`).click();
    await staff.locator('[data-report-text]').getByText('第 1 次听说').waitFor();
    await staff.locator('.detail [data-due]').getByText('前处理').waitFor();
    assert.match(await staff.locator(`[data-item="${told[0]}"]`).innerText(), /共有 2 条/);
    await staff.keyboard.press('r');
    await staff.getByRole('button', { name: '常用答复' }).click();
    await staff.getByText('举报人会看到').waitFor();
    await staff.getByRole('button', { name: '确定下架，立即生效' }).click();
    await staff.locator('[data-decided="me"]').getByText('已下架').waitFor();
    for (const id of told) assert.equal(await staff.locator(`[data-item="${id}"]`).count(), 0, 'it answers all reports of the post');

    const [stranger] = strangers;
    const answer = await (await stranger.request.get(`/api/v1/reports/${told[1]}`)).json();
    assert.equal(answer.outcome, 'removed');
    await stranger.goto(`/jobs/${job.job_id}`);
    await stranger.locator('[data-state="suspended"]').waitFor();
}

async function a_post_is_taken_down_and_put_back(browser) {
    const staff = await desk_of(browser);
    const job = await open_post(browser, staff);
    const stranger = await page_of(browser, fresh_phone());
    const told = await report(stranger, job, '听说要押金');
    const state_is = async (state) => {
        await stranger.goto(`/jobs/${job.job_id}`);
        await stranger.getByRole('heading', { name: job.title }).waitFor();
        assert.equal((await (await stranger.request.get(`/api/v1/jobs/${job.job_id}`)).json()).state, state);
        assert.equal(await stranger.locator('[data-state="suspended"]').count(), state === 'suspended' ? 1 : 0);
    };

    await staff.getByRole('link', { name: '举报' }).click();
    await staff.locator(`[data-item="${told}"]`).click();
    await staff.locator('[data-takedown="open"]').waitFor();
    await staff.keyboard.press('s');
    await staff.keyboard.type('先核查押金');
    await staff.keyboard.press('Control+Enter');
    await staff.locator('[data-decided="me"]').getByText('原因已告知用工方').waitFor();
    await staff.locator('[data-takedown="suspended"]').waitFor();
    assert.equal(await staff.locator(`[data-item="${told}"]`).count(), 1, 'the report goes on waiting');
    await state_is('suspended');
    const employer = await page_of(browser, employer_phone);
    await employer.goto('/employer/jobs');
    await employer.locator('[data-review="suspended"]').getByText('先核查押金').waitFor();

    await staff.keyboard.press('s');
    await staff.keyboard.press('Enter');
    await staff.locator('[data-decided="me"]').getByText('已恢复').waitFor();
    await state_is('open');

    // What the answer to a report took down is put back from where one is.
    await staff.keyboard.press('r');
    await staff.keyboard.type('已下架');
    await staff.keyboard.press('Control+Enter');
    await staff.locator('[data-decided="me"]').getByText('已处理').waitFor();
    assert.equal(await staff.locator(`[data-item="${told}"]`).count(), 0);
    await verdict(staff, 'restore').and(staff.locator('[aria-keyshortcuts="z"]')).waitFor();
    await staff.keyboard.press('z');
    await staff.keyboard.press('Enter');
    await staff.locator('[data-decided="me"]').getByText('已恢复').waitFor();
    await state_is('open');
}

export const tests = [
    { name: 'console: a wrong code is told in words, and too many lock', run: wrong_proof_is_told_in_words },
    { name: 'console: staff see the words marked, ask, approve, and a stranger finds it', run: asks_then_approves },
    { name: 'console: the tables that nobody verified are listed', run: tables_to_verify_are_listed },
    { name: 'console: a refusal takes its reason and ends the post', run: refuses_with_the_reason },
    { name: 'console: a window is worked with the keyboard alone', run: works_with_the_keyboard_alone },
    { name: 'console: two at once: who was slower is told what was decided', run: a_colleague_was_faster },
    { name: 'console: a session that ends loses no word', run: a_session_that_ends_loses_no_word },
    { name: 'console: an employer is asked, then verified', run: checks_an_employer },
    { name: 'console: an agency takes two persons', run: an_agency_takes_two_persons },
    { name: 'console: against the register only with a reason', run: overrules_the_register_with_a_reason },
    { name: 'console: a report takes a post down', run: a_report_takes_a_post_down },
    { name: 'console: a post is taken down and put back', run: a_post_is_taken_down_and_put_back },
    { name: 'console: strangers and other markets stay outside', run: others_stay_outside },
];
