// Changing one's own published post on the phone.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { employer_phone, page_of, post_job } from '../steps.mjs';

const own_card = (page, title) => page.locator('article.job').filter({ hasText: title });
const at = (page, pointer) => page.locator(`[data-pointer="${pointer}"]`);

/** A post of the demo's employer, and the page that changes it. */
async function change_page(browser, title, page = undefined) {
    const employer = page ?? (await page_of(browser, employer_phone));
    if (!page) await post_job(employer, title);
    await employer.goto('/employer/jobs');
    await own_card(employer, title).getByRole('link', { name: '修改' }).click();
    await employer.getByRole('heading', { name: '修改招工' }).waitFor();
    await at(employer, '/title').locator('input').waitFor();
    return employer;
}

/** Presses the button; what was asked and answered. */
async function saving(page) {
    const answered = page.waitForResponse((response) => response.request().method() === 'PATCH');
    await page.getByRole('button', { name: '保存修改' }).click();
    const response = await answered;
    return { response, request: response.request() };
}

const made_up = () => `晚市服务员 ${randomInt(100_000, 999_999)}`;

async function raises_the_pay(browser) {
    const title = made_up();
    const page = await change_page(browser, title);
    assert.equal(await at(page, '/title').locator('input').inputValue(), title);
    assert.equal(await at(page, '/pay/amount_fen').locator('input').inputValue(), '27.5');
    await page.getByText('现在是 27.5 元/时，只能提高。').waitFor();
    // What people decided by stays, and stands there.
    for (const kept of ['/occupation', '/relation', '/shifts/0/start', '/pay/unit']) assert.equal(await at(page, kept).count(), 0, kept);
    await page.locator('[data-kept="shifts"]').getByText('17:00–21:00').waitFor();

    // Nothing changed, nothing sent.
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.getByText('您还没有改动什么。').waitFor();

    // Less pay is refused at its field.
    await at(page, '/pay/amount_fen').locator('input').fill('26');
    const lower = await saving(page);
    assert.equal(lower.response.status(), 422);
    await at(page, '/pay/amount_fen').locator('.error').getByText('报酬只能提高').waitFor();

    await at(page, '/pay/amount_fen').locator('input').fill('29');
    await page.getByLabel('工作内容').fill('晚市期间点单、传菜、收台，九点前下班。');
    const { response, request } = await saving(page);
    assert.equal(response.status(), 200, await response.text());
    assert.equal(request.headers()['if-match'], '"1"');
    assert.deepEqual(request.postDataJSON(), { description: '晚市期间点单、传菜、收台，九点前下班。', pay: { amount_fen: 2900, unit: 'hour' } });
    await page.getByText('求职者现在看到的就是新内容').waitFor();
    await page.getByRole('link', { name: '查看这条招工' }).click();
    await page.locator('[data-fact="pay"]').getByText('29 元/时').waitFor();

    // What it said before stands below the form.
    await change_page(browser, title, page);
    const versions = page.locator('[data-versions]');
    await versions.getByText('改了：工作内容；报酬').waitFor();
    await versions.locator('summary').click();
    await versions.getByText('保持用餐区整洁').waitFor();
}

async function is_told_what_a_rule_forbids(browser) {
    const page = await change_page(browser, made_up());
    // Asked while it is typed, as in posting.
    await page.getByLabel('工作内容').fill('点单、传菜，先交押金200元。');
    await at(page, '/description').locator('[data-rule="fee.deposit"]').waitFor();
    const { response } = await saving(page);
    assert.equal(response.status(), 422);
    await at(page, '/description').locator('[data-rule="fee.deposit"]').waitFor();

    // Only a warning: it is kept, and a person looks first.
    await page.getByLabel('工作内容').fill('点单、传菜，45岁以下。');
    const warned = await saving(page);
    assert.equal(warned.response.status(), 200, await warned.response.text());
    await page.locator('[data-state="in_review"]').getByText('看过之前求职者看不到它').waitFor();
}

async function somebody_is_faster(browser) {
    const title = made_up();
    const page = await change_page(browser, title);
    const other = await page_of(browser, employer_phone);
    await change_page(browser, title, other);
    await at(other, '/title').locator('input').fill(`${title} 甲`);
    await other.getByLabel('详细地址').fill('月河街道演示路 2 号');
    assert.equal((await saving(other)).response.status(), 200);

    await at(page, '/title').locator('input').fill(`${title} 乙`);
    const late = await saving(page);
    assert.equal(late.response.status(), 412);
    await page.getByText('您的修改还没有保存').waitFor();
    assert.equal(await at(page, '/title').locator('input').inputValue(), `${title} 乙`);
    await page.getByRole('button', { name: '载入新的内容' }).click();
    const clash = page.locator('[data-clash="title"]');
    await clash.getByText(`${title} 甲`).waitFor();
    assert.equal(await at(page, '/title').locator('input').inputValue(), `${title} 乙`);
    assert.equal(await page.getByLabel('详细地址').inputValue(), '月河街道演示路 2 号');
    const { response, request } = await saving(page);
    assert.equal(response.status(), 200, await response.text());
    assert.equal(request.headers()['if-match'], '"2"');
    assert.deepEqual(request.postDataJSON(), { title: `${title} 乙` });
}

export const tests = [
    { name: 'an employer changes a post: more pay, other words, and what it said before', run: raises_the_pay },
    { name: 'a changed post is held against the rules as a new one', run: is_told_what_a_rule_forbids },
    { name: 'who changes a post a colleague just changed loses nothing of it', run: somebody_is_faster },
];
