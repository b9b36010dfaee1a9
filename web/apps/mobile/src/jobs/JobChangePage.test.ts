import { createApi } from '@gigfair/api';
import { http_key, type Http } from '@gigfair/core/shared/http';
import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils';
import { afterEach, expect, test } from 'vitest';
import { ref } from 'vue';
import { routeLocationKey } from 'vue-router';
import { createMessages, load_messages } from '../locales/messages';
import { createOccupations, occupations_key } from '../occupations/occupations';
import { createSettings, settings_key } from '../shared/settings';
import JobChangePage from './JobChangePage.vue';
import type { JobState, NewJob } from './jobs';

const id = 'bbbbbbbbbbbbb';
const ahead = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const text: NewJob = {
    ...{ title: '晚市传菜员', occupation: 'server', description: '传菜、收台。', place: 'remote', address: '' },
    ...{ pay: { amount_fen: 2600, unit: 'hour' }, settlement: 'day', relation: 'service', shifts: [], injury_cover: { kind: 'single_item' } },
    expires_at: ahead(48),
};
const job = (state: JobState) => ({
    ...{ job_id: id, state, title: text.title, occupation: { code: 'server', name: '餐厅服务员' }, place: null, relation: 'service' },
    ...{ employer: { kind: 'shop' }, pay: { ...text.pay, hourly_fen: 2600 } },
});
const opening = (start: string, end: string) => ({ opening_id: start, start, end, places: 2, places_left: 2, state: 'open' });
const problem = (status: number, code: string, field?: string) => ({ status, problem: { type: 'about:blank', title: code, code, detail: `说明：${code}`, status, request_id: 'r', field } });

interface Sent {
    if_match: string | null;
    body: unknown;
}
type Answer = ReturnType<typeof problem> | { state: JobState };

/** The page before a server whose post has these texts, newest first; each saving is answered by the next of `answers`. */
async function set_up(answers: Answer[] = [], { state = 'open' as JobState, begun = false } = {}) {
    const sent: Sent[] = [];
    const texts = [{ version: 1, at: ahead(-1), body: text, findings: [] }];
    const fetch = (async (request: Request) => {
        const json = (answer: unknown, status = 200) =>
            new Response(JSON.stringify(answer), { status, headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' } });
        const { pathname } = new URL(request.url);
        if (request.method === 'PATCH') {
            sent.push({ if_match: request.headers.get('If-Match'), body: await request.json() });
            const answer = answers.shift();
            if (!answer) throw new Error('asked more often than expected');
            if ('problem' in answer) return json(answer.problem, answer.status);
            return json({ job_id: id, state: answer.state, version: texts.length + 1, findings: [] });
        }
        if (pathname.endsWith('/versions')) return json({ items: texts, next_cursor: null });
        if (pathname.endsWith('/openings')) return json({ items: [begun ? opening(ahead(-2), ahead(2)) : opening(ahead(48), ahead(52))], next_cursor: null });
        if (pathname.endsWith(`/jobs/${id}`)) return json(job(state));
        return json({ items: [], families: [], next_cursor: null });
    }) as typeof globalThis.fetch;
    const messages = createMessages('zh-CN');
    await load_messages(messages, 'zh-CN');
    const http: Http = { api: createApi({ base_url: 'http://server.test', language: () => 'zh-CN', csrf_token: () => undefined, fetch }), csrf_token: ref(undefined), pending: ref(0) };
    const settings = createSettings({ getItem: () => null, setItem: () => undefined });
    const page = mount(JobChangePage, {
        props: { id },
        attachTo: document.body,
        global: {
            plugins: [messages],
            provide: {
                [http_key as symbol]: http,
                [settings_key as symbol]: settings,
                [occupations_key as symbol]: createOccupations(http, settings),
                [routeLocationKey as symbol]: { fullPath: '/' },
            },
            stubs: { RouterLink: RouterLinkStub, PageBack: true },
        },
    });
    await flushPromises();
    const field = (pointer: string) => page.get<HTMLInputElement>(`[data-pointer="${pointer}"] input, [data-pointer="${pointer}"] textarea`);
    const save = async () => {
        await page.get('form').trigger('submit');
        await flushPromises();
    };
    return { page, texts, sent, field, save };
}
afterEach(() => document.body.replaceChildren());

test('the form has the present text, and only what was changed is sent, of the version that was read', async () => {
    const { page, sent, field, save } = await set_up([{ state: 'open' }]);
    expect(field('/title').element.value).toBe('晚市传菜员');
    expect(page.find('[data-pointer="/occupation"]').exists()).toBe(false);
    expect(page.find('[data-versions]').exists()).toBe(false);
    expect(page.get('[data-kept="occupation"]').text()).toContain('餐厅服务员');
    await field('/pay/amount_fen').setValue('28');
    await save();
    expect(sent).toEqual([{ if_match: '"1"', body: { pay: { amount_fen: 2800, unit: 'hour' } } }]);
    expect(page.get('h1').text()).toBe('已保存');
    expect(page.get('[data-state="open"]').text()).toContain('求职者现在看到的就是新内容');
});

test('nothing changed, nothing sent', async () => {
    const { page, sent, field, save } = await set_up();
    await save();
    expect(sent).toEqual([]);
    expect(page.get('[role="alert"]').text()).toContain('还没有改动');
    await field('/title').setValue('夜宵传菜员');
    expect(page.text()).not.toContain('还没有改动');
});

test('lower pay is refused at its field, in the server’s words', async () => {
    const { page, field, save } = await set_up([problem(422, 'job.pay_lowered', '/pay/amount_fen')]);
    await field('/pay/amount_fen').setValue('20');
    await save();
    expect(page.get('[data-pointer="/pay/amount_fen"] .error').text()).toBe('说明：job.pay_lowered');
    expect(document.activeElement).toBe(field('/pay/amount_fen').element);
});

test('a change that waits for staff says that nobody sees the post meanwhile', async () => {
    const { page, field, save } = await set_up([{ state: 'in_review' }]);
    await field('/description').setValue('传菜，45岁以下。');
    await save();
    expect(page.get('[data-state="in_review"]').text()).toContain('看过之前求职者看不到它');
});

test('where somebody was faster, what was typed stays beside what they wrote, and is saved on top of it', async () => {
    const { page, texts, sent, field, save } = await set_up([problem(412, 'job.changed_meanwhile'), { state: 'open' }]);
    await field('/title').setValue('我的标题');
    texts.unshift({ version: 2, at: ahead(0), body: { ...text, title: '他的标题', description: '他的内容' }, findings: [] });
    await save();
    expect(page.find('.problem').exists()).toBe(false);
    expect(field('/title').element.value).toBe('我的标题');
    await page.get('[data-outdated] button').trigger('click');
    await flushPromises();
    expect(field('/title').element.value).toBe('我的标题');
    expect(field('/description').element.value).toBe('他的内容');
    expect(page.get('[data-clash="title"]').text()).toContain('他的标题');
    // What it said before stands below the form.
    expect(page.get('[data-versions]').text()).toMatch(/第 2 版.*改了：标题；工作内容/s);
    expect(document.activeElement).toBe(page.get('[data-renewed]').element);
    await save();
    expect(sent[1]).toEqual({ if_match: '"2"', body: { title: '我的标题' } });
});

test('their words can be taken instead', async () => {
    const { page, texts, field, save } = await set_up([problem(412, 'job.changed_meanwhile')]);
    await field('/title').setValue('我的标题');
    texts.unshift({ version: 2, at: ahead(0), body: { ...text, title: '他的标题' }, findings: [] });
    await save();
    await page.get('[data-outdated] button').trigger('click');
    await flushPromises();
    await page.get('[data-clash="title"] button').trigger('click');
    expect(field('/title').element.value).toBe('他的标题');
    expect(page.find('[data-clash]').exists()).toBe(false);
});

test('what is over or has begun has no form', async () => {
    for (const not_now of [{ state: 'closed' as JobState }, { begun: true }]) {
        const { page } = await set_up([], not_now);
        expect(page.find('form').exists()).toBe(false);
        expect(page.get('[data-closed]').text()).toContain('不能修改');
    }
});
