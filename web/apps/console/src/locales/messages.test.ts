import { keys_of, missing_keys, names_in, sources_of, texts_of, with_chinese } from '@gigfair/core/locales/locale_checks';
import { expect, test } from 'vitest';
import en from './en';
import zh_cn from './zh-CN';

const sources = [...sources_of('apps/console/src'), ...sources_of('packages/core/src')];

test('English has every key and no other', () => {
    expect(keys_of(en)).toEqual(keys_of(zh_cn));
});

test('both languages name the same values', () => {
    const chinese = texts_of(zh_cn);
    texts_of(en).forEach((text, n) => expect(names_in(text), text).toEqual(names_in(chinese[n] ?? '')));
});

test('every key that the pages use exists', () => {
    expect(missing_keys(sources, zh_cn)).toEqual([]);
});

test('no page has Chinese words of its own', () => {
    expect(with_chinese(sources)).toEqual([]);
});
