import { expect, test, vi } from 'vitest';
import { Act } from './act';
import { answerOf, createApi } from './client';
import { ApiProblem, client_problem } from './problem';

function api_with(answer: () => Promise<Response>, seen: Request[] = []) {
    return createApi({
        base_url: 'http://server.test',
        language: () => 'en',
        csrf_token: () => 'token-of-this-session',
        fetch: ((request: Request) => {
            seen.push(request);
            return answer();
        }) as typeof fetch,
    });
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
    new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });

test('a reading call has the language and no CSRF token', async () => {
    const seen: Request[] = [];
    const api = api_with(async () => json({ items: [], next_cursor: null }), seen);
    const list = await answerOf(api.GET('/api/v1/openings', { params: { query: { radius_m: 5000 } } }));
    expect(list).toEqual({ items: [], next_cursor: null });
    expect(seen[0]?.url).toBe('http://server.test/api/v1/openings?radius_m=5000');
    expect(seen[0]?.headers.get('Accept-Language')).toBe('en');
    expect(seen[0]?.headers.has('X-CSRF-Token')).toBe(false);
});

test('a changing call carries the CSRF token', async () => {
    const seen: Request[] = [];
    const api = api_with(async () => new Response(null, { status: 204 }), seen);
    await answerOf(api.POST('/api/v1/sign-out', {}));
    expect(seen[0]?.headers.get('X-CSRF-Token')).toBe('token-of-this-session');
});

test('a problem is thrown with its code and the wait that the server asks for', async () => {
    const body = { type: 'about:blank', title: 'Slow down', status: 429, code: 'http.too_many', detail: 'Wait.', request_id: 'r' };
    const api = api_with(async () => json(body, 429, { 'Retry-After': '30' }));
    const failure = await answerOf(api.GET('/api/v1/me', {})).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiProblem);
    expect((failure as ApiProblem).problem.code).toBe('http.too_many');
    expect((failure as ApiProblem).retry_after_s).toBe(30);
});

test('a broken line and a foreign answer become problems of our own', async () => {
    const broken = api_with(async () => Promise.reject(new TypeError('network')));
    await expect(answerOf(broken.GET('/api/v1/me', {}))).rejects.toMatchObject({ problem: { code: 'client.unreachable' } });
    const foreign = api_with(async () => json('<html>', 502));
    await expect(answerOf(foreign.GET('/api/v1/me', {}))).rejects.toMatchObject({ problem: { code: 'client.unreadable', status: 502 } });
});

test('a lost answer repeats under the same key, a definite one ends the act', async () => {
    const act = new Act();
    const keys: string[] = [];
    const lost = vi.fn(async (key: string) => {
        keys.push(key);
        throw client_problem('client.timed_out');
    });
    await expect(act.run({ a: 1 }, lost)).rejects.toThrow();
    await expect(act.run({ a: 1 }, lost)).rejects.toThrow();
    await act.run({ a: 1 }, async (key) => keys.push(key));
    await act.run({ a: 1 }, async (key) => keys.push(key));
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).toBe(keys[0]);
    expect(keys[3]).not.toBe(keys[0]);
});

test('a conflict ends the act, unless it is the act itself that still runs', async () => {
    const keys_under = async (code: string) => {
        const act = new Act();
        const keys: string[] = [];
        const refused = async (key: string) => {
            keys.push(key);
            throw new ApiProblem({ type: 'about:blank', title: '', status: 409, code, detail: '', request_id: 'r' });
        };
        await expect(act.run({ a: 1 }, refused)).rejects.toThrow();
        await expect(act.run({ a: 1 }, refused)).rejects.toThrow();
        return new Set(keys).size;
    };
    expect(await keys_under('job.reported_already')).toBe(2);
    expect(await keys_under('idempotency.concurrent')).toBe(1);
});

test('another body is another act', async () => {
    const act = new Act();
    const keys: string[] = [];
    const lost = async (key: string) => {
        keys.push(key);
        throw client_problem('client.unreachable');
    };
    await expect(act.run({ a: 1 }, lost)).rejects.toThrow();
    await expect(act.run({ a: 2 }, lost)).rejects.toThrow();
    expect(new Set(keys).size).toBe(2);
});
