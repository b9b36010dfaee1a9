import { createApi } from '@gigfair/api';
import { expect, test } from 'vitest';
import { ask_ahead } from './openings_ahead';
import type { OpeningsQuery } from './openings_query';

const near: OpeningsQuery = { mode: 'distance', radius_m: 10_000, limit: 20 };

function server(answer: () => Promise<Response>) {
    const asked: string[] = [];
    const fetch = ((request: Request) => {
        asked.push(request.url);
        return answer();
    }) as typeof globalThis.fetch;
    const api = createApi({ base_url: 'http://server.test', language: () => 'zh-CN', csrf_token: () => undefined, fetch });
    return { api, asked };
}
const page = { items: [], next_cursor: null };
const found = () => Promise.resolve(new Response(JSON.stringify(page), { headers: { 'Content-Type': 'application/json' } }));

test('the answer that was asked for ahead is taken once', async () => {
    const { api, asked } = server(found);
    const ahead = ask_ahead(api, near);
    await ahead.soon;
    expect(asked).toHaveLength(1);
    expect(await ahead.take({ ...near })).toEqual(page);
    expect(ahead.take({ ...near })).toBeUndefined();
});

test('another search is asked anew', () => {
    const { api } = server(found);
    expect(ask_ahead(api, near).take({ ...near, radius_m: 2_000 })).toBeUndefined();
});

test('a failure is told to whoever takes it, and stops nobody else', async () => {
    const { api } = server(() => Promise.reject(new TypeError('no network')));
    const ahead = ask_ahead(api, near);
    await ahead.soon;
    await expect(ahead.take(near)).rejects.toThrow();
});

test('an answer that stays away is not waited for', async () => {
    const { api } = server(() => new Promise(() => undefined));
    await ask_ahead(api, near).soon;
});
