import { createApi } from '@gigfair/api';
import { http_key, type Http } from '@gigfair/core/shared/http';
import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils';
import { computed, ref, shallowRef, type Component } from 'vue';
import { routeLocationKey, routerKey } from 'vue-router';
import { session_key, type Me, type Session } from '../accounts/session';
import { createMessages, load_messages } from '../locales/messages';
import { createSearch, search_key } from '../matching/search';
import { createOccupations, occupations_key } from '../occupations/occupations';
import { createRegions, regions_key } from '../places/regions';
import { createProfileDrafts, profile_drafts_key } from '../workers/profile_draft';
import { createSettings, settings_key, type Settings } from './settings';

/** What a test's server was asked. */
export interface Asked {
    method: string;
    path: string;
    query: URLSearchParams;
    key: string | null;
    etag: string | null;
    body: unknown;
}
export interface Answer {
    status?: number;
    headers?: Record<string, string>;
    body: unknown;
}

/** For tests: a server that answers by a function, and remembers what it was asked. */
export function server_of(answer: (asked: Asked) => Answer) {
    const asked: Asked[] = [];
    const fetch = (async (request: Request) => {
        const { pathname, searchParams } = new URL(request.url);
        const text = await request.text();
        const question: Asked = {
            ...{ method: request.method, path: pathname.replace('/api/v1', ''), query: searchParams },
            ...{ key: request.headers.get('Idempotency-Key'), etag: request.headers.get('If-Match'), body: text ? JSON.parse(text) : undefined },
        };
        asked.push(question);
        const { status = 200, headers = {}, body } = answer(question);
        const type = status < 400 ? 'application/json' : 'application/problem+json';
        return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type, ...headers } });
    }) as typeof globalThis.fetch;
    return { asked, fetch };
}
export const refused = (status: number, code: string, detail: string, field?: string): Answer => ({
    status,
    body: { type: 'about:blank', title: detail, status, code, detail, request_id: 'r', ...(field === undefined ? {} : { field }) },
});

interface Surroundings {
    fetch: typeof globalThis.fetch;
    settings?: Partial<Settings>;
    /** Who is signed in; nobody without it. */
    me?: Me | undefined;
    props?: Record<string, unknown>;
    route?: { fullPath?: string; query?: Record<string, string>; hash?: string };
}

/** For tests: a component in an app of its own, with what createMobileApp() provides. */
export async function mount_in_app(component: Component, { fetch, settings: kept = {}, me, props = {}, route = {} }: Surroundings) {
    const settings = createSettings({ getItem: () => JSON.stringify(kept), setItem: () => undefined });
    const messages = createMessages(settings.locale);
    await load_messages(messages, settings.locale);
    const token = ref(me ? 'token' : undefined);
    const api = createApi({ base_url: 'http://server.test', language: () => settings.locale, csrf_token: () => token.value, fetch });
    const http: Http = { api, csrf_token: token, pending: ref(0) };
    const who = shallowRef(me);
    const is_employer = computed(() => who.value?.roles.some(({ role }) => role === 'employer_member') ?? false);
    const session = { me: who, is_employer, restore: async () => undefined, reload: async () => undefined } as unknown as Session;
    const drafts = createProfileDrafts({ getItem: () => null, setItem: () => undefined, removeItem: () => undefined }, who);
    const went: unknown[] = [];
    const router = { replace: async (to: unknown) => void went.push(to), push: async (to: unknown) => void went.push(to) };
    const page = mount(component, {
        attachTo: document.body,
        props,
        global: {
            plugins: [messages],
            provide: {
                ...{ [http_key as symbol]: http, [settings_key as symbol]: settings, [session_key as symbol]: session },
                ...{ [search_key as symbol]: createSearch(settings), [regions_key as symbol]: createRegions(http, settings) },
                [profile_drafts_key as symbol]: drafts,
                ...{ [occupations_key as symbol]: createOccupations(http, settings), [routerKey as symbol]: router },
                [routeLocationKey as symbol]: { fullPath: '/', query: {}, hash: '', ...route },
            },
            stubs: { RouterLink: RouterLinkStub, PageBack: true },
        },
    });
    await flushPromises();
    return { page, settings, who, drafts, went };
}
export const worker_of_test: Me = { account_id: 'aaaaaaaaaaaaa', display_name: 'W', phone_masked: null, roles: [{ role: 'worker', scope: null }] } as unknown as Me;
