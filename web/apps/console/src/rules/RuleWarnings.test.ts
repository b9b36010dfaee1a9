import { createApi } from '@gigfair/api';
import { http_key, type Http } from '@gigfair/core/shared/http';
import { flushPromises, mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { reactive, ref } from 'vue';
import { createSession, session_key } from '../accounts/session';
import { createMessages, load_messages } from '../locales/messages';
import { settings_key, type Locale } from '../shared/settings';
import RuleWarnings from './RuleWarnings.vue';
import type { TableWarning } from './useRuleWarnings';

const of_wages: TableWarning = { table: '浙政发〔2024〕3号', message: '最低工资表 浙政发〔2024〕3号尚未核实，据此只作提示，不拦截。' };
const of_rates: TableWarning = { table: '国办发〔2019〕13号', message: '基本养老保险（单位部分）的费率尚未核实，据此只作估算。' };

/** The notice before a server that answers this, or fails. */
async function open(items: TableWarning[], status = 200) {
    const languages: (string | null)[] = [];
    const fetch = (async (request: Request) => {
        languages.push(request.headers.get('Accept-Language'));
        return new Response(JSON.stringify({ items }), { status, headers: { 'Content-Type': 'application/json' } });
    }) as typeof globalThis.fetch;
    const settings = reactive({ locale: 'zh-CN' as Locale, keys: true, market: null });
    const api = createApi({ base_url: 'http://server.test', language: () => settings.locale, csrf_token: () => undefined, fetch });
    const http: Http = { api, csrf_token: ref(undefined), pending: ref(0) };
    const messages = createMessages();
    const notice = mount(RuleWarnings, {
        global: {
            plugins: [messages],
            provide: { [http_key as symbol]: http, [session_key as symbol]: createSession(http), [settings_key as symbol]: settings },
        },
    });
    await flushPromises();
    return { notice, languages, settings, messages };
}

test('the tables that nobody verified are listed, closed at first', async () => {
    const { notice } = await open([of_wages, of_rates]);
    const details = notice.get('details');
    expect(details.attributes('open')).toBeUndefined();
    expect(details.get('summary').text()).toBe('这些金额表还没有核实（2）');
    expect(notice.findAll('[data-table]').map((table) => table.attributes('data-table'))).toEqual([of_wages.table, of_rates.table]);
    for (const { message } of [of_wages, of_rates]) expect(notice.text()).toContain(message);
});

test('where all were verified, or it can’t be known, nothing stands there', async () => {
    expect((await open([])).notice.find('details').exists()).toBe(false);
    expect((await open([of_wages], 503)).notice.find('details').exists()).toBe(false);
});

test('another language asks again', async () => {
    const { notice, languages, settings, messages } = await open([of_wages]);
    await load_messages(messages, 'en');
    settings.locale = 'en';
    messages.global.locale.value = 'en';
    await flushPromises();
    expect(languages).toEqual(['zh-CN', 'en']);
    expect(notice.get('summary').text()).toBe('1 table of amounts to verify');
});
