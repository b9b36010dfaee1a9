import { mount, RouterLinkStub } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { createMessages, load_messages } from '../locales/messages';
import type { Locale } from '../shared/settings';
import type { OwnJobReport } from './job_reports';
import OwnReportCard from './OwnReportCard.vue';

const report: OwnJobReport['report'] = {
    ...{ report_id: 'rrrrrrrrrrrrr', job_id: 'bbbbbbbbbbbbb', reason: 'asks_for_money', at: '2026-11-25T01:00:00Z', due_at: '2026-11-26T01:00:00Z' },
    ...{ outcome: null, remark: null, resolved_at: null },
};

async function card_of(change: Partial<OwnJobReport['report']>, own: Partial<OwnJobReport> = {}, locale: Locale = 'zh-CN') {
    const messages = createMessages(locale);
    await load_messages(messages, locale);
    return mount(OwnReportCard, {
        props: { own: { job_title: '后厨帮工', job_state: 'open', ...own, report: { ...report, ...change } }, asOf: new Date('2026-11-25T10:00:00Z') },
        global: { plugins: [messages], stubs: { RouterLink: RouterLinkStub } },
    });
}

test('what waits says until when, and that the time is over', async () => {
    const card = await card_of({});
    expect(card.get('h2').text()).toBe('后厨帮工');
    expect(card.findComponent(RouterLinkStub).props('to')).toEqual({ name: 'report', params: { id: 'rrrrrrrrrrrrr' } });
    expect(card.get('[data-due="ahead"]').text()).toContain('11月26日 09:00');
    const late = await card_of({ due_at: '2026-11-25T09:00:00Z' });
    expect(late.get('[data-due="missed"]').text()).toContain('12333');
});

test('what became of it stands with what staff say and how the post is now', async () => {
    const card = await card_of({ outcome: 'removed', remark: '已下架，谢谢。', resolved_at: '2026-11-25T03:00:00Z' }, { job_state: 'suspended' });
    expect(card.attributes('data-outcome')).toBe('removed');
    for (const words of ['已下架这条招工', '已下架，谢谢。', '这条招工现在：已下架']) expect(card.text()).toContain(words);
    expect(card.find('[data-due]').exists()).toBe(false);
    const english = await card_of({ outcome: 'corrected' }, {}, 'en');
    expect(english.text()).toMatch(/put it right.*The job now: Open/is);
});

test('a post whose words wait for staff is not named', async () => {
    expect((await card_of({}, { job_title: null, job_state: 'in_review' })).get('h2').text()).toBe('招工内容正在审核');
});
