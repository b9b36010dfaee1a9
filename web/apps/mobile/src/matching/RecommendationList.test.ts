import { flushPromises } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { mount_in_app, refused, server_of, worker_of_test, type Answer } from '../shared/app_fixture';
import type { WorkerProfile } from '../workers/profile';
import RecommendationList from './RecommendationList.vue';
import type { Recommendation } from './recommendations';

const profile: WorkerProfile = {
    ...{ home: { lon: 120.104, lat: 30.868, crs: 'WGS84' }, home_region_code: '330502001', radius_m: 5_000, travel: { mode: 'walk', speed_kmh: 5 } },
    ...{ week_free: '00007ffe0000'.repeat(5) + '0'.repeat(24), away: [], wishes: ['dishwasher'], only_wished: false, pay_floor_fen: 0 },
    ...{ settlements: ['day'], prefer_settlement: 'day', skills: [], certificates: [], night_ok: true, birth_date: null, personalised: true },
};
const recommendation: Recommendation = {
    ...{ opening_id: 'ooooooooooooo', job_id: 'jjjjjjjjjjjjj', title: '午市洗碗工', occupation: { code: 'dishwasher', name: '洗碗工' } },
    employer: { id: 'ccccccccccccc', name: '演示餐饮', kind: 'firm', verified: true, pay_reliability: null },
    ...{ market: null, place: { lon: 120.11, lat: 30.87, crs: 'WGS84', region_code: '330502001', address_public: '月河街道' }, distance_m: 600 },
    ...{ pay: { amount_fen: 2600, unit: 'hour', hourly_fen: 2600 }, settlement: 'day', places_left: 2, injury_cover: { kind: 'none' }, wage_funding: null, badges: [] },
    ...{ start: '2026-11-28T10:30:00+08:00', end: '2026-11-28T14:00:00+08:00', posted_at: '2026-11-25T08:00:00+08:00', expires_at: '2026-11-28T10:30:00+08:00' },
    ...{ score: 812_345, terms: { near: 300_000, pay: 86_600, occupation: 150_000, trust: 70_000, settle: 80_000, skill: 70_000, fresh: 55_745 } },
    reasons: [
        { code: 'near', params: { distance_m: 600, minutes: 10 } },
        { code: 'wished_first', params: {} },
        { code: 'fresh', params: { hours: 0 } },
        { code: 'pays_well', params: { hourly_fen: 3200 } },
    ],
    ...{ leave_home: '2026-11-28T10:20:00+08:00', back_home: '2026-11-28T14:10:00+08:00', travel_clash: false },
};
const street = { code: '330502001', name: '月河街道', level: 'street', centre: { lon: 120.104, lat: 30.868, crs: 'WGS84' } };

/** A worker's server; PUTs are refused by the next of `refusals`, while there are any. */
function worker_server({ start = {} as Partial<WorkerProfile>, version = 3, items = [recommendation] } = {}) {
    const kept = { profile: { ...profile, ...start }, version };
    const refusals: Answer[] = [];
    const server = server_of(({ method, path, body }) => {
        if (path === '/regions') return { body: { items: [street], next_cursor: null } };
        if (path === '/me/recommendations') return { body: { receipt_id: 'rrrrrrrrrrrrr', rule_version: '2026.1', personalised: kept.profile.personalised, items } };
        if (method === 'PUT') {
            const refusal = refusals.shift();
            if (refusal) return refusal;
            kept.profile = body as WorkerProfile;
            kept.version += 1;
        }
        return { body: kept.profile, headers: { ETag: `"${kept.version}"` } };
    });
    return { ...server, kept, refusals, puts: () => server.asked.filter(({ method }) => method === 'PUT') };
}
const open = (fetch: typeof globalThis.fetch, settings = {}) => mount_in_app(RecommendationList, { fetch, settings, me: worker_of_test });

test('a card says why, and when one leaves and is back', async () => {
    const { fetch } = worker_server();
    const { page } = await open(fetch);
    const card = page.get('[data-opening="ooooooooooooo"]').text();
    for (const words of ['午市洗碗工', '离家 600 米，约 10 分钟', '您最想做的工种', '1 小时内新发布', '报酬不错，32 元/时', '10:20 出门，14:10 到家', '得分 812,345']) {
        expect(card).toContain(words);
    }
    expect(card).not.toContain('超出您有空的时间');
    expect(page.get('.made-of').text()).toContain('从月河街道出发，5 公里内；每周有空 35 小时');
    // The way is that of the profile, in the server's minutes.
    expect(card).toContain('600 米，步行约 10 分钟');
    expect(page.findAll('[data-term]')).toHaveLength(7);
    expect(page.get('[data-term="near"] .value').text()).toBe('300,000');
    page.unmount();
});

test('a way that leaves the free time is marked, and one over midnight names the day', async () => {
    const night = { start: '2026-11-28T18:00:00+08:00', end: '2026-11-28T23:50:00+08:00', back_home: '2026-11-29T00:10:00+08:00', travel_clash: true };
    const { fetch } = worker_server({ items: [{ ...recommendation, ...night }] });
    const { page } = await open(fetch);
    expect(page.get('[data-clash="true"]').text()).toMatch(/次日 00:10 到家.*路上会超出您有空的时间/s);
    page.unmount();
});

test('the switch stands at the list, is kept at once and asks for the list anew', async () => {
    const { fetch, puts, asked } = worker_server();
    const { page } = await open(fetch);
    const box = page.get('[role="switch"]');
    await box.setValue(false);
    await flushPromises();
    expect(puts()).toMatchObject([{ etag: '"3"', body: { ...profile, personalised: false } }]);
    expect(puts()[0]?.key).toBeTruthy();
    expect(page.get('.made-of').text()).toContain('已关闭');
    expect(asked.filter(({ path }) => path === '/me/recommendations')).toHaveLength(2);
    page.unmount();
});

test('who changes their mind while it is on its way gets the last word', async () => {
    const { fetch, kept, puts } = worker_server();
    const { page } = await open(fetch);
    await page.get('[role="switch"]').setValue(false);
    await page.get('[role="switch"]').setValue(true);
    await flushPromises();
    expect(kept.profile.personalised).toBe(true);
    expect(puts().map(({ body }) => (body as WorkerProfile).personalised)).toEqual([false, true]);
    page.unmount();
});

test('a profile that was saved elsewhere meanwhile loses nothing but the switch', async () => {
    const { fetch, kept, refusals, puts } = worker_server();
    const { page } = await open(fetch);
    kept.profile = { ...kept.profile, radius_m: 10_000 };
    kept.version = 8;
    refusals.push(refused(412, 'worker.profile_changed_meanwhile', '刚刚改过'));
    await page.get('[role="switch"]').setValue(false);
    await flushPromises();
    expect(puts()[1]).toMatchObject({ etag: '"8"', body: { radius_m: 10_000, personalised: false } });
    expect(page.find('.problem').exists()).toBe(false);
    page.unmount();
});

test('a switch that could not be kept goes back and says so', async () => {
    const { fetch, refusals } = worker_server();
    const { page } = await open(fetch);
    refusals.push(refused(503, 'http.busy', '忙'));
    await page.get('[role="switch"]').setValue(false);
    await flushPromises();
    expect((page.get('[role="switch"]').element as HTMLInputElement).checked).toBe(true);
    await page.get('.problem button').trigger('click');
    await flushPromises();
    expect((page.get('[role="switch"]').element as HTMLInputElement).checked).toBe(false);
    page.unmount();
});

test('a profile that was saved makes another list', async () => {
    const { fetch, asked } = worker_server();
    const { page, drafts } = await open(fetch);
    drafts.saves.value += 1;
    await flushPromises();
    expect(asked.filter(({ path }) => path === '/me/recommendations')).toHaveLength(2);
    page.unmount();
});

test('without a profile it says what the list is made from, and an empty one what to do', async () => {
    const { fetch } = worker_server({ version: 0, items: [] });
    const { page } = await open(fetch);
    expect(page.get('.made-of').text()).toContain('还没填求职意向');
    expect(page.get('[role="status"]').text()).toContain('放宽');
    page.unmount();
});

test('in English it says the same', async () => {
    const { fetch } = worker_server({ items: [{ ...recommendation, travel_clash: true }] });
    const { page } = await open(fetch, { locale: 'en' });
    for (const words of ['600 m from home, about 10 min', 'The work you like best', 'Posted within 1 hour', 'leave 10:20, back home 14:10', 'The way leaves your free time']) {
        expect(page.text()).toContain(words);
    }
    page.unmount();
});
