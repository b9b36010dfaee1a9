import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { cards, employer_phone, open_list, page_of, pick_street, searching, titles } from '../steps.mjs';

const bad_words = '限女性，押金200，试工无工资';

async function fill_lunch(page, title, description) {
    await page.goto('/employer/jobs/new');
    await page.getByRole('button', { name: '晚市服务员' }).click();
    await page.getByLabel('标题').fill(title);
    await page.getByLabel('工作内容').fill(description);
    await page.getByLabel('金额（元）').fill('27');
    await pick_street(page, '吴兴区', '月河街道');
    await page.getByLabel('详细地址').fill('月河街道演示路 1 号');
    await page.getByLabel('伤害保障').selectOption({ label: '单险种工伤保险' });
}

async function is_refused_repairs_and_appears(browser) {
    const title = `午市洗碗工 ${randomInt(100_000, 999_999)}`;
    const page = await page_of(browser, employer_phone);
    await fill_lunch(page, title, bad_words);

    // While typing, before anything is sent.
    for (const rule of ['discrimination.sex', 'fee.deposit', 'trial.unpaid']) {
        await page.locator(`[data-rule="${rule}"]`).waitFor();
    }
    assert.equal(await page.locator('[data-rule="fee.deposit"] mark').innerText(), '押金');
    await page.locator('[data-pointer="/description"] .error').filter({ hasText: '押金' }).waitFor();

    const answer = page.waitForResponse((response) => response.url().endsWith('/api/v1/jobs') && response.request().method() === 'POST');
    await page.getByRole('button', { name: '发布', exact: true }).click();
    const refused = await answer;
    assert.equal(refused.status(), 422);
    assert.equal((await refused.json()).code, 'job.breaks_rules');

    await page.getByLabel('工作内容').fill('洗碗、收台，试工有工资，包一餐。');
    await page.locator('[data-rule]').first().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.locator('[data-state="open"]').waitFor();

    const seeker = await browser.page();
    await open_list(seeker);
    await searching(seeker, () => seeker.getByText('最新发布').click());
    assert.ok((await titles(seeker)).includes(title));
    await cards(seeker).filter({ hasText: title }).waitFor();
}

async function is_offered_the_lawful_form(browser) {
    const page = await page_of(browser, employer_phone);
    await fill_lunch(page, `传菜员 ${randomInt(100_000, 999_999)}`, '传菜，包一餐。');
    await page.getByLabel('用工形式').selectOption({ label: '劳务派遣' });
    await page.locator('[data-rule="relation.dispatch_day_pay"] button').click();
    await page.locator('[data-rule="relation.dispatch_day_pay"]').waitFor({ state: 'detached' });
    assert.equal(await page.getByLabel('用工形式').inputValue(), 'task_term');
}

async function anybody_has_an_advertisement_looked_at(browser) {
    const page = await browser.page();
    await page.goto('/look');
    await page.getByLabel('粘贴招工内容').fill(`饭店招人，${bad_words}`);
    await page.getByRole('button', { name: '看一看' }).click();
    await page.getByText('发现 3 处问题').waitFor();
    assert.deepEqual(await page.locator('.words mark').allInnerTexts(), ['限女性', '押金', '试工无工资']);
    await page.getByText('营业执照').first().waitFor();

    await page.getByLabel('粘贴招工内容').fill('食堂招洗碗工，24元/小时，日结，男女不限，不收押金');
    await page.getByRole('button', { name: '看一看' }).click();
    await page.getByText('没有发现问题', { exact: true }).waitFor();
}

export const tests = [
    { name: 'an employer is refused with the words marked, repairs and appears', run: is_refused_repairs_and_appears },
    { name: 'the lawful form is one tap away', run: is_offered_the_lawful_form },
    { name: 'anybody has an advertisement looked at', run: anybody_has_an_advertisement_looked_at },
];
