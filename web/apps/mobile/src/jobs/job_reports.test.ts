import { createApi } from '@gigfair/api';
import { http_key, type Http } from '@gigfair/core/shared/http';
import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { defineComponent, ref } from 'vue';
import { createMemoryHistory, createRouter, RouterView } from 'vue-router';
import { createMessages, load_messages } from '../locales/messages';
import { createSettings, settings_key, type Locale } from '../shared/settings';
import { can_be_reported, report_reasons, report_text_max, type JobReport } from './job_reports';
import JobReportPage from './JobReportPage.vue';
import JobReportStatePage from './JobReportStatePage.vue';

const job_id = 'bbbbbbbbbbbbb';
const report_id = 'rrrrrrrrrrrrr';
const far = '2999-01-02T09:00:00+08:00';
const received: JobReport = {
    ...{ report_id, job_id, reason: 'asks_for_money', at: '2026-11-25T09:00:00+08:00', due_at: far },
    ...{ outcome: null, remark: null, resolved_at: null },
};
const reported_already = { type: 'about:blank', title: '有冲突', status: 409, code: 'job.reported_already', detail: '你已经举报过。', request_id: 'r' };
const overload = { type: 'about:blank', title: '忙', status: 503, code: 'http.overloaded', detail: '稍后', request_id: 'r' };
const Job = defineComponent({ template: '<p>job</p>' });

interface Posted {
    path: string;
    key: string | null;
    body: unknown;
}

/** The app's routes of reports before a server; `refusals` many reports are refused, for now or as told. */
async function open(path: string, { report = received, locale = 'zh-CN' as Locale, refusals = 0, refusal = overload } = {}) {
    const posted: Posted[] = [];
    const fetch = (async (request: Request) => {
        const { pathname } = new URL(request.url);
        const answer = (body: unknown, status = 200) =>
            new Response(JSON.stringify(body), { status, headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' } });
        if (request.method === 'POST') {
            posted.push({ path: pathname, key: request.headers.get('Idempotency-Key'), body: await request.json() });
            return posted.length <= refusals ? answer(refusal, refusal.status) : answer(report, 201);
        }
        if (pathname.endsWith('/openings')) return answer({ items: [], next_cursor: null });
        return answer(pathname.startsWith('/api/v1/reports/') ? report : { job_id, title: '晚市传菜员', state: 'open' });
    }) as typeof globalThis.fetch;
    const messages = createMessages(locale);
    await load_messages(messages, locale);
    const router = createRouter({
        history: createMemoryHistory(),
        routes: [
            { path: '/', name: 'openings', component: Job },
            { path: '/jobs/:id', name: 'job', component: Job },
            { path: '/jobs/:id/report', name: 'job_report', component: JobReportPage },
            { path: '/reports/:id', name: 'report', component: JobReportStatePage },
        ],
    });
    const settings = createSettings({ getItem: () => JSON.stringify({ locale }), setItem: () => undefined });
    const api = createApi({ base_url: 'http://server.test', language: () => locale, csrf_token: () => undefined, fetch });
    const http: Http = { api, csrf_token: ref(undefined), pending: ref(0) };
    await router.push('/');
    await router.push(`/jobs/${job_id}`);
    await router.push(path);
    const page = mount(RouterView, {
        global: {
            plugins: [messages, router],
            provide: { [http_key as symbol]: http, [settings_key as symbol]: settings },
            stubs: { RouterLink: RouterLinkStub },
        },
    });
    await flushPromises();
    return { page, posted, router };
}
const form_path = `/jobs/${job_id}/report`;
const state_path = `/reports/${report_id}`;
type Page = Awaited<ReturnType<typeof open>>['page'];
const choose = (page: Page, reason: string) => page.get(`input[type="radio"][value="${reason}"]`).setValue();
const submit = async (page: Page) => {
    await page.get('form').trigger('submit');
    await flushPromises();
};

test('before sending it is said who looks, that the employer learns nothing and that no account is needed', async () => {
    const { page } = await open(form_path);
    for (const words of ['晚市传菜员', '一天内查看', '永远不会知道是谁举报的', '不用登录']) expect(page.text()).toContain(words);
    expect(page.findAll('input[type="radio"]').map((input) => input.attributes('value'))).toEqual([...report_reasons]);
    const labels = page.findAll('fieldset label').map((label) => label.text());
    expect(labels).toEqual(['先要我交钱', '干了活没拿到钱', '和说的不一样', '不安全', '歧视', '引到站外', '其他']);
});

test('without a reason nothing is sent; with one it leads to what becomes of it', async () => {
    const { page, posted, router } = await open(form_path);
    expect(page.get('form > button').attributes('disabled')).toBeDefined();
    await submit(page);
    expect(posted).toHaveLength(0);

    await choose(page, 'asks_for_money');
    await page.get('textarea').setValue('  到店先交两百押金  ');
    expect(page.get('form > button').attributes('disabled')).toBeUndefined();
    await submit(page);
    expect(posted).toEqual([{ path: `/api/v1/jobs/${job_id}:report`, key: expect.any(String), body: { reason: 'asks_for_money', text: '到店先交两百押金' } }]);
    expect(router.currentRoute.value.fullPath).toBe(state_path);
    expect(page.get('[data-outcome]').attributes('data-outcome')).toBe('open');

    // Back leads to the job: the form is not left behind for a second report.
    router.back();
    await new Promise((resolve) => setTimeout(resolve));
    await flushPromises();
    expect(router.currentRoute.value.name).toBe('job');
});

test('words are optional and have the contract’s length', async () => {
    const { page, posted } = await open(form_path);
    await choose(page, 'unsafe');
    // Beyond the basic plane: the limit counts code points.
    await page.get('textarea').setValue('𠮷'.repeat(report_text_max + 1));
    await submit(page);
    expect(posted).toHaveLength(0);
    expect(page.get('.error').text()).toContain('最多 500 字');
    await page.get('textarea').setValue('𠮷'.repeat(report_text_max));
    expect(page.get('form > button').attributes('disabled')).toBeUndefined();
    await page.get('textarea').setValue('   ');
    await submit(page);
    expect(posted.map(({ body }) => body)).toEqual([{ reason: 'unsafe' }]);
});

test('a report that did not get through keeps its words and goes again', async () => {
    const { page, posted, router } = await open(form_path, { refusals: 1 });
    await choose(page, 'unpaid');
    await page.get('textarea').setValue('三天没结');
    await submit(page);
    expect(router.currentRoute.value.fullPath).toBe(form_path);
    expect(page.get<HTMLTextAreaElement>('textarea').element.value).toBe('三天没结');
    await page.get('.problem button').trigger('click');
    await flushPromises();
    expect(posted.map(({ body }) => body)).toEqual([posted[0]?.body, posted[0]?.body]);
    expect(router.currentRoute.value.fullPath).toBe(state_path);
});

test('who reported it already reads so, and is offered no repeat', async () => {
    const { page, posted } = await open(form_path, { refusals: 1, refusal: reported_already });
    await choose(page, 'unpaid');
    await submit(page);
    expect(posted).toHaveLength(1);
    expect(page.get('.problem').attributes('data-code')).toBe('job.reported_already');
    expect(page.get('.problem').text()).toContain('你已经举报过。再按一次，结果也一样。');
    expect(page.find('.problem button').exists()).toBe(false);
});

test('an open report says by when, and that the link is the only way back', async () => {
    const { page } = await open(state_path);
    for (const words of ['已收到', '11月25日 09:00 举报：先要我交钱', '1月2日 09:00 前给出结果', '只有凭这个链接', state_path]) expect(page.text()).toContain(words);
    expect(page.get('[data-due]').attributes('data-due')).toBe('ahead');
});

test('a date that was missed is admitted, with where to turn', async () => {
    const { page } = await open(state_path, { report: { ...received, due_at: '2020-01-02T09:00:00+08:00' } });
    expect(page.get('[data-due="missed"]').text()).toContain('1月2日 09:00');
    expect(page.find('a[href="tel:12333"]').exists()).toBe(true);
});

test('what became of it stands there in the words of staff', async () => {
    const resolved: JobReport = { ...received, outcome: 'removed', remark: '收押金属实，已下架。', resolved_at: '2026-11-25T15:30:00+08:00' };
    const { page } = await open(state_path, { report: resolved });
    for (const words of ['已下架这条招工', '11月25日 15:30 处理', '收押金属实，已下架。']) expect(page.text()).toContain(words);
    expect(page.find('[data-due]').exists()).toBe(false);
    const silent = await open(state_path, { report: { ...resolved, outcome: 'no_breach', remark: null } });
    expect(silent.page.text()).toContain('没有发现违规');
    expect(silent.page.find('blockquote').exists()).toBe(false);
});

test('every reason and every outcome has words in English', async () => {
    const { page } = await open(form_path, { locale: 'en' });
    expect(page.text()).not.toMatch(/report\.[a-z]/);
    expect(page.text()).toContain('I am to pay first');
    for (const outcome of ['removed', 'corrected', 'no_breach', 'passed_on'] as const) {
        const state = await open(state_path, { locale: 'en', report: { ...received, outcome } });
        expect(state.page.get('h2').text()).not.toMatch(/report\.|[一-龥]/);
    }
});

test('what the public never saw is not reported', () => {
    for (const state of ['open', 'filled', 'closed', 'expired', 'suspended'] as const) expect(can_be_reported(state)).toBe(true);
    for (const state of ['draft', 'in_review', 'rejected'] as const) expect(can_be_reported(state)).toBe(false);
});
