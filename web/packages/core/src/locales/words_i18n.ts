import { createI18n } from 'vue-i18n';
import type { Translate } from '../shared/format';
import en from './en';
import zh_cn from './zh-CN';

/** The shared words alone, for tests of what speaks them. */
export function translate_in(locale: 'zh-CN' | 'en'): Translate {
    const { t } = createI18n({ legacy: false, locale, messages: { 'zh-CN': zh_cn, en }, missingWarn: false, fallbackWarn: false }).global;
    return (key, named = {}, plural) => (plural === undefined ? t(key, named) : t(key, named, plural));
}
