import { travel_modes, type TravelMode } from '@gigfair/geo';
import { inject, reactive, watch, type InjectionKey } from 'vue';

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

/** A street that the person picked instead of giving their location. */
export interface PickedStreet {
    code: string;
    name: string;
    lon: number;
    lat: number;
}

/** What a person set on this phone. Never guessed from the browser, kept until they change it. */
export interface Settings {
    locale: Locale;
    elder: boolean;
    travel: TravelMode;
    street: PickedStreet | null;
    /** Whether the list is the one made for this person; null until it was chosen, or there was something to make it from. */
    recommended: boolean | null;
}

const storage_key = 'gigfair.settings';

const defaults: Settings = { locale: 'zh-CN', elder: false, travel: 'ebike', street: null, recommended: null };

function is_street(value: unknown): value is PickedStreet {
    if (typeof value !== 'object' || value === null) return false;
    const street = value as Record<string, unknown>;
    return (
        typeof street.code === 'string' &&
        typeof street.name === 'string' &&
        typeof street.lon === 'number' &&
        typeof street.lat === 'number'
    );
}

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
        locale: locales.find((locale) => locale === kept.locale) ?? defaults.locale,
        elder: kept.elder === true,
        travel: travel_modes.find((mode) => mode === kept.travel) ?? defaults.travel,
        street: is_street(kept.street) ? kept.street : null,
        recommended: typeof kept.recommended === 'boolean' ? kept.recommended : null,
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
