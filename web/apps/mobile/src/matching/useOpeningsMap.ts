import type { components } from '@gigfair/api';
import { answerOf, useHttp } from '@gigfair/core/shared/http';
import { ref, shallowRef } from 'vue';
import { openings_query, type Opening } from './openings_query';
import { useSearch } from './search';

/** The contract's largest page, and how many of them a map shows: nearer ones first, so that what is left out lies at the rim. */
const page_size = 100;
const pages_max = 4;
type OpeningList = components['schemas']['OpeningList'];

const radius_max_m = 200_000;

export interface MapView {
    lon: number;
    lat: number;
    radius_m: number;
}

/** The openings within what the map shows. */
export function useOpeningsMap() {
    const { api } = useHttp();
    const { filters } = useSearch();
    const openings = shallowRef<Opening[]>([]);
    const loading = ref(false);
    const loaded = ref(false);
    const error = ref<unknown>();
    const as_of = shallowRef(new Date());
    /** Whether there are more than the map shows. */
    const more_exist = ref(false);
    let look_number = 0;

    /** Looks at another part of the map; an older answer that comes late is thrown away. */
    async function look(view: MapView): Promise<void> {
        const number = (look_number += 1);
        const now = new Date();
        loading.value = true;
        error.value = undefined;
        try {
            const radius_m = Math.min(radius_max_m, Math.max(1, Math.round(view.radius_m)));
            const place = { kind: 'here' as const, lon: view.lon, lat: view.lat };
            const found: Opening[] = [];
            let cursor: string | null = null;
            for (let page = 0; page < pages_max; page += 1) {
                const query = { ...openings_query({ ...filters, mode: 'distance', radius_m }, place, now, cursor), limit: page_size };
                const list: OpeningList = await answerOf(api.GET('/api/v1/openings', { params: { query } }));
                if (number !== look_number) return;
                found.push(...list.items);
                cursor = list.next_cursor;
                if (cursor === null) break;
            }
            openings.value = found;
            more_exist.value = cursor !== null;
            as_of.value = now;
            loaded.value = true;
        } catch (failure) {
            if (number === look_number) error.value = failure;
        } finally {
            if (number === look_number) loading.value = false;
        }
    }
    return { openings, more_exist, loading, loaded, error, as_of, look };
}
