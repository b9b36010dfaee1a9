import { mount, RouterLinkStub } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { createMessages, load_messages } from '../locales/messages';
import { createSettings, settings_key, type Locale } from '../shared/settings';
import OpeningCard from './OpeningCard.vue';
import type { Opening } from './openings_query';

const opening: Opening = {
    opening_id: 'aaaaaaaaaaaaa',
    job_id: 'bbbbbbbbbbbbb',
    title: '晚市传菜员',
    occupation: { code: 'server', name: '餐厅服务员' },
    employer: { id: 'ccccccccccccc', name: '演示餐饮', kind: 'firm', verified: true, pay_reliability: null },
    market: { id: 'ddddddddddddd', name: '东湖家园社区零工市场' },
    place: { lon: 120.104, lat: 30.868, crs: 'WGS84', region_code: '330502001', address_public: '月河街道' },
    distance_m: 1200,
    pay: { amount_fen: 2600, unit: 'hour', hourly_fen: 2600 },
    settlement: 'day',
    start: '2026-11-25T17:00:00+08:00',
    end: '2026-11-25T21:00:00+08:00',
    places_left: 2,
    posted_at: '2026-11-25T08:00:00+08:00',
    expires_at: '2026-11-25T17:00:00+08:00',
    injury_cover: { kind: 'single_item' },
    wage_funding: null,
    badges: [],
};

async function text_of(change: Partial<Opening> = {}, locale: Locale = 'zh-CN'): Promise<string> {
    const messages = createMessages(locale);
    await load_messages(messages, locale);
    const settings = createSettings({ getItem: () => JSON.stringify({ locale }), setItem: () => undefined });
    const card = mount(OpeningCard, {
        props: { opening: { ...opening, ...change }, asOf: new Date('2026-11-25T10:00:00+08:00') },
        global: { plugins: [messages], provide: { [settings_key as symbol]: settings }, stubs: { RouterLink: RouterLinkStub } },
    });
    return card.text();
}

test('one glance: what, pay, settlement, when, how far, who vouches, how old', async () => {
    const text = await text_of();
    for (const part of ['晚市传菜员', '26 元/时', '日结', '今天 17:00–21:00', '4 小时', '1.2 公里，电动车约 7 分钟', '演示餐饮', '已核验', '东湖家园社区零工市场', '2 小时前发布', '有伤害保障', '还招 2 人']) {
        expect(text).toContain(part);
    }
});

test('what is not so is not said', async () => {
    const text = await text_of({ employer: { ...opening.employer, verified: false }, injury_cover: { kind: 'none' }, market: null });
    expect(text).toContain('未核验');
    expect(text).not.toContain('已核验');
    expect(text).not.toContain('有伤害保障');
});

test('an agency bears the mark of a recruitment service, a firm does not', async () => {
    expect(await text_of({ employer: { ...opening.employer, kind: 'agency' } })).toContain('招聘服务');
    expect(await text_of()).not.toContain('招聘服务');
    expect(await text_of({ employer: { ...opening.employer, kind: 'agency' } }, 'en')).toContain('Recruitment service');
});

test('pay by the shift shows both what was posted and the hour', async () => {
    const text = await text_of({ pay: { amount_fen: 18_000, unit: 'shift', hourly_fen: 4_500 } });
    expect(text).toContain('45 元/时');
    expect(text).toContain('180 元/班');
});

test('remote work has no way; English is complete', async () => {
    expect(await text_of({ place: null, distance_m: null })).toContain('远程工作');
    const english = await text_of({}, 'en');
    for (const part of ['¥26/h', 'Paid daily', 'Today 17:00–21:00', 'about 7 min by e-bike', 'Verified', '2 places left', 'Posted 2 hours ago']) {
        expect(english).toContain(part);
    }
});
