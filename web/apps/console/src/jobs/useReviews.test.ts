import { createApi } from '@gigfair/api';
import { http_key, type Http } from '@gigfair/core/shared/http';
import { flushPromises, mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { defineComponent, h, ref } from 'vue';
import { createRouter, createMemoryHistory } from 'vue-router';
import { createSession, session_key } from '../accounts/session';
import { createMessages } from '../locales/messages';
import type { WaitingJob } from './reviews';
import { useReviews } from './useReviews';

const post = (id: string, state = 'in_review') => ({ job_id: id, title: `招工${id}`, state, employer: { verified: true } });
const waits = (id: string) => ({ job: post(id), why: 'waiting', findings: [], reviews: [], waiting_since: '2026-11-25T02:00:00Z' }) as unknown as WaitingJob;
const problem = (status: number, code: string) => ({ type: 'about:blank', title: '不行', status, code, detail: '', request_id: 'r' });

/** A queue of two posts, and a server that answers what it is told to. */
async function set_up(answers: Record<string, [number, unknown]> = {}) {
    const asked: string[] = [];
    const fetch = (async (request: Request) => {
        const { pathname } = new URL(request.url);
        asked.push(`${request.method} ${pathname}`);
        const [status, body] = answers[pathname] ?? [200, { items: [waits('a'), waits('b')], next_cursor: null }];
        return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' } });
    }) as typeof globalThis.fetch;
    const http: Http = {
        api: createApi({ base_url: 'http://server.test', language: () => 'zh-CN', csrf_token: () => undefined, fetch }),
        csrf_token: ref(undefined),
        pending: ref(0),
    };
    const router = createRouter({
        history: createMemoryHistory(),
        routes: [{ path: '/markets/:market/reviews/:item?', name: 'reviews', component: { render: () => null } }],
    });
    await router.push('/markets/m1/reviews/a');
    let reviews!: ReturnType<typeof useReviews>;
    const Holder = defineComponent({ setup: () => ((reviews = useReviews(() => 'm1')), () => h('div')) });
    mount(Holder, { global: { plugins: [router, createMessages()], provide: { [http_key as symbol]: http, [session_key as symbol]: createSession(http) } } });
    await reviews.queue.refresh();
    await flushPromises();
    asked.length = 0;
    const ids = () => reviews.queue.items.value.map(({ job }) => job.job_id);
    return { reviews, router, asked, ids };
}

test('what is approved leaves the list, the next one is looked at, and where it is seen is told', async () => {
    const { reviews, router, ids } = await set_up({ '/api/v1/jobs/a:approve': [200, post('a', 'open')] });
    await reviews.decide(waits('a'), 'approve', '', 'key');
    await flushPromises();
    expect(ids()).toEqual(['b']);
    expect(router.currentRoute.value.params.item).toBe('b');
    expect(reviews.decided.value).toMatchObject({ by: 'me', see: '/jobs/a' });
});

test('what is asked about goes on waiting, and its history is read anew', async () => {
    const { reviews, asked, ids } = await set_up({ '/api/v1/jobs/a:ask': [200, post('a')] });
    await reviews.decide(waits('a'), 'ask', '请写明理由。', 'key');
    expect(ids()).toEqual(['a', 'b']);
    expect(asked).toEqual(['POST /api/v1/jobs/a:ask', 'GET /api/v1/markets/m1/reviews']);
});

test('who was slower is told what a colleague decided', async () => {
    const { reviews, ids } = await set_up({
        '/api/v1/jobs/a:refuse': [409, problem(409, 'job.not_in_review')],
        '/api/v1/jobs/a': [200, post('a', 'open')],
    });
    await reviews.decide(waits('a'), 'refuse', '收押金', 'key');
    expect(reviews.decided.value).toEqual({ by: 'colleague', words: '同事已经处理“招工a”，现在是：招工中。', see: '/jobs/a' });
    expect(ids()).toEqual(['b']);
});

test('a post that may not be seen any more is told of all the same', async () => {
    const { reviews } = await set_up({
        '/api/v1/jobs/a:refuse': [409, problem(409, 'job.not_in_review')],
        '/api/v1/jobs/a': [404, problem(404, 'http.not_found')],
    });
    await reviews.decide(waits('a'), 'refuse', '收押金', 'key');
    expect(reviews.decided.value?.words).toContain('不再等待审核');
});

test('any other trouble is the remark’s: the post stays', async () => {
    const { reviews, ids } = await set_up({ '/api/v1/jobs/a:refuse': [409, problem(409, 'idempotency.running')] });
    await expect(reviews.decide(waits('a'), 'refuse', '收押金', 'key')).rejects.toMatchObject({ problem: { code: 'idempotency.running' } });
    expect(ids()).toEqual(['a', 'b']);
    expect(reviews.decided.value).toBeUndefined();
});

test('what a spot check took down may be put back at once', async () => {
    const { reviews } = await set_up({ '/api/v1/jobs/a:refuse': [200, post('a', 'suspended')], '/api/v1/jobs/a:restore': [200, post('a', 'open')] });
    await reviews.decide({ ...waits('a'), why: 'sampled' }, 'refuse', '收押金', 'key');
    const down = reviews.taken_down.value;
    expect(down?.job_id).toBe('a');
    await reviews.turn(down!, 'restore', '', 'key');
    expect(reviews.decided.value).toEqual({ by: 'me', words: '已恢复“招工a”，求职者现在就能找到。', see: '/jobs/a' });
    expect(reviews.taken_down.value).toBeUndefined();
});
