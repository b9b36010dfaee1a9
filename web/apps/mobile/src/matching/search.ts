import { inject, reactive, ref, watch, type InjectionKey, type Ref } from 'vue';
import type { Settings } from '../shared/settings';
import type { Filters, SearchPlace } from './openings_query';
import { default_filters } from './openings_query';

/** What is being looked for and from where: list and map show the same search. */
export interface Search {
    filters: Filters;
    place: Ref<SearchPlace>;
}

export const search_key: InjectionKey<Search> = Symbol('search');

/** Starts at the street that was picked last, else at the city's centre; never asks for the location by itself. */
export function createSearch(settings: Settings): Search {
    const place = ref<SearchPlace>(
        settings.street ? { kind: 'street', ...settings.street } : { kind: 'centre' },
    );
    watch(place, (now) => {
        if (now.kind === 'street') settings.street = { code: now.code, name: now.name, lon: now.lon, lat: now.lat };
        if (now.kind === 'centre') settings.street = null;
    });
    return { filters: reactive(default_filters()), place };
}

export function useSearch(): Search {
    const search = inject(search_key);
    if (!search) throw new Error('useSearch() outside of the app');
    return search;
}
