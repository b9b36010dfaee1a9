import { inject, reactive, watch, type InjectionKey } from 'vue';

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

/** What a person set at this computer; it outlives their session. */
export interface Settings {
    locale: Locale;
    /** Whether single letters act; those who speak to their computer, or whose hands tremble, switch them off. */
    keys: boolean;
    /** The market that was last worked for; null before the first. */
    market: string | null;
}

const storage_key = 'gigfair.console';

/** Reads what was kept; anything odd falls back to its default, alone. */
export function read_settings(text: string | null): Settings {
    let kept: Record<string, unknown> = {};
    try {
        const value: unknown = JSON.parse(text ?? '{}');
        if (typeof value === 'object' && value !== null) kept = value as Record<string, unknown>;
    } catch {
        // Unreadable: as if nothing had been kept.
    }
    return {
        locale: locales.find((locale) => locale === kept.locale) ?? 'zh-CN',
        keys: kept.keys !== false,
        market: typeof kept.market === 'string' ? kept.market : null,
    };
}

export const settings_key: InjectionKey<Settings> = Symbol('settings');

/** Settings that write themselves down. A full or forbidden storage costs only the memory. */
export function createSettings(storage: Pick<Storage, 'getItem' | 'setItem'>): Settings {
    const settings = reactive(read_settings(storage.getItem(storage_key)));
    watch(settings, (now) => {
        try {
            storage.setItem(storage_key, JSON.stringify(now));
        } catch {
            // Private mode: the setting lasts as long as the page.
        }
    });
    return settings;
}

export function useSettings(): Settings {
    const settings = inject(settings_key);
    if (!settings) throw new Error('useSettings() outside of the app');
    return settings;
}
