import type { JobOpening } from '@gigfair/core/jobs/job';
import { flushPromises, RouterLinkStub } from '@vue/test-utils';
import { expect, test } from 'vitest';
import zh_cn from '../locales/zh-CN';
import { mount_in_app, refused, server_of, worker_of_test } from '../shared/app_fixture';
import AlgorithmPage from './AlgorithmPage.vue';
import ContestPage from './ContestPage.vue';
import type { Contest } from './contests';
import OwnContestsPage from './OwnContestsPage.vue';
import { ranking_terms } from './recommendations';
import type { Algorithm } from './useAlgorithm';
import { part_to_change } from './why_not';
import WhyNotCard from './WhyNotCard.vue';

const as_of = new Date('2026-11-25T10:00:00+08:00');
const opening = { opening_id: 'ooooooooooooo', start: '2026-11-26T17:00:00+08:00', end: '2026-11-26T21:00:00+08:00', state: 'open', places: 2, places_left: 1 } as JobOpening;
const terms = { near: 0, pay: 80_000, occupation: 0, trust: 70_000, settle: 0, skill: 70_000, fresh: 20_000 };

async function ask_why(answer: object, locale: 'zh-CN' | 'en' = 'zh-CN') {
    const { fetch, asked } = server_of(() => ({ body: answer }));
    const { page } = await mount_in_app(WhyNotCard, { fetch, settings: { locale }, props: { opening, asOf: as_of } });
    await page.get('button').trigger('click');
    await flushPromises();
    return { page, asked };
}

test('why not: one tap, the reason, and what to change', async () => {
    const { page, asked } = await ask_why({ listed: false, code: 'clashes', terms });
    expect(asked[0]).toMatchObject({ path: '/me/why-not' });
    expect(asked[0]?.query.get('opening_id')).toBe(opening.opening_id);
    expect(page.text()).toMatch(/明天 17:00–21:00.*和您没空的时间冲突/s);
    expect(page.getComponent(RouterLinkStub).props('to')).toEqual({ name: 'worker_profile', hash: '#week' });
    expect(document.activeElement).toBe(page.get('[data-code="clashes"]').element);
    page.unmount();
});

test('what is recommended, and what others are ahead of, say their place', async () => {
    const listed = await ask_why({ listed: true, rank: 3, terms });
    expect(listed.page.text()).toMatch(/已推荐给您.*排第 3/s);
    const below = await ask_why({ listed: false, rank: 27, code: 'below_k', terms });
    expect(below.page.text()).toContain('排第 27');
    const english = await ask_why({ listed: false, code: 'too_far', terms }, 'en');
    expect(english.page.text()).toMatch(/farther than your largest distance.*Change the distance/s);
    for (const { page } of [listed, below, english]) page.unmount();
});

test('every code has words; one that is new is not left without any', async () => {
    for (const code of Object.keys(zh_cn.why_not.code)) {
        const { page } = await ask_why({ listed: false, code });
        expect(page.get('[data-code]').text(), code).not.toContain(zh_cn.why_not.other);
        const part = part_to_change(code);
        if (part) expect(zh_cn.why_not.change).toHaveProperty(part);
        page.unmount();
    }
    const { page } = await ask_why({ listed: false, code: 'something_new' });
    expect(page.text()).toContain(zh_cn.why_not.other);
    page.unmount();
});

const weights = { near: 350, pay: 200, occupation: 150, trust: 100, settle: 80, skill: 70, fresh: 50 };
const plain = { near: 580, pay: 340, occupation: 0, trust: 0, settle: 0, skill: 0, fresh: 80 };
const algorithm: Algorithm = {
    ...{ summary: '先去掉去不了的，再打分。', purpose: '少看几条。', version: '2026.1', unpersonalised_version: '2026.1-plain', valid_from: '2026-01-01' },
    ...{ formula: '总分是各项之和。', weights: { personalised: weights, unpersonalised: plain }, order: '高的在前。', not_used: '不使用性别。' },
    ...{ switch_off: '关', object: '异议', receipt_days: 90, answer_days: 15 },
    terms: ranking_terms.map((term) => ({ term, name: `名 ${term}`, points: `分 ${term}` })),
    filters: [{ code: 'closed', words: '名额已满。' }],
    history: [{ version: '2026.1', unpersonalised_version: '2026.1-plain', valid_from: '2026-01-01', weights: { personalised: weights, unpersonalised: plain }, change: '第一版。' }],
};

test('the rules: few words, the weights as bars in both forms, and a way to object to the answer one came from', async () => {
    const { fetch } = server_of(() => ({ body: algorithm }));
    const { page } = await mount_in_app(AlgorithmPage, { fetch, me: worker_of_test, route: { query: { receipt: 'rrrrrrrrrrrrr' } } });
    expect(page.get('[data-summary]').text()).toBe(algorithm.summary);
    const bars = () => page.findAll('[data-term]').map((bar) => bar.get('.value').text());
    expect(bars()).toEqual(['350', '200', '150', '100', '80', '70', '50']);
    expect(page.get('[data-term="pay"]').text()).toContain('分 pay');
    await page.findAll('input[type="radio"]')[1]!.setValue();
    expect(bars()).toEqual(['580', '340', '0', '0', '0', '0', '80']);
    // What counts nothing need not be explained.
    expect(page.get('[data-term="settle"]').text()).not.toContain('分 settle');
    expect(page.text()).toContain('15 天内由工作人员答复');
    const links = page.findAllComponents(RouterLinkStub).map((link) => link.props('to') as { name: string });
    expect(links).toMatchObject([{ name: 'contest', params: { id: 'rrrrrrrrrrrrr' } }, { name: 'own_contests' }]);
    page.unmount();
});

test('a visitor reads the rules too', async () => {
    const { fetch } = server_of(() => ({ body: algorithm }));
    const { page } = await mount_in_app(AlgorithmPage, { fetch });
    expect(page.get('[data-summary]').text()).toBe(algorithm.summary);
    expect(page.findAllComponents(RouterLinkStub)).toEqual([]);
    page.unmount();
});

const contest = (change: Partial<Contest> = {}): Contest => ({
    ...{ contest_id: 'kkkkkkkkkkkkk', receipt_id: 'rrrrrrrrrrrrr', state: 'open', term: 'near', reason: '路不是直的。', rule_version: '2026.1', identical: true },
    ...{ at: '2026-11-20T10:00:00+08:00', due_at: '2099-12-05T10:00:00+08:00', answer: null, ...change },
});

test('a term is contested with a reason, and the form is not left behind', async () => {
    const { fetch, asked } = server_of(() => ({ status: 201, body: contest() }));
    const { page, went } = await mount_in_app(ContestPage, { fetch, me: worker_of_test, props: { id: 'rrrrrrrrrrrrr' } });
    const button = page.get('form > button');
    expect(button.attributes('disabled')).toBeDefined();
    await page.findAll('input[type="radio"]')[0]!.setValue();
    await page.get('textarea').setValue('  路不是直的。 ');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(asked).toMatchObject([{ method: 'POST', path: '/receipts/rrrrrrrrrrrrr/contests', body: { term: 'near', reason: '路不是直的。' } }]);
    expect(asked[0]?.key).toBeTruthy();
    expect(went).toEqual([{ name: 'own_contests' }]);
    page.unmount();
});

test('too long a reason is said, and a refusal stands at its field', async () => {
    const { fetch, asked } = server_of(() => refused(422, 'contest.text_malformed', '请写 1 至 500 个可见的字。', '/reason'));
    const { page, went } = await mount_in_app(ContestPage, { fetch, me: worker_of_test, props: { id: 'rrrrrrrrrrrrr' } });
    await page.findAll('input[type="radio"]')[1]!.setValue();
    await page.get('textarea').setValue('字'.repeat(501));
    expect(page.get('[data-pointer="/reason"] .error').text()).toContain('最多 500 字');
    await page.get('form').trigger('submit');
    expect(asked).toEqual([]);
    await page.get('textarea').setValue('字'.repeat(500));
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(page.get('[data-pointer="/reason"] .error').text()).toContain('可见的字');
    expect(went).toEqual([]);
    page.unmount();
});

test('one reads what was contested and what a person answered, and what is late', async () => {
    const items = [
        contest(),
        contest({ contest_id: 'lllllllllllll', due_at: '2026-11-21T10:00:00+08:00', identical: null }),
        contest({ contest_id: 'mmmmmmmmmmmmm', state: 'answered', answer: { text: '已核对，按直线 1.3 倍计算。', at: '2026-11-22T09:00:00+08:00' }, identical: false }),
    ];
    const { fetch } = server_of(() => ({ body: { items, next_cursor: null } }));
    const { page } = await mount_in_app(OwnContestsPage, { fetch, me: worker_of_test });
    expect(page.get('[data-contest="kkkkkkkkkkkkk"] [data-due]').attributes('data-due')).toBe('ahead');
    expect(page.get('[data-contest="kkkkkkkkkkkkk"]').text()).toContain('结果一致');
    expect(page.get('[data-contest="lllllllllllll"] [data-due]').attributes('data-due')).toBe('missed');
    expect(page.get('[data-contest="mmmmmmmmmmmmm"]').text()).toMatch(/已答复.*结果不同.*11月22日 09:00 答复.*已核对/s);
    page.unmount();
});
