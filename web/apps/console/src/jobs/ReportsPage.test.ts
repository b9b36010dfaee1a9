import { createApi } from '@gigfair/api';
import { http_key, type Http } from '@gigfair/core/shared/http';
import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, expect, test } from 'vitest';
import { ref } from 'vue';
import { createMemoryHistory, createRouter, RouterView } from 'vue-router';
import { createSession, session_key } from '../accounts/session';
import { createMessages } from '../locales/messages';
import { createRemarks, remarks_key } from '../shared/remarks';
import { settings_key } from '../shared/settings';
import ReportsPage from './ReportsPage.vue';

const far = '2999-01-02T09:00:00+08:00';
const post = (state: string) => ({
    ...{ job_id: 'j1', state, title: '后厨帮工', description: '洗碗', occupation: { code: 'dishwasher', name: '洗碗工' }, address: '演示路 1 号' },
    employer: { id: 'e1', name: '演示小吃店', kind: 'shop', verified: true, pay_reliability: null, label: null, agency_label: null, verified_until: null, licences: [] },
    ...{ market: null, place: null, pay: { amount_fen: 2700, unit: 'hour', hourly_fen: 2700, pieces_per_hour: null, hours_expected: null } },
    ...{ settlement: 'day', relation: 'service', requirements: {}, benefits: [], injury_cover: { kind: 'single_item', policy_no: null } },
    ...{ series: false, openings_count: 1, places_left: 2, posted_at: '2026-11-25T02:00:00Z', expires_at: far },
});
const filed = (report_id: string, state: string) => ({
    report: { report_id, job_id: 'j1', reason: 'unpaid', at: '2026-11-25T02:00:00Z', due_at: far, outcome: null, remark: null, resolved_at: null },
    ...{ text: null, overdue: false, open_reports: 2, job: post(state) },
});
const refusal = (code: string) => ({ type: 'about:blank', title: '有冲突', status: 409, code, detail: '不行。', request_id: 'r' });

let mounted: ReturnType<typeof mount> | undefined;
afterEach(() => mounted?.unmount());

/** The page with two reports of one post, before a server whose acts answer as told. */
async function open(state: string, answers: Record<string, object> = {}) {
    const acts: { path: string; body: unknown }[] = [];
    const fetch = (async (request: Request) => {
        const { pathname } = new URL(request.url);
        if (request.method === 'POST') acts.push({ path: pathname, body: await request.json() });
        const reports = { items: [filed('r1', state), filed('r2', state)], next_cursor: null };
        const body = answers[pathname] ?? (pathname === '/api/v1/markets/m1/reports' ? reports : { items: [], next_cursor: null });
        return new Response(JSON.stringify(body), { status: 'code' in body ? 409 : 200, headers: { 'Content-Type': 'application/json' } });
    }) as typeof globalThis.fetch;
    const api = createApi({ base_url: 'http://server.test', language: () => 'zh-CN', csrf_token: () => undefined, fetch });
    const http: Http = { api, csrf_token: ref(undefined), pending: ref(0) };
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/markets/:market/reports/:item?', name: 'reports', component: ReportsPage }] });
    await router.push('/markets/m1/reports/r1');
    const page = mount(RouterView, {
        attachTo: document.body,
        global: {
            plugins: [router, createMessages()],
            provide: {
                [http_key as symbol]: http,
                [session_key as symbol]: createSession(http),
                [settings_key as symbol]: { locale: 'zh-CN', keys: true, market: null },
                [remarks_key as symbol]: createRemarks(),
            },
        },
    });
    mounted = page;
    await flushPromises();
    const press = async (key: string) => {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
        await flushPromises();
    };
    const confirm = async (words = '') => {
        if (words !== '') await page.get('.verdict textarea').setValue(words);
        await page.get('.verdict form').trigger('submit');
        await flushPromises();
    };
    return { page, acts, press, confirm };
}
const suspend = '/api/v1/jobs/j1:suspend';
const restore = '/api/v1/jobs/j1:restore';

test('a post is taken down by letter with words for its employer, and its reports stay', async () => {
    const { page, acts, press, confirm } = await open('open', { [suspend]: post('suspended') });
    await press('s');
    expect(page.text()).toContain('用工方会看到');
    await confirm();
    expect(acts, 'it takes a reason').toEqual([]);
    await confirm('先核查');
    expect(acts).toEqual([{ path: suspend, body: { remark: '先核查' } }]);
    expect(page.get('[data-decided="me"]').text()).toContain('已下架“后厨帮工”');
    expect(page.findAll('[data-item]')).toHaveLength(2);
    expect(page.get('[data-takedown]').attributes('data-takedown')).toBe('suspended');
});

test('a post that is down is put back without words, and every report of it shows it', async () => {
    const { page, acts, press, confirm } = await open('suspended', { [restore]: post('open') });
    await press('s');
    await confirm();
    expect(acts).toEqual([{ path: restore, body: {} }]);
    await press('j');
    expect(page.get('[data-item="r2"]').attributes('aria-current')).toBe('true');
    expect(page.get('[data-takedown]').attributes('data-takedown')).toBe('open');
});

test('what a report took down may be put back from where one is', async () => {
    const { page, acts, press, confirm } = await open('open', { '/api/v1/jobs/j1': post('suspended'), [restore]: post('open') });
    await press('r');
    await confirm('已下架');
    expect(page.findAll('[data-item]')).toHaveLength(0);
    await press('z');
    await confirm('弄错了');
    expect(acts.map(({ path }) => path)).toEqual(['/api/v1/reports/r1:resolve', restore]);
    expect(page.get('[data-decided="me"]').text()).toContain('已恢复“后厨帮工”');
    expect(page.find('[data-takedown]').exists()).toBe(false);
});

test('who was slower is told how the post stands', async () => {
    const { page, press, confirm } = await open('open', { [suspend]: refusal('job.not_open'), '/api/v1/jobs/j1': post('closed') });
    await press('s');
    await confirm('先核查');
    expect(page.get('[data-decided="colleague"]').text()).toContain('现在是：已关闭');
    expect(page.find('[data-takedown]').exists(), 'what is over is neither').toBe(false);
});

test('a refusal that a repeat can’t mend keeps the words and offers no repeat', async () => {
    const { page, press, confirm } = await open('suspended', { [restore]: refusal('job.over') });
    await press('s');
    await confirm('没有问题');
    expect(page.get('.problem').attributes('data-code')).toBe('job.over');
    expect(page.find('.problem button').exists()).toBe(false);
    expect(page.get<HTMLTextAreaElement>('.verdict textarea').element.value).toBe('没有问题');
});
