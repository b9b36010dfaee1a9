import { createApi } from '@gigfair/api';
import { city_date, date_plus } from '@gigfair/core/shared/city_time';
import { http_key, type Http } from '@gigfair/core/shared/http';
import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { ref } from 'vue';
import { routeLocationKey } from 'vue-router';
import { createMessages, load_messages } from '../locales/messages';
import type { Locale } from '../shared/settings';
import EmployerRenewPage from './EmployerRenewPage.vue';
import type { OwnEmployer } from './employers';
import OwnEmployersPage from './OwnEmployersPage.vue';

const today = city_date(new Date());
const id = 'eeeeeeeeeeeee';
const agency: OwnEmployer = {
    ...{ employer_id: id, name: '演示人力资源', kind: 'agency', state: 'verified', verified: true, reason: null },
    ...{ verified_until: date_plus(today, 10), waits_for: 'licence_ending', renew_on: date_plus(today, -20), question: null, mandate: null },
    licences: [{ kind: 'human_resources_service', number: '330502-1', issued_by: '示例区人力社保局', expires_on: date_plus(today, 10), stage: 'accepted' }],
};
const firm: OwnEmployer = { ...agency, kind: 'firm', name: '演示餐饮', state: 'lapsed', verified: false, reason: 'employer.verification_ended', waits_for: null, licences: [] };

interface Sent {
    path: string;
    key: string | null;
    body: unknown;
}
interface Refusal {
    status: number;
    code: string;
    field?: string;
    detail: string;
}

/** A page before a server that has these employers; each act is answered by the next of `answers`. */
async function set_up(page: typeof EmployerRenewPage | typeof OwnEmployersPage, employers: OwnEmployer[], answers: (Refusal | OwnEmployer)[] = [], locale: Locale = 'zh-CN') {
    const sent: Sent[] = [];
    let own = employers;
    const fetch = (async (request: Request) => {
        const json = (body: unknown, status = 200) =>
            new Response(JSON.stringify(body), { status, headers: { 'Content-Type': status === 200 ? 'application/json' : 'application/problem+json' } });
        if (request.method === 'GET') return json({ items: own, next_cursor: null });
        const text = await request.text();
        sent.push({ path: new URL(request.url).pathname, key: request.headers.get('Idempotency-Key'), body: text ? JSON.parse(text) : undefined });
        const answer = answers.shift();
        if (!answer) throw new Error('asked more often than expected');
        if (!('employer_id' in answer)) return json({ type: 'about:blank', title: answer.detail, request_id: 'r', ...answer }, answer.status);
        own = own.map((known) => (known.employer_id === answer.employer_id ? answer : known));
        return json({ employer_id: answer.employer_id, state: answer.state, reason: answer.reason });
    }) as typeof globalThis.fetch;
    const messages = createMessages(locale);
    await load_messages(messages, locale);
    const api = createApi({ base_url: 'http://server.test', language: () => locale, csrf_token: () => undefined, fetch });
    const http: Http = { api, csrf_token: ref(undefined), pending: ref(0) };
    const mounted = mount(page as typeof EmployerRenewPage, {
        props: page === EmployerRenewPage ? { id } : ({} as { id: string }),
        attachTo: document.body,
        global: {
            plugins: [messages],
            provide: { [http_key as symbol]: http, [routeLocationKey as symbol]: { fullPath: '/employer' } },
            stubs: { RouterLink: RouterLinkStub, PageBack: true },
        },
    });
    await flushPromises();
    return { page: mounted, sent };
}
const at = (pointer: string) => `[data-pointer="${pointer}"]`;

test('an agency renews its licence and sees that staff have to look', async () => {
    const next = date_plus(today, 1000);
    const after: OwnEmployer = { ...agency, waits_for: 'renewal', licences: [...agency.licences, { ...agency.licences[0]!, expires_on: next, stage: 'handed_in' }] };
    const { page, sent } = await set_up(EmployerRenewPage, [agency], [after]);
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(sent).toEqual([]);
    expect(page.get(at('/licences/0/expires_on')).text()).toContain('请选择有效期的最后一天');
    await page.get(`${at('/licences/0/expires_on')} input`).setValue(next);
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(sent).toMatchObject([
        {
            path: `/api/v1/employers/${id}:renew`,
            body: { licences: [{ kind: 'human_resources_service', number: '330502-1', issued_by: '示例区人力社保局', expires_on: next }] },
        },
    ]);
    expect(page.find('form').exists()).toBe(false);
    expect(page.get('[data-waits="renewal"]').text()).toContain('等待核验');
    expect(page.get('[data-stage="handed_in"]').text()).toContain(next);
    page.unmount();
});

test('the server’s refusal stands at its field, and the next try is another act', async () => {
    const refusal: Refusal = { status: 422, code: 'employer.mandate_ended', field: '/mandate/until', detail: '委托期限已过。' };
    const { page, sent } = await set_up(EmployerRenewPage, [firm], [refusal, { ...firm, state: 'verified', verified: true, reason: null }]);
    expect(page.find(at('/licences/0/number')).exists()).toBe(false);
    await page.get('input[type="checkbox"]').setValue(true);
    await page.get(`${at('/mandate/until')} input`).setValue(date_plus(today, 1));
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(page.get(`${at('/mandate/until')} .error`).text()).toBe('委托期限已过。');
    expect(document.activeElement?.getAttribute('aria-invalid')).toBe('true');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(page.get('[data-state="verified"]').text()).toContain('已核验');
    expect(sent.map(({ key }) => key)).toHaveLength(2);
    expect(sent[0]?.key).toBeTruthy();
    expect(sent[0]?.key).not.toBe(sent[1]?.key);
    page.unmount();
});

test('where the answer was lost the same act is sent again, not a second one', async () => {
    const lost: Refusal = { status: 503, code: 'http.busy', detail: '忙' };
    const { page, sent } = await set_up(EmployerRenewPage, [firm], [lost, { ...firm, state: 'verified', verified: true, reason: null }]);
    await page.get('form').trigger('submit');
    await flushPromises();
    await page.get('.problem button').trigger('click');
    await flushPromises();
    expect(page.find('form').exists()).toBe(false);
    expect(sent).toHaveLength(2);
    expect(sent[0]?.key).toBe(sent[1]?.key);
    page.unmount();
});

test('an employer of somebody else has no form', async () => {
    const { page } = await set_up(EmployerRenewPage, [{ ...firm, employer_id: 'fffffffffffff' }]);
    expect(page.find('form').exists()).toBe(false);
    expect(page.get('[role="status"]').text()).toContain('没有这个用工方');
    page.unmount();
});

test('each card says how its employer stands and what helps', async () => {
    const household: OwnEmployer = { ...firm, employer_id: 'hhhhhhhhhhhhh', kind: 'household', name: '演示家庭' };
    const { page, sent } = await set_up(OwnEmployersPage, [agency, household], [{ ...household, state: 'verified', verified: true, reason: null }]);
    const card = page.get(`[data-employer="${id}"]`);
    for (const words of ['人力资源服务机构', `核验有效期至 ${agency.verified_until}`, '许可证快到期', '330502-1', '还有 10 天']) expect(card.text()).toContain(words);
    expect(card.getComponent(RouterLinkStub).props('to')).toEqual({ name: 'employer_renew', params: { id } });
    const home = page.get('[data-employer="hhhhhhhhhhhhh"]');
    expect(home.text()).toContain('请办理续期后重新核验');
    await home.get('button').trigger('click');
    await flushPromises();
    expect(sent.map(({ path }) => path)).toEqual(['/api/v1/employers/hhhhhhhhhhhhh:verify']);
    expect(page.get('[data-employer="hhhhhhhhhhhhh"]').attributes('data-state')).toBe('verified');
    page.unmount();
});

test('in English it says the same', async () => {
    const ending = { ...agency, licences: [{ ...agency.licences[0]!, expires_on: date_plus(today, 1) }] };
    const { page } = await set_up(OwnEmployersPage, [ending, { ...firm, employer_id: 'fffffffffffff' }], [], 'en');
    expect(page.text()).toMatch(/Verified until .*A licence ends soon, please renew.*1 day left.*Renew/s);
    expect(page.get('[data-state="lapsed"]').text()).toMatch(/Renew, then check again.*Renew$/s);
    page.unmount();
});
