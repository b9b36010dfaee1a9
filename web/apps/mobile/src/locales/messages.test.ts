import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import en from './en';
import zh_cn from './zh-CN';

const source = join(process.cwd(), 'apps/mobile/src');

function keys_of(messages: object, prefix = ''): string[] {
    return Object.entries(messages).flatMap(([key, value]) =>
        typeof value === 'string' ? [prefix + key] : keys_of(value as object, `${prefix}${key}.`),
    );
}
const texts_of = (messages: object): string[] =>
    Object.values(messages).flatMap((value) => (typeof value === 'string' ? [value] : texts_of(value as object)));

function sources(): { path: string; text: string }[] {
    return readdirSync(source, { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.(vue|ts)$/.test(path) && !path.endsWith('.test.ts') && !path.startsWith('locales'))
        .map((path) => ({ path, text: readFileSync(join(source, path), 'utf8') }));
}

test('English has every key and no other', () => {
    expect(keys_of(en)).toEqual(keys_of(zh_cn));
});

test('both languages name the same values', () => {
    const names = (text: string) => [...new Set(text.match(/\{[a-z]+\}/g) ?? [])].sort();
    const chinese = texts_of(zh_cn);
    texts_of(en).forEach((text, n) => expect(names(text), text).toEqual(names(chinese[n] ?? '')));
});

test('every key that the pages use exists', () => {
    const known = new Set(keys_of(zh_cn));
    const missing = sources().flatMap(({ path, text }) =>
        [...text.matchAll(/\bt\(\s*'([a-z_.0-9]+)'/g)].map((match) => match[1] ?? '').filter((key) => !known.has(key)).map((key) => `${path}: ${key}`),
    );
    expect(missing).toEqual([]);
});

test('no page has Chinese words of its own', () => {
    const without_comments = (text: string) => text.replace(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '');
    const found = sources()
        .filter(({ text }) => /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/.test(without_comments(text)))
        .map(({ path }) => path);
    expect(found).toEqual([]);
});
