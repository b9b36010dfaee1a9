import { createApi } from '@gigfair/api';
import type { Http } from '@gigfair/core/shared/http';
import { flushPromises } from '@vue/test-utils';
import { beforeEach, expect, test } from 'vitest';
import { ref } from 'vue';
import { answerOf } from '@gigfair/core/shared/http';
import { createSession } from './session';
import { own_path, unlocked_at } from './useSignIn';
import { ApiProblem } from '@gigfair/api';

const roles = [
    { role: 'market_staff', scope: 'm1' },
    { role: 'market_manager', scope: 'm1' },
    { role: 'market_staff', scope: 'm2' },
    { role: 'city_admin', scope: null },
];

/** A server that knows one session at a time. */
function set_up() {
    const server = { account: 'anna', lasts: true, acts: 0 };
    const answer = (body: unknown, status = 200) =>
        new Response(JSON.stringify(body), { status, headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' } });
    const fetch = (async (request: Request) => {
        const { pathname } = new URL(request.url);
        if (pathname === '/api/v1/sign-in/staff') {
            server.lasts = true;
            return answer({ account_id: server.account, display_name: server.account, roles, csrf_token: 'a-token-of-16-chars' });
        }
        if (!server.lasts) return answer({ type: 'about:blank', title: '登录已过期', status: 401, code: 'session.expired', detail: '', request_id: 'r' }, 401);
        if (request.method === 'POST') server.acts += 1;
        return answer({ account_id: server.account, display_name: server.account, phone_masked: null, roles });
    }) as typeof globalThis.fetch;
    const csrf_token = ref<string>();
    const api = createApi({ base_url: 'http://server.test', language: () => 'zh-CN', csrf_token: () => csrf_token.value, fetch });
    const http: Http = { api, csrf_token, pending: ref(0) };
    const session = createSession(http);
    const read = () => answerOf(api.GET('/api/v1/me', {}));
    const act = () => answerOf(api.POST('/api/v1/jobs/{id}:approve', { params: { path: { id: 'j' } } }));
    const sign_in = () => session.sign_in({ login: 'x', password: 'y', otp: '123456' });
    return { server, session, read, act, sign_in };
}

beforeEach(() => localStorage.clear());

test('one works for the markets of one’s roles, each once', async () => {
    const { session, sign_in } = set_up();
    await sign_in();
    expect(session.market_ids.value).toEqual(['m1', 'm2']);
});

test('what was only read is read again after signing in again', async () => {
    const { server, session, read, sign_in } = set_up();
    await sign_in();
    server.lasts = false;
    const reading = session.reading(read);
    await flushPromises();
    expect(session.ended.value).toBe(true);
    await sign_in();
    expect(await reading).toMatchObject({ account_id: 'anna' });
    expect(session.ended.value).toBe(false);
});

test('what decides something is never repeated by itself', async () => {
    const { server, session, act, sign_in } = set_up();
    await sign_in();
    server.lasts = false;
    await expect(session.acting(act)).rejects.toMatchObject({ problem: { status: 401 } });
    expect(session.ended.value).toBe(true);
    await sign_in();
    await flushPromises();
    expect(server.acts).toBe(0);
});

test('another person at the same page is told apart from the same one', async () => {
    const { server, session, sign_in } = set_up();
    let others = 0;
    session.on_other_person(() => (others += 1));
    await sign_in();
    await sign_in();
    expect(others).toBe(0);
    server.account = 'bert';
    await sign_in();
    expect(others).toBe(1);
});

test('a locked login is told the clock, not before it opens', () => {
    const locked = new ApiProblem({ type: 'about:blank', title: '', status: 429, code: 'sign_in.locked', detail: '', request_id: '' }, 890);
    expect(unlocked_at(locked, new Date('2026-11-25T02:00:30Z'))).toBe('10:16');
    expect(unlocked_at(new TypeError('x'), new Date())).toBeUndefined();
});

test('after signing in one only goes to a path of this app', () => {
    expect(own_path('/markets/m1/reviews')).toBe('/markets/m1/reviews');
    for (const foreign of ['//evil.example', '/\\evil.example', 'https://evil.example', '', ['/a'], undefined]) expect(own_path(foreign)).toBeUndefined();
});
