import { nextTick } from 'vue';
import { expect, test } from 'vitest';
import { createSettings, read_settings } from './settings';

test('nothing kept: Chinese, letters act, no market', () => {
    expect(read_settings(null)).toEqual({ locale: 'zh-CN', keys: true, market: null });
});

test('each odd value falls back alone', () => {
    expect(read_settings('{"locale":"fr","keys":false,"market":7}')).toEqual({ locale: 'zh-CN', keys: false, market: null });
    expect(read_settings('not json').keys).toBe(true);
    expect(read_settings('null').market).toBeNull();
});

test('what is set is remembered', async () => {
    const kept = new Map<string, string>();
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
    const settings = createSettings(storage);
    settings.locale = 'en';
    settings.keys = false;
    await nextTick();
    expect(createSettings(storage)).toMatchObject({ locale: 'en', keys: false });
});
