import { createApi } from '@gigfair/api';
import { http_key, type Http } from '@gigfair/core/shared/http';
import { flushPromises, mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { defineComponent, h, ref } from 'vue';
import { createSettings, settings_key } from '../shared/settings';
import { createSearch, search_key } from './search';
import { useOpenings } from './useOpenings';

interface Asked {
    url: URL;
    answer(body: unknown, status?: number): Promise<void>;
}

/** The composable in a component, and a server whose answers come when the test says so. */
function set_up() {
    const asked: Asked[] = [];
    const fetch = ((request: Request) =>
        new Promise<Response>((resolve) => {
            asked.push({
                url: new URL(request.url),
                answer: async (body, status = 200) => {
                    const headers = { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' };
                    resolve(new Response(JSON.stringify(body), { status, headers }));
                    await flushPromises();
                },
            });
        })) as typeof globalThis.fetch;
    const api = createApi({ base_url: 'http://server.test', language: () => 'zh-CN', csrf_token: () => undefined, fetch });
    const http: Http = { api, csrf_token: ref(undefined), pending: ref(0) };
    const settings = createSettings({ getItem: () => null, setItem: () => undefined });
    const search = createSearch(settings);
    let list!: ReturnType<typeof useOpenings>;
    const Holder = defineComponent({ setup: () => ((list = useOpenings()), () => h('div')) });
    const provide = { [http_key as symbol]: http, [settings_key as symbol]: settings, [search_key as symbol]: search };
    mount(Holder, { global: { provide } });
    const ids = () => list.openings.value.map((opening) => opening.opening_id);
    return { asked, search, list, ids };
}
const page = (ids: string[], next_cursor: string | null = null) => ({ items: ids.map((opening_id) => ({ opening_id })), next_cursor });
const problem = { type: 'about:blank', title: '忙', status: 503, code: 'http.overloaded', detail: '稍后', request_id: 'r' };

test('pages follow each other and end', async () => {
    const { asked, list, ids } = set_up();
    await flushPromises();
    expect(list.is_first_load.value).toBe(true);
    await asked[0]?.answer(page(['a', 'b'], 'next'));
    expect(ids()).toEqual(['a', 'b']);
    void list.more();
    await flushPromises();
    expect(asked[1]?.url.searchParams.get('cursor')).toBe('next');
    await asked[1]?.answer(page(['c']));
    expect(ids()).toEqual(['a', 'b', 'c']);
    expect(list.has_more.value).toBe(false);
    await list.more();
    expect(asked).toHaveLength(2);
});

test('an answer to an older search is thrown away', async () => {
    const { asked, search, ids } = set_up();
    await flushPromises();
    search.filters.settlement = 'day';
    await flushPromises();
    await asked[1]?.answer(page(['new']));
    await asked[0]?.answer(page(['old']));
    expect(ids()).toEqual(['new']);
});

test('a failed next page keeps the list, and retrying asks for that page again', async () => {
    const { asked, list, ids } = set_up();
    await flushPromises();
    await asked[0]?.answer(page(['a'], 'next'));
    void list.more();
    await flushPromises();
    await asked[1]?.answer(problem, 503);
    expect(list.error.value).toBeDefined();
    expect(ids()).toEqual(['a']);
    void list.retry();
    await flushPromises();
    expect(asked[2]?.url.searchParams.get('cursor')).toBe('next');
    await asked[2]?.answer(page(['b']));
    expect(ids()).toEqual(['a', 'b']);
    expect(list.error.value).toBeUndefined();
});

test('nothing found is said only after the server said so', async () => {
    const { asked, list } = set_up();
    await flushPromises();
    expect(list.is_empty.value).toBe(false);
    await asked[0]?.answer(page([]));
    expect(list.is_empty.value).toBe(true);
});
