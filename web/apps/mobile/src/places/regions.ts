import type { components } from '@gigfair/api';
import { answerOf, type Http } from '@gigfair/core/shared/http';
import { inject, type InjectionKey } from 'vue';
import type { Settings } from '../shared/settings';

export type Region = components['schemas']['Region'];

/** The contract's largest page: more regions than any city has under one parent. */
const regions_max = 100;

/** The city's regions, fetched level by level when they are first needed, then kept. */
export interface Regions {
    city(): Promise<Region | undefined>;
    counties(): Promise<Region[]>;
    /** Streets of a county that have a centre to search from. */
    streets(county: string): Promise<Region[]>;
}

export const regions_key: InjectionKey<Regions> = Symbol('regions');

export function createRegions({ api }: Http, settings: Settings): Regions {
    const kept = new Map<string, Promise<Region[]>>();

    function below(parent: string | undefined): Promise<Region[]> {
        // Names come in the language that was asked for.
        const key = `${settings.locale}:${parent ?? ''}`;
        const known = kept.get(key);
        if (known) return known;
        const query = { limit: regions_max, ...(parent === undefined ? {} : { parent }) };
        const asked = answerOf(api.GET('/api/v1/regions', { params: { query } })).then((list) => list.items);
        kept.set(key, asked);
        // A failure is not kept: the next look asks again.
        asked.catch(() => kept.delete(key));
        return asked;
    }

    const city = async () => (await below(undefined))[0];
    return {
        city,
        async counties() {
            const whole = await city();
            return whole ? below(whole.code) : [];
        },
        streets: async (county) => (await below(county)).filter((region) => region.centre !== null),
    };
}

export function useRegions(): Regions {
    const regions = inject(regions_key);
    if (!regions) throw new Error('useRegions() outside of the app');
    return regions;
}
