import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { createMessages, load_messages } from '../locales/messages';
import type { Locale } from '../shared/settings';
import type { OwnEmployer } from './employers';
import OwnEmployerCard from './OwnEmployerCard.vue';

const today = '2026-11-25';
const employer: OwnEmployer = {
    ...{ employer_id: 'eeeeeeeeeeeee', name: '演示餐饮', kind: 'firm', state: 'verified', verified: true, reason: null },
    ...{ verified_until: '2027-05-25', renew_on: '2027-04-25', waits_for: null, question: null, mandate: null, licences: [] },
};
const mandate = (until: string | null) => ({ since: '2026-06-01', until, document_ref: null });

async function card_of(change: Partial<OwnEmployer>, locale: Locale = 'zh-CN') {
    const messages = createMessages(locale);
    await load_messages(messages, locale);
    return mount(OwnEmployerCard, { props: { employer: { ...employer, ...change }, today }, global: { plugins: [messages] } });
}

test('what staff ask stands there with its time and what to do', async () => {
    expect((await card_of({})).find('[data-question]').exists()).toBe(false);
    const card = await card_of({ state: 'pending', question: { remark: '请补充委托证明。', at: '2026-11-25T09:30:00+08:00' } });
    for (const words of ['请补充委托证明。', '11月25日 09:30', '窗口答复']) expect(card.get('[data-question]').text()).toContain(words);
    const english = await card_of({ question: { remark: 'Which firm?', at: '2026-11-25T09:30:00+08:00' } }, 'en');
    expect(english.get('[data-question]').text()).toMatch(/question for you.*Which firm\?/s);
});

test('the day on which to renew is told before it has come', async () => {
    expect((await card_of({})).get('[data-renew-on]').text()).toContain('2027-04-25');
    expect((await card_of({ renew_on: today })).find('[data-renew-on]').exists()).toBe(false);
    expect((await card_of({ renew_on: null })).find('[data-renew-on]').exists()).toBe(false);
});

test('one’s own mandate: from when, until when, and what is left of it', async () => {
    const words = async (until: string | null) => (await card_of({ mandate: mandate(until) })).get('[data-mandate]').text();
    expect(await words('2027-11-25')).toBe('我的委托：2026-06-01 至 2027-11-25');
    expect(await words('2026-12-05')).toContain('还有 10 天');
    expect(await words(today)).toContain('今天是最后一天');
    expect(await words('2026-11-24')).toContain('不能发布');
    expect(await words(null)).toContain('没有期限');
    expect((await card_of({})).find('[data-mandate]').exists()).toBe(false);
});
