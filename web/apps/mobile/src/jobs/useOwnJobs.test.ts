import { createApi } from '@gigfair/api';
import { http_key, type Http } from '@gigfair/core/shared/http';
import { flushPromises, mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { defineComponent, h, ref } from 'vue';
import { useOwnJobs } from './useOwnJobs';

const refusal = { type: 'about:blank', title: '不行', status: 409, code: 'job.already_closed', detail: '已经结束。', request_id: 'r' };

test('who closes what has ended reads so, and the list shows how it stands', async () => {
    const states = ['open', 'expired'];
    const fetch = (async (request: Request) => {
        if (request.method === 'POST') return new Response(JSON.stringify(refusal), { status: 409, headers: { 'Content-Type': 'application/problem+json' } });
        const page = { items: [{ job_id: 'a', state: states.shift() }], next_cursor: null };
        return new Response(JSON.stringify(page), { headers: { 'Content-Type': 'application/json' } });
    }) as typeof globalThis.fetch;
    const api = createApi({ base_url: 'http://server.test', language: () => 'zh-CN', csrf_token: () => undefined, fetch });
    const http: Http = { api, csrf_token: ref(undefined), pending: ref(0) };
    let own!: ReturnType<typeof useOwnJobs>;
    mount(defineComponent({ setup: () => ((own = useOwnJobs()), () => h('div')) }), { global: { provide: { [http_key as symbol]: http } } });
    await flushPromises();
    expect(own.jobs.value.map(({ state }) => state)).toEqual(['open']);
    await own.close('a');
    expect(own.jobs.value.map(({ state }) => state)).toEqual(['expired']);
    expect(own.error.value).toMatchObject({ problem: { code: 'job.already_closed' } });
});
