import { createApi } from '@gigfair/api';
import { http_key, type Http } from '@gigfair/core/shared/http';
import { flushPromises, mount, RouterLinkStub, type VueWrapper } from '@vue/test-utils';
import { beforeEach, expect, test } from 'vitest';
import { ref, shallowRef } from 'vue';
import { routeLocationKey } from 'vue-router';
import { createMessages, load_messages } from '../locales/messages';
import { createOccupations, occupations_key } from '../occupations/occupations';
import { createRegions, regions_key } from '../places/regions';
import { createSettings, settings_key, type Locale } from '../shared/settings';
import type { WorkerProfile } from './profile';
import { createProfileDrafts, profile_drafts_key } from './profile_draft';
import WorkerProfilePage from './WorkerProfilePage.vue';

const profile: WorkerProfile = {
    ...{ home: null, home_region_code: null, radius_m: 5_000, travel: { mode: 'ebike', speed_kmh: 15 }, week_free: 'f'.repeat(84), away: [], wishes: [] },
    ...{ only_wished: false, pay_floor_fen: 0, settlements: ['day', 'week', 'fortnight', 'month', 'completion'], prefer_settlement: null },
    ...{ skills: [], certificates: [], night_ok: true, birth_date: null, personalised: true },
};
const occupation = (code: string, name: string) => ({ code, name, family: 'catering', family_name: '餐饮', gb_code: null, legal_certificates: ['health'] });
const region = (code: string, name: string, lon: number) => ({ code, name, level: 'street', centre: { lon, lat: 30.8, crs: 'WGS84' } });

interface Sent {
    key: string | null;
    etag: string | null;
    body: WorkerProfile;
}
interface Refusal {
    status: number;
    code: string;
    field?: string;
    detail: string;
}

/** A server that keeps one profile; PUTs are refused by the next of `refusals`, while there are any. */
function server(start: Partial<WorkerProfile> = {}) {
    const kept = { profile: { ...profile, ...start }, version: 0 };
    const sent: Sent[] = [];
    const refusals: Refusal[] = [];
    const json = (body: unknown, status = 200, headers = {}) =>
        new Response(JSON.stringify(body), { status, headers: { 'Content-Type': status === 200 ? 'application/json' : 'application/problem+json', ...headers } });
    const fetch = (async (request: Request) => {
        const { pathname, searchParams } = new URL(request.url);
        if (pathname.endsWith('/occupations')) return json({ items: [occupation('dishwasher', '洗碗工'), occupation('server', '餐厅服务员')], next_cursor: null });
        if (pathname.endsWith('/skills')) return json({ items: [{ code: 'wok_cooking', name: '炒菜', name_en: 'Wok cooking', market_course: false }], next_cursor: null });
        if (pathname.endsWith('/regions')) {
            const parent = searchParams.get('parent');
            const items = parent === null ? [region('3305', '湖州市', 120)] : parent === '3305' ? [region('330502', '吴兴区', 120.1)] : [region('330502001', '月河街道', 120.104)];
            return json({ items, next_cursor: null });
        }
        if (request.method === 'PUT') {
            const body = JSON.parse(await request.text()) as WorkerProfile;
            sent.push({ key: request.headers.get('Idempotency-Key'), etag: request.headers.get('If-Match'), body });
            const refusal = refusals.shift();
            if (refusal) return json({ type: 'about:blank', title: refusal.detail, request_id: 'r', ...refusal }, refusal.status);
            kept.profile = { ...body, home_region_code: null };
            kept.version += 1;
        }
        return json(kept.profile, 200, { ETag: `"${kept.version}"` });
    }) as typeof globalThis.fetch;
    return { kept, sent, refusals, fetch };
}

/** Of one tab: outlives its pages. */
const tab = new Map<string, string>();
const storage = {
    getItem: (key: string) => tab.get(key) ?? null,
    setItem: (key: string, text: string) => void tab.set(key, text),
    removeItem: (key: string) => void tab.delete(key),
};
beforeEach(() => tab.clear());

async function open(fetch: typeof globalThis.fetch, { locale = 'zh-CN' as Locale, account = 'aaaaaaaaaaaaa' } = {}) {
    const messages = createMessages(locale);
    await load_messages(messages, locale);
    const api = createApi({ base_url: 'http://server.test', language: () => locale, csrf_token: () => undefined, fetch });
    const http: Http = { api, csrf_token: ref(undefined), pending: ref(0) };
    const settings = createSettings({ getItem: () => null, setItem: () => undefined });
    const me = shallowRef<{ account_id: string } | undefined>({ account_id: account });
    const provide = {
        ...{ [http_key as symbol]: http, [settings_key as symbol]: settings, [routeLocationKey as symbol]: { fullPath: '/me/worker' } },
        [occupations_key as symbol]: createOccupations(http, settings),
        [regions_key as symbol]: createRegions(http, settings),
        [profile_drafts_key as symbol]: createProfileDrafts(storage, me),
    };
    const page = mount(WorkerProfilePage, {
        attachTo: document.body,
        global: { plugins: [messages], provide, stubs: { RouterLink: RouterLinkStub, PageBack: true } },
    });
    await flushPromises();
    return { page, settings, me };
}
const chip = (page: VueWrapper, text: string) => page.findAll('label').find((label) => label.text() === text)!.get('input');
async function save(page: VueWrapper) {
    await page.get('form').trigger('submit');
    await flushPromises();
}
const at = (pointer: string) => `[data-pointer="${pointer}"]`;

test('a whole profile goes out in one PUT, and the phone reckons by the same way of travel', async () => {
    const { fetch, sent } = server();
    const { page, settings } = await open(fetch);
    await chip(page, '吴兴区').setValue();
    await flushPromises();
    await chip(page, '月河街道').setValue();
    await chip(page, '步行').setValue();
    await chip(page, '2 公里').setValue();
    await page.get('[data-preset="school"]').trigger('click');
    await page.get('[data-part="wishes"] > button').trigger('click');
    await flushPromises();
    await chip(page, '餐厅服务员').setValue();
    await chip(page, '洗碗工').setValue();
    await page.get('[data-wish="dishwasher"] [data-act="raise"]').trigger('click');
    await page.get(`${at('/pay_floor_fen')} input`).setValue('24.5');
    await chip(page, '月结').setValue(false);
    await chip(page, '健康证明（食品）').setValue(true);
    await chip(page, '炒菜').setValue(true);
    expect(page.get('[data-part="skills"] .soft').text()).toBe('炒菜');
    await page.get(`${at('/birth_date')} input`).setValue('1988-02-29');
    expect(page.get('[data-news="changed"]').text()).toContain('还没保存');
    await save(page);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.etag).toBe('"0"');
    expect(sent[0]?.key).toBeTruthy();
    expect(sent[0]?.body).toEqual({
        ...profile,
        ...{ home: { lon: 120.104, lat: 30.8, crs: 'WGS84' }, radius_m: 2_000, travel: { mode: 'walk', speed_kmh: 5 }, wishes: ['dishwasher', 'server'] },
        ...{ pay_floor_fen: 2_450, settlements: ['day', 'week', 'fortnight', 'completion'], certificates: ['health'], skills: ['wok_cooking'], birth_date: '1988-02-29' },
        week_free: '00007ffe0000'.repeat(5) + '0'.repeat(24),
        home_region_code: undefined,
    });
    expect(page.get('[data-news="saved"]').text()).toContain('已保存');
    expect(settings).toMatchObject({ travel: 'walk', recommended: true });
    expect(tab.size).toBe(0);
    page.unmount();
});

test('a refusal stands under its field, and nothing that was typed is gone', async () => {
    const { fetch, refusals, sent } = server();
    const { page } = await open(fetch);
    await page.get(`${at('/birth_date')} input`).setValue('2099-01-01');
    refusals.push({ status: 422, code: 'worker.birth_date_impossible', field: '/birth_date', detail: '出生日期有误，请核对。' });
    await save(page);
    expect(page.get(`${at('/birth_date')} .error`).text()).toContain('有误');
    expect(document.activeElement).toBe(page.get(`${at('/birth_date')} input`).element);
    refusals.push({ status: 422, code: 'worker.skill_unknown', field: '/skills/0', detail: '没有这项技能，请从列表中选择。' });
    await save(page);
    expect(page.get('[data-error="/skills"]').text()).toContain('没有这项技能');
    refusals.push({ status: 422, code: 'worker.home_out_of_range', field: '/home', detail: '家的位置不在地球上。' });
    await save(page);
    expect(page.get('[data-error="/home"]').text()).toContain('不在地球上');
    await save(page);
    expect(page.find('.error').exists()).toBe(false);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(4);
    page.unmount();
});

test('what is unsaved is still there after a look elsewhere, until it is given up', async () => {
    const { fetch, sent } = server();
    const first = await open(fetch);
    await chip(first.page, '20 公里').setValue();
    first.page.unmount();

    const again = await open(fetch);
    expect((chip(again.page, '20 公里').element as HTMLInputElement).checked).toBe(true);
    expect(again.page.get('.words').text()).toBe('上次没保存的改动还在');
    await again.page.findAll('.save button')[0]!.trigger('click');
    expect((chip(again.page, '5 公里').element as HTMLInputElement).checked).toBe(true);
    expect(tab.size).toBe(0);
    expect(sent).toEqual([]);
    again.page.unmount();
});

test('what one person left unsaved is nothing to the next', async () => {
    const { fetch } = server();
    const first = await open(fetch);
    await chip(first.page, '20 公里').setValue();
    first.page.unmount();
    const other = await open(fetch, { account: 'bbbbbbbbbbbbb' });
    expect((chip(other.page, '5 公里').element as HTMLInputElement).checked).toBe(true);
    expect(tab.size).toBe(0);
    other.page.unmount();
});

test('signing out takes the draft along', async () => {
    const { fetch } = server();
    const { page, me } = await open(fetch);
    await chip(page, '20 公里').setValue();
    expect(tab.size).toBe(1);
    me.value = undefined;
    await flushPromises();
    expect(tab.size).toBe(0);
    page.unmount();
});

test('changed elsewhere meanwhile: both changes are put together, and saved when looked over', async () => {
    const { fetch, kept, refusals, sent } = server();
    const { page } = await open(fetch);
    await chip(page, '20 公里').setValue();
    kept.profile = { ...kept.profile, wishes: ['server'] };
    kept.version = 7;
    refusals.push({ status: 412, code: 'worker.profile_changed_meanwhile', detail: '刚刚改过。' });
    await save(page);
    expect(page.get('.words').text()).toContain('合在一起');
    expect(page.find('[data-wish="server"]').exists()).toBe(true);
    await save(page);
    expect(sent[1]).toMatchObject({ etag: '"7"', body: { wishes: ['server'], radius_m: 20_000 } });
    page.unmount();
});

test('where the answer was lost the same act is sent again', async () => {
    const { fetch, refusals, sent } = server();
    const { page } = await open(fetch);
    await chip(page, '20 公里').setValue();
    refusals.push({ status: 503, code: 'http.busy', detail: '忙' });
    await save(page);
    await page.get('.problem button').trigger('click');
    await flushPromises();
    expect(sent[1]?.key).toBe(sent[0]?.key);
    expect(page.find('[data-news="saved"]').exists()).toBe(true);
    page.unmount();
});

test('the preset hours between the ways to school are one’s own, and every step can be undone', async () => {
    const { fetch } = server();
    const { page } = await open(fetch);
    const hours = () => page.get('[data-week] [role="status"]').text();
    expect(hours()).toBe('每周有空 168 小时');
    await page.get('[data-preset="school"]').trigger('click');
    expect(hours()).toBe('每周有空 35 小时');
    await page.findAll('[data-school] select')[1]!.setValue('34');
    expect(hours()).toBe('每周有空 42.5 小时');
    await page.get('[data-preset="none"]').trigger('click');
    expect(hours()).toBe('还没选，收不到推荐');
    await page.get('[data-preset="undo"]').trigger('click');
    await page.get('[data-preset="undo"]').trigger('click');
    expect(hours()).toBe('每周有空 35 小时');
    page.unmount();
});

test('by keys a half hour says what it is, and the one that Tab reaches goes along', async () => {
    const { fetch } = server({ week_free: '0'.repeat(84) });
    const { page } = await open(fetch);
    const cell = page.get('[role="gridcell"][tabindex="0"]');
    expect(cell.attributes('aria-label')).toBe('周一 06:00–06:30，没空');
    await cell.trigger('keydown', { key: ' ' });
    await cell.trigger('keydown', { key: 'ArrowDown', shiftKey: true });
    const next = page.get('[role="gridcell"][tabindex="0"]');
    expect(next.attributes()).toMatchObject({ 'aria-label': '周一 06:30–07:00，有空', 'aria-selected': 'true' });
    expect(document.activeElement).toBe(next.element);
    expect(page.get('[data-week] [role="status"]').text()).toBe('每周有空 1 小时');
    page.unmount();
});

test('day by day: two hours in one tap, half hours on request, and like the day before', async () => {
    const { fetch } = server({ week_free: '0'.repeat(84) });
    const { page } = await open(fetch);
    await chip(page, '按天选').setValue();
    await page.get('[data-day="0"] .day').trigger('click');
    const block = (text: string) => page.findAll('.block').find((button) => button.text().startsWith(text))!;
    await block('08:00').trigger('click');
    await page.get('.days .check input').setValue(true);
    await block('10:00').trigger('click');
    await page.get('.days .check input').setValue(false);
    expect(block('10:00').attributes('aria-pressed')).toBe('mixed');
    expect(page.get('[data-day="0"] .day').text()).toContain('08:00–10:30');
    await page.get('[data-day="1"] .day').trigger('click');
    await page.findAll('[data-day="1"] .acts button')[2]!.trigger('click');
    expect(page.get('[data-day="1"] .day').text()).toContain('08:00–10:30');
    page.unmount();
});

test('in English it says the same', async () => {
    const { fetch } = server({ week_free: '0'.repeat(84) });
    const { page } = await open(fetch, { locale: 'en' });
    expect(page.text()).toMatch(/What I look for.*From where.*Day by day.*What I would like to do.*Certificates I hold/s);
    expect(page.get('[role="gridcell"]').attributes('aria-label')).toBe('Mon 06:00–06:30, not free');
    page.unmount();
});
