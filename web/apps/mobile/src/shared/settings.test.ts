import { nextTick } from 'vue';
import { expect, test } from 'vitest';
import { createSettings, read_settings } from './settings';

test('nothing kept: Chinese, normal size, whatever the browser speaks', () => {
    expect(read_settings(null)).toEqual({ locale: 'zh-CN', elder: false, travel: 'ebike', street: null, recommended: null });
});

test('each odd value falls back alone', () => {
    expect(read_settings('{"locale":"fr","elder":true,"travel":"jet","street":{"code":1},"recommended":1}')).toEqual({
        locale: 'zh-CN',
        elder: true,
        travel: 'ebike',
        street: null,
        recommended: null,
    });
    expect(read_settings('{"recommended":false}').recommended).toBe(false);
    expect(read_settings('not json').locale).toBe('zh-CN');
    expect(read_settings('null').elder).toBe(false);
});

test('what is set is remembered', async () => {
    const kept = new Map<string, string>();
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
    const settings = createSettings(storage);
    settings.locale = 'en';
    settings.elder = true;
    await nextTick();
    expect(createSettings(storage)).toMatchObject({ locale: 'en', elder: true });
});
