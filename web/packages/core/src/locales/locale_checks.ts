import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the tests of every app's words have in common; nothing of it is in an app. */
export function keys_of(messages: object, prefix = ''): string[] {
    return Object.entries(messages).flatMap(([key, value]) =>
        typeof value === 'string' ? [prefix + key] : keys_of(value as object, `${prefix}${key}.`),
    );
}

export const texts_of = (messages: object): string[] =>
    Object.values(messages).flatMap((value) => (typeof value === 'string' ? [value] : texts_of(value as object)));

export const names_in = (text: string): string[] => [...new Set(text.match(/\{[a-z_]+\}/g) ?? [])].sort();

export interface Source {
    path: string;
    text: string;
}

/** The code of a folder below web/, tests and words apart. */
export function sources_of(folder: string): Source[] {
    return readdirSync(join(process.cwd(), folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.(vue|ts)$/.test(path) && !path.endsWith('.test.ts') && !path.startsWith('locales'))
        .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(join(process.cwd(), folder, path), 'utf8') }));
}

/** Keys that the code asks for by name and `messages` does not have. */
export function missing_keys(sources: readonly Source[], messages: object): string[] {
    const known = new Set(keys_of(messages));
    return sources.flatMap(({ path, text }) =>
        [...text.matchAll(/\bt\(\s*'([a-z_.0-9]+)'/g)].map((match) => match[1] ?? '').filter((key) => !known.has(key)).map((key) => `${path}: ${key}`),
    );
}

/** Files with Chinese words of their own; comments may have them. */
export function with_chinese(sources: readonly Source[]): string[] {
    const without_comments = (text: string) => text.replace(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '');
    return sources.filter(({ text }) => /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/.test(without_comments(text))).map(({ path }) => path);
}
