import { mount, RouterLinkStub } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { createMessages, load_messages } from '../locales/messages';
import type { Locale } from '../shared/settings';
import type { JobReview } from './job_reviews';
import type { OwnJob } from './jobs';
import OwnJobCard from './OwnJobCard.vue';

const said = (verdict: JobReview['verdict'], remark = verdict as string, at = '2026-11-25T09:30:00+08:00'): JobReview => ({ verdict, remark, at });
const own_job: OwnJob = {
    job_id: 'bbbbbbbbbbbbb',
    employer_id: 'ccccccccccccc',
    reviews: [],
    state: 'in_review',
    title: '后厨帮工',
    occupation: { code: 'dishwasher', name: '洗碗工' },
    market: { id: 'ddddddddddddd', name: '东湖家园社区零工市场' },
    pay: { amount_fen: 2600, unit: 'hour', hourly_fen: 2600 },
    settlement: 'day',
    openings_count: 1,
    places_left: 2,
    posted_at: null,
    expires_at: '2026-11-26T17:00:00+08:00',
};

async function card_of(change: Partial<OwnJob>, locale: Locale = 'zh-CN') {
    const messages = createMessages(locale);
    await load_messages(messages, locale);
    return mount(OwnJobCard, {
        props: { job: { ...own_job, ...change }, asOf: new Date('2026-11-25T10:00:00+08:00'), busy: false },
        global: { plugins: [messages], stubs: { RouterLink: RouterLinkStub } },
    });
}
const shown = async (change: Partial<OwnJob>) => {
    const note = (await card_of(change)).find('[data-review]');
    return note.exists() ? note.attributes('data-review') : undefined;
};

test('a question of staff stands on the card with its time and what to do', async () => {
    const card = await card_of({ reviews: [said('asked', '年龄上限与工作有什么关系？')] });
    const note = card.get('[data-review="asked"]').text();
    for (const words of ['年龄上限与工作有什么关系？', '11月25日 09:30', '到东湖家园社区零工市场窗口答复', '请点下面的“修改”写清楚']) expect(note).toContain(words);
    const without_market = await card_of({ market: null, reviews: [said('asked')] });
    expect(without_market.get('[data-review]').text()).toContain('到零工市场窗口答复');
});

test('a refusal and a taking down each say what to do next', async () => {
    const refused = await card_of({ state: 'rejected', reviews: [said('refused', '地址不清楚')] });
    expect(refused.get('[data-review="refused"]').text()).toMatch(/地址不清楚.*修改后重新发布/s);
    const taken_down = await card_of({ state: 'suspended', reviews: [said('suspended', '收押金')] });
    expect(taken_down.get('[data-review="suspended"]').text()).toMatch(/已下架.*收押金.*窗口说明情况/s);
});

test('only the newest counts', async () => {
    expect(await shown({ reviews: [said('asked', 'first'), said('refused', 'second')] })).toBe('refused');
    const again = await card_of({ reviews: [said('asked', 'first'), said('asked', 'second')] });
    expect(again.text()).toContain('second');
    expect(again.text()).not.toContain('first');
});

test('a remark of the staff is read too, and changes nothing', async () => {
    const card = await card_of({ state: 'open', reviews: [said('remarked', '请把下班时间写清楚。')] });
    expect(card.get('[data-review="remarked"]').text()).toMatch(/工作人员提醒您.*请把下班时间写清楚。.*不受影响/s);
});

test('what is open or waits can be changed, what is over or taken down cannot', async () => {
    const links = async (state: OwnJob['state']) => {
        const card = await card_of({ state });
        return card.findAllComponents(RouterLinkStub).filter((link) => (link.props('to') as { name?: string }).name === 'job_change').length;
    };
    expect(await links('open')).toBe(1);
    expect(await links('in_review')).toBe(1);
    for (const state of ['filled', 'suspended', 'rejected', 'closed', 'expired'] as const) expect(await links(state), state).toBe(0);
});

test('what is settled or over asks for nothing', async () => {
    expect(await shown({ reviews: [] })).toBeUndefined();
    expect(await shown({ state: 'open', reviews: [said('asked'), said('approved')] })).toBeUndefined();
    expect(await shown({ state: 'open', reviews: [said('suspended'), said('restored')] })).toBeUndefined();
    expect(await shown({ state: 'closed', reviews: [said('asked')] })).toBeUndefined();
    expect(await shown({ state: 'expired', reviews: [said('suspended')] })).toBeUndefined();
    // An open post that was drawn to be looked at can be asked about, too.
    expect(await shown({ state: 'open', reviews: [said('asked')] })).toBe('asked');
});

test('in English it says the same', async () => {
    const card = await card_of({ state: 'suspended', reviews: [said('suspended', 'A deposit.')] }, 'en');
    expect(card.get('[data-review]').text()).toMatch(/taken down.*A deposit\..*Explain at the window of/s);
});
