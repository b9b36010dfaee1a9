import { createI18n, type I18n } from 'vue-i18n';
import type { Locale } from '../shared/settings';
import zh_cn from './zh-CN';

export type Messages = typeof zh_cn;
export type AppI18n = I18n<Record<string, Messages>, Record<string, unknown>, Record<string, unknown>, string, false>;

export function createMessages(): AppI18n {
    return createI18n({
        legacy: false,
        locale: 'zh-CN',
        fallbackLocale: 'zh-CN',
        messages: { 'zh-CN': zh_cn },
        missingWarn: import.meta.env.DEV,
        fallbackWarn: false,
    }) as unknown as AppI18n;
}

/** Switches the language; English is fetched when it is first asked for. */
export async function load_messages(messages: AppI18n, locale: Locale): Promise<void> {
    if (locale === 'en' && !messages.global.availableLocales.includes('en')) {
        messages.global.setLocaleMessage('en', (await import('./en')).default);
    }
    messages.global.locale.value = locale;
}
