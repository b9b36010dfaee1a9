import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { cards, employer_phone, open_list, page_of, pick_street, searching, titles } from '../steps.mjs';

const bad_words = '限女性，押金200，试工无工资';
const marked = { 'discrimination.sex': '限女性', 'fee.deposit': '押金200', 'trial.unpaid': '试工无工资' };
const text_points_max = 4000;

/** The work, its pay and a shift: what the rules need before they can speak. */
async function write_lunch(page, title, description) {
    await page.goto('/employer/jobs/new');
    await page.getByRole('button', { name: '晚市服务员' }).click();
    await page.getByLabel('标题').fill(title);
    await page.getByLabel('工作内容').fill(description);
    await page.getByLabel('金额（元）').fill('27');
}

async function say_where_and_what_cover(page) {
    await pick_street(page, '吴兴区', '月河街道');
    await page.getByLabel('详细地址').fill('月河街道演示路 1 号');
    await page.getByLabel('伤害保障').selectOption({ label: '单险种工伤保险' });
}

/** Food work takes a health certificate by law: one tap names it. */
async function name_the_certificate(page) {
    const finding = page.locator('[data-rule="certificate.missing"]');
    await finding.getByRole('button').click();
    await finding.waitFor({ state: 'detached' });
}

const publish = (page) => page.getByRole('button', { name: '发布', exact: true }).click();
const verdict = (page, text) => page.locator('.verdict').filter({ hasText: text }).waitFor();

async function is_refused_repairs_and_appears(browser) {
    const title = `午市洗碗工 ${randomInt(100_000, 999_999)}`;
    const page = await page_of(browser, employer_phone);
    // Beyond the basic plane: places are counted in code points.
    await write_lunch(page, title, `𠮷祥饭店：${bad_words}`);

    // While typing, under the field, before the form is finished or anything is sent.
    const field = page.locator('[data-pointer="/description"]');
    for (const [rule, words] of Object.entries(marked)) {
        const finding = field.locator(`[data-rule="${rule}"]`);
        assert.equal(await finding.locator('mark').innerText(), words);
        await finding.getByText('不能发布').waitFor();
        await finding.getByText('法律依据').waitFor();
    }
    await verdict(page, '3 处不能发布');
    assert.equal(await page.getByLabel('工作内容').getAttribute('aria-invalid'), 'true');
    assert.equal(await page.locator('[data-rule="injury.none"]').count(), 0, 'nobody spoke of cover yet');

    await say_where_and_what_cover(page);
    const answer = page.waitForResponse((response) => response.url().endsWith('/api/v1/jobs') && response.request().method() === 'POST');
    await publish(page);
    const refused = await answer;
    assert.equal(refused.status(), 422);
    assert.equal((await refused.json()).code, 'job.breaks_rules');
    await page.locator('[data-code="job.breaks_rules"]').waitFor();
    for (const [rule, words] of Object.entries(marked)) assert.equal(await field.locator(`[data-rule="${rule}"] mark`).innerText(), words);
    assert.equal(await page.evaluate(() => document.activeElement?.closest('[data-pointer]')?.getAttribute('data-pointer')), '/description');

    await page.getByLabel('工作内容').fill('洗碗、收台，试工有工资，包一餐。');
    await name_the_certificate(page);
    await verdict(page, '没有发现违反规则的地方');
    assert.equal(await page.locator('[data-rule], .problem').count(), 0);
    await publish(page);
    await page.locator('[data-state="open"]').waitFor();

    const seeker = await browser.page();
    await open_list(seeker);
    await searching(seeker, () => seeker.getByText('最新发布').click());
    assert.ok((await titles(seeker)).includes(title));
    await cards(seeker).filter({ hasText: title }).waitFor();
}

async function goes_on_typing_undisturbed(browser) {
    const page = await page_of(browser, employer_phone);
    await write_lunch(page, '限女性服务员', '传菜，包一餐。');
    await page.locator('[data-pointer="/title"] [data-rule]').first().waitFor();
    await page.getByLabel('标题').fill('晚市服务员');
    await page.locator('[data-pointer="/title"] [data-rule]').first().waitFor({ state: 'detached' });
    // A finding above the field that is written in must not push it away, and takes no focus.
    const amount = page.getByLabel('金额（元）');
    await page.getByLabel('标题').fill('限女性服务员');
    await amount.focus();
    const before = await amount.boundingBox();
    await page.locator('[data-pointer="/title"] [data-rule]').first().waitFor();
    const after = await amount.boundingBox();
    assert.ok(Math.abs(after.y - before.y) <= 1, `the field moved from ${before.y} to ${after.y}`);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('inputmode')), 'decimal');
}

async function is_offered_the_lawful_form(browser) {
    const page = await page_of(browser, employer_phone);
    await write_lunch(page, `传菜员 ${randomInt(100_000, 999_999)}`, '传菜，包一餐。');
    await page.getByLabel('用工形式').selectOption({ label: '劳务派遣' });
    await page.locator('[data-rule="relation.dispatch_day_pay"]').getByRole('button').click();
    assert.equal(await page.getByLabel('用工形式').inputValue(), 'task_term');
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'SELECT', 'one goes on where the value changed');
    await page.locator('[data-rule="relation.dispatch_day_pay"]').waitFor({ state: 'detached' });
}

async function one_who_only_gets_a_warning_waits_for_staff(browser) {
    const page = await page_of(browser, employer_phone);
    await write_lunch(page, `后厨帮工 ${randomInt(100_000, 999_999)}`, '洗碗、收台，45岁以下。');
    await say_where_and_what_cover(page);
    await name_the_certificate(page);
    await page.locator('[data-pointer="/description"] [data-rule="age.cap"]').getByText('提醒').waitFor();
    await verdict(page, '1 处提醒');
    await publish(page);
    const waiting = page.locator('[data-state="in_review"]');
    await waiting.getByText('工作人员会先看一看').waitFor();
    assert.equal(await waiting.locator('[data-rule="age.cap"] mark').innerText(), '45岁以下');
}

async function anybody_has_an_advertisement_looked_at(browser) {
    const page = await browser.page();
    await open_list(page);
    await page.getByRole('link', { name: '别处看到的招工？帮我看看' }).click();
    await page.getByLabel('粘贴招工内容').fill(`饭店招人🍜，${bad_words}`);
    await page.getByRole('button', { name: '看一看' }).click();
    await page.getByText('发现 3 处问题').waitFor();
    assert.equal(await page.getByText('违反规定', { exact: true }).count(), 3);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), '发现 3 处问题');
    assert.deepEqual(await page.locator('.words mark').allInnerTexts(), Object.values(marked));
    await page.locator('.licences').getByText('营业执照').first().waitFor();
    await page.getByText('一分钱也别先交').waitFor();

    await page.getByLabel('粘贴招工内容').fill('食堂招洗碗工，24元/小时，日结，男女不限，不收押金');
    await page.getByRole('button', { name: '看一看' }).click();
    await page.getByText('没有发现问题', { exact: true }).waitFor();
    await page.getByText('没有发现问题，不等于一定可靠').waitFor();

    // The end of a long message is not cut off unseen.
    await page.getByLabel('粘贴招工内容').fill('招'.repeat(text_points_max + 1));
    await page.getByText(`最多 ${text_points_max} 字`).waitFor();
}

export const tests = [
    { name: 'an employer is refused with the words marked, repairs and appears', run: is_refused_repairs_and_appears },
    { name: 'findings do not move the field that is written in', run: goes_on_typing_undisturbed },
    { name: 'the lawful form is one tap away', run: is_offered_the_lawful_form },
    { name: 'a post that only gets a warning waits for staff', run: one_who_only_gets_a_warning_waits_for_staff },
    { name: 'anybody has an advertisement looked at', run: anybody_has_an_advertisement_looked_at },
];
