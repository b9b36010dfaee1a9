import { ApiProblem } from '@gigfair/api';
import { createRemarks, remarks_key } from './remarks';
import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, expect, test } from 'vitest';
import { nextTick, ref } from 'vue';
import { session_key, type Session } from '../accounts/session';
import { createMessages } from '../locales/messages';
import { settings_key } from './settings';
import VerdictBar from './VerdictBar.vue';
import type { VerdictChoice } from './verdicts';

const choices: VerdictChoice<'approve' | 'refuse'>[] = [
    { name: 'approve', letter: 'a', label: 'review.act.approve', confirm: 'review.confirm.approve', tone: 'act', remark: 'optional', remark_label: '备注', templates: [] },
    {
        ...{ name: 'refuse', letter: 'r', label: 'review.act.refuse', confirm: 'review.confirm.refuse', tone: 'danger', remark: 'needed' },
        ...{ remark_label: '为什么', templates: [{ label: '收费', text: '请删去收费。' }] },
    },
];
const problem = (status: number, code: string) => new ApiProblem({ type: 'about:blank', title: '不行', status, code, detail: '', request_id: 'r' });

let mounted: ReturnType<typeof mount> | undefined;
afterEach(() => mounted?.unmount());

function set_up(answers: (unknown | undefined)[] = []) {
    const told: { verdict: string; remark: string; key: string }[] = [];
    const act = async (verdict: string, remark: string, key: string) => {
        told.push({ verdict, remark, key });
        const failure = answers.shift();
        if (failure !== undefined) throw failure;
    };
    const bar = mount(VerdictBar, {
        props: { subject: 'job:1', reader: 'employer' as const, choices, act },
        attachTo: document.body,
        global: {
            plugins: [createMessages()],
            stubs: { RouterLink: true },
            provide: {
                [remarks_key as symbol]: createRemarks(),
                [settings_key as symbol]: { locale: 'zh-CN', keys: true, market: null },
                [session_key as symbol]: { ended: ref(false) } as unknown as Session,
            },
        },
    });
    mounted = bar;
    const press = async (key: string) => {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
        await nextTick();
        await nextTick();
    };
    const send = async () => {
        await bar.find('form').trigger('submit');
        await flushPromises();
    };
    return { bar, told, press, send };
}

test('a letter only opens: nothing is decided before the remark is confirmed', async () => {
    const { bar, told, press, send } = set_up();
    await press('r');
    expect(told).toEqual([]);
    expect(document.activeElement?.tagName).toBe('TEXTAREA');
    await send();
    expect(told, 'a refusal needs its reason').toEqual([]);
    await bar.find('textarea').setValue('收押金');
    await send();
    expect(told).toMatchObject([{ verdict: 'refuse', remark: '收押金' }]);
    expect(bar.find('form').exists()).toBe(false);
});

test('approving takes a second press too, and no words', async () => {
    const { told, press, send } = set_up();
    await press('a');
    expect(told).toEqual([]);
    expect(document.activeElement?.tagName).toBe('BUTTON');
    await send();
    expect(told).toMatchObject([{ verdict: 'approve', remark: '' }]);
});

test('templates are a beginning that can be edited', async () => {
    const { bar, told, press, send } = set_up();
    await press('r');
    await bar.find('.template').trigger('click');
    await bar.find('textarea').setValue(`${bar.find('textarea').element.value}谢谢。`);
    await send();
    expect(told).toMatchObject([{ remark: '请删去收费。谢谢。' }]);
});

test('a session that ended loses no word and sends nothing by itself', async () => {
    const { bar, told, press, send } = set_up([problem(401, 'session.expired')]);
    await press('r');
    await bar.find('textarea').setValue('收押金');
    await send();
    expect(bar.find('textarea').element.value).toBe('收押金');
    expect(bar.text()).toContain('还没有提交');
    expect(bar.find('.problem').exists()).toBe(false);
    await send();
    expect(told.map(({ remark }) => remark)).toEqual(['收押金', '收押金']);
});

test('what was begun waits until one comes back to it', async () => {
    const { bar, press } = set_up();
    await press('r');
    await bar.find('textarea').setValue('收押金');
    await bar.setProps({ subject: 'job:2' });
    expect(bar.find('form').exists()).toBe(false);
    await bar.setProps({ subject: 'job:1' });
    await press('r');
    expect(bar.find('textarea').element.value).toBe('收押金');
});

test('a lost answer repeats under the same key', async () => {
    const { told, press, send } = set_up([problem(0, 'client.timed_out')]);
    await press('a');
    await send();
    await send();
    expect(told).toHaveLength(2);
    expect(told[1]?.key).toBe(told[0]?.key);
});

test('a remark over the limit is not sent', async () => {
    const { bar, told, press, send } = set_up();
    await press('r');
    await bar.find('textarea').setValue('长'.repeat(201));
    expect(bar.find('button.danger').attributes('disabled')).toBeDefined();
    await send();
    expect(told).toEqual([]);
});
