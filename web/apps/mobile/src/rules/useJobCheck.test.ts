import { createApi } from '@gigfair/api';
import { http_key, type Http } from '@gigfair/core/shared/http';
import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defineComponent, h, reactive, ref } from 'vue';
import { empty_form } from '../jobs/job_form';
import type { NewJob } from '../jobs/jobs';
import { check_pause_ms, useJobCheck } from './useJobCheck';

interface Asked {
    body: NewJob;
    answer(body: unknown, status?: number): Promise<void>;
    lose(): Promise<void>;
}

const finding = (rule: string, field: string | null = '/description') => ({
    ...{ rule, severity: 'block', basis: 'law', message: rule, article: null, field },
    ...{ start: null, end: null, fix: null, offer: null },
});
const labour_cost = { wage_fen: 20_800, on_top: [], held_back: [], low_fen: 20_800, high_fen: 20_800, left_out: [] };
const found = (...findings: unknown[]) => ({ findings, hourly_fen: 2600, labour_cost, expected_fill: null });
const refusal = { type: 'about:blank', title: '过去', status: 422, code: 'job.shift_in_past', detail: '', request_id: 'r' };
const overload = { type: 'about:blank', title: '忙', status: 503, code: 'http.overloaded', detail: '稍后', request_id: 'r' };

/** The composable in a component, a form with work, pay and a shift, and a server that answers when it is told. */
function set_up() {
    const asked: Asked[] = [];
    const fetch = (async (request: Request) => {
        const body = (await request.json()) as NewJob;
        return new Promise<Response>((resolve, reject) => {
            asked.push({
                body,
                answer: async (answer, status = 200) => {
                    const headers = { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' };
                    resolve(new Response(JSON.stringify(answer), { status, headers }));
                    await flushPromises();
                },
                lose: async () => {
                    reject(new TypeError('lost'));
                    await flushPromises();
                },
            });
        });
    }) as typeof globalThis.fetch;
    const api = createApi({ base_url: 'http://server.test', language: () => 'zh-CN', csrf_token: () => undefined, fetch });
    const http: Http = { api, csrf_token: ref(undefined), pending: ref(0) };
    const form = reactive({
        ...empty_form(),
        title: '洗碗工',
        occupation: 'dishwasher',
        amount_yuan: '26',
        shifts: [{ key: 1, date: '2026-11-26', start: '17:00', end: '21:00', places: '2' }],
    });
    let check!: ReturnType<typeof useJobCheck>;
    const Holder = defineComponent({ setup: () => ((check = useJobCheck(form)), () => h('div')) });
    const holder = mount(Holder, { global: { provide: { [http_key as symbol]: http } } });
    const type = async (description: string, pause_ms = check_pause_ms) => {
        form.description = description;
        await flushPromises();
        await vi.advanceTimersByTimeAsync(pause_ms);
        await flushPromises();
    };
    const rules = () => check.checked.value?.findings.map((each) => each.rule);
    return { asked, form, check, holder, type, rules };
}

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

test('asks once, when typing pauses, with the body that would be sent', async () => {
    const { asked, type, rules } = set_up();
    await type('洗', check_pause_ms - 1);
    await type('洗碗，', check_pause_ms - 1);
    expect(asked).toHaveLength(0);
    await type('洗碗，押金200');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.body).toMatchObject({ title: '洗碗工', description: '洗碗，押金200', pay: { amount_fen: 2600, unit: 'hour' } });
    expect(rules()).toBeUndefined();
    await asked[0]?.answer(found(finding('fee.deposit')));
    expect(rules()).toEqual(['fee.deposit']);
});

test('the newest answer counts, in whatever order they come', async () => {
    const { asked, type, rules, check } = set_up();
    await type('押金');
    await type('押金，限女');
    await asked[1]?.answer(found(finding('discrimination.sex')));
    await asked[0]?.answer(found(finding('fee.deposit')));
    expect(rules()).toEqual(['discrimination.sex']);
    expect(check.checked.value?.body).toMatchObject({ description: '押金，限女' });
});

test('what publishing said is not overwritten by a check from before it', async () => {
    const { asked, type, rules, check } = set_up();
    await type('押金');
    check.show({ findings: [], body: {} });
    await asked[0]?.answer(found(finding('fee.deposit')));
    expect(rules()).toEqual([]);
});

test('a lost or refused-for-now answer is silent and keeps what was said', async () => {
    const { asked, type, rules } = set_up();
    await type('押金');
    await asked[0]?.answer(found(finding('fee.deposit')));
    await type('押金二百');
    await asked[1]?.lose();
    expect(rules()).toEqual(['fee.deposit']);
    await type('押金三百');
    await asked[2]?.answer(overload, 503);
    expect(rules()).toEqual(['fee.deposit']);
});

test('nothing old is said of a post that cannot be checked', async () => {
    const { asked, type, rules } = set_up();
    await type('押金');
    await asked[0]?.answer(found(finding('fee.deposit')));
    await type('   ');
    expect(asked).toHaveLength(1);
    expect(rules()).toBeUndefined();
    await type('押金');
    await asked[1]?.answer(found(finding('fee.deposit')));
    await type('押金二百');
    await asked[2]?.answer(refusal, 422);
    expect(rules()).toBeUndefined();
});

test('nothing is said of a place and a cover that nobody filled in yet', async () => {
    const { asked, form, type, rules } = set_up();
    await type('押金');
    expect(asked[0]?.body).toMatchObject({ place: 'remote', address: '', injury_cover: { kind: 'none' } });
    const all = found(finding('fee.deposit'), finding('injury.none', '/injury_cover/kind'), finding('content.whole', null));
    await asked[0]?.answer(all);
    expect(rules()).toEqual(['fee.deposit', 'content.whole']);
    form.cover_kind = 'none';
    await type('押金二百');
    await asked[1]?.answer(all);
    expect(rules()).toEqual(['fee.deposit', 'injury.none', 'content.whole']);
});

test('a page that is left asks nothing more', async () => {
    const { asked, holder, type } = set_up();
    await type('押金', 0);
    holder.unmount();
    await vi.advanceTimersByTimeAsync(check_pause_ms);
    expect(asked).toHaveLength(0);
});
