import { createApi } from '@gigfair/api';
import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { ref } from 'vue';
import { routeLocationKey } from 'vue-router';
import { createMessages, load_messages } from '../locales/messages';
import { http_key, type Http } from '@gigfair/core/shared/http';
import { createSettings, settings_key, type Locale } from '../shared/settings';
import FiguresPage from './FiguresPage.vue';
import { definition_parts } from './figures';

const total = (metric: string, name: string, unit: string, value: number) => ({ metric, name, definition_version: 1, unit, total: value, covers: null });
const list = {
    items: [total('posts', '发布岗位数', '个', 39500), total('intent_people', '有意向人数', '人', 0)],
    left_out: [
        { metric: 'markets', code: 'figures.no_history' },
        { metric: 'arrived', code: 'figures.not_counted_yet' },
        { metric: 'paid', code: 'figures.not_counted_yet' },
    ],
    as_of: { position: 7, at: '2026-11-25T08:30:00+08:00' },
};
const definition = Object.fromEntries(definition_parts.map((part) => [part, `words of ${part}`]));

/** The page before a server that answers the list, and definitions unless they fail. */
async function set_up(locale: Locale = 'zh-CN', definition_status = 200) {
    const asked: string[] = [];
    const fetch = (async (request: Request) => {
        const path = new URL(request.url).pathname;
        asked.push(path);
        const is_definition = path.endsWith('/definition');
        const status = is_definition ? definition_status : 200;
        const problem = { type: 'about:blank', title: '忙', status, code: 'http.busy', detail: '稍后', request_id: 'r' };
        const body = status === 200 ? (is_definition ? definition : list) : problem;
        const headers = { 'Content-Type': status === 200 ? 'application/json' : 'application/problem+json' };
        return new Response(JSON.stringify(body), { status, headers });
    }) as typeof globalThis.fetch;
    const messages = createMessages(locale);
    await load_messages(messages, locale);
    const settings = createSettings({ getItem: () => JSON.stringify({ locale }), setItem: () => undefined });
    const api = createApi({ base_url: 'http://server.test', language: () => locale, csrf_token: () => undefined, fetch });
    const http: Http = { api, csrf_token: ref(undefined), pending: ref(0) };
    const page = mount(FiguresPage, {
        global: {
            plugins: [messages],
            provide: { [http_key as symbol]: http, [settings_key as symbol]: settings, [routeLocationKey as symbol]: { fullPath: '/figures' } },
            stubs: { RouterLink: RouterLinkStub, PageBack: true },
        },
    });
    await flushPromises();
    return { page, asked };
}

test('every figure stands with its unit and the cut-off', async () => {
    const { page } = await set_up();
    expect(page.get('[data-metric="posts"]').text()).toContain('39,500 个');
    expect(page.get('[data-metric="intent_people"]').text()).toContain('0 人');
    expect(page.get('.as-of').text()).toContain('11月25日 08:30');
});

test('what nothing counts yet is named and has no number', async () => {
    const { page } = await set_up();
    expect(page.get('.uncounted').text()).toContain('到岗、结算');
    expect(page.find('[data-metric="arrived"]').exists()).toBe(false);
    const english = await set_up('en');
    expect(english.page.get('.uncounted').text()).toContain('arrivals, wages paid');
});

test('the definition is one tap away and fetched once', async () => {
    const { page, asked } = await set_up();
    const card = page.get('[data-metric="posts"]');
    const button = card.get('button');
    expect(button.attributes('aria-expanded')).toBe('false');
    expect(card.find('dl').exists()).toBe(false);
    await button.trigger('click');
    await flushPromises();
    expect(button.attributes('aria-expanded')).toBe('true');
    expect(card.findAll('[data-part]').map((part) => part.get('dd').text())).toEqual(definition_parts.map((part) => `words of ${part}`));
    await button.trigger('click');
    expect(card.find('dl').exists()).toBe(false);
    await button.trigger('click');
    await flushPromises();
    expect(asked).toEqual(['/api/v1/figures', '/api/v1/figures/posts/definition']);
});

test('a definition that does not come says so and can be asked again', async () => {
    const { page, asked } = await set_up('zh-CN', 503);
    const card = page.get('[data-metric="posts"]');
    await card.get('button').trigger('click');
    await flushPromises();
    expect(card.find('dl').exists()).toBe(false);
    await card.get('.problem button').trigger('click');
    await flushPromises();
    expect(asked.filter((path) => path.endsWith('/definition'))).toHaveLength(2);
});
