import type { components } from '@gigfair/api';
import { answerOf, type Http } from '@gigfair/core/shared/http';
import { inject, ref, shallowRef, watch, type InjectionKey, type Ref } from 'vue';
import type { Settings } from '../shared/settings';

export type Occupation = components['schemas']['Occupation'];

export interface OccupationFamily {
    code: string;
    name: string;
    occupations: Occupation[];
}

/** Pages of 100 that are read at most; a city's catalogue has about 60 kinds of work. */
const pages_max = 10;
const page_size = 100;

/** The city's kinds of gig work, fetched when first needed and again in another language. */
export interface Occupations {
    all: Ref<Occupation[]>;
    error: Ref<unknown>;
    load(): Promise<void>;
    find(code: string): Occupation | undefined;
}

export const occupations_key: InjectionKey<Occupations> = Symbol('occupations');

export function families_of(occupations: readonly Occupation[]): OccupationFamily[] {
    const families = new Map<string, OccupationFamily>();
    for (const occupation of occupations) {
        const family = families.get(occupation.family) ?? { code: occupation.family, name: occupation.family_name, occupations: [] };
        family.occupations.push(occupation);
        families.set(family.code, family);
    }
    return [...families.values()];
}

export function createOccupations({ api }: Http, settings: Settings): Occupations {
    const all = shallowRef<Occupation[]>([]);
    const error = ref<unknown>();

    async function fetch_all(): Promise<void> {
        const found: Occupation[] = [];
        let cursor: string | null = null;
        for (let page = 0; page < pages_max; page += 1) {
            const query: { limit: number; cursor?: string } = { limit: page_size };
            if (cursor !== null) query.cursor = cursor;
            const list: components['schemas']['OccupationList'] = await answerOf(api.GET('/api/v1/occupations', { params: { query } }));
            found.push(...list.items);
            cursor = list.next_cursor;
            if (cursor === null) break;
        }
        all.value = found;
    }
    async function load(): Promise<void> {
        if (all.value.length > 0) return;
        error.value = undefined;
        try {
            await fetch_all();
        } catch (failure) {
            error.value = failure;
        }
    }
    // Names come in the language that was asked for.
    watch(
        () => settings.locale,
        () => {
            if (all.value.length > 0) void fetch_all().catch((failure: unknown) => (error.value = failure));
        },
    );
    return { all, error, load, find: (code) => all.value.find((occupation) => occupation.code === code) };
}

export function useOccupations(): Occupations {
    const occupations = inject(occupations_key);
    if (!occupations) throw new Error('useOccupations() outside of the app');
    return occupations;
}
