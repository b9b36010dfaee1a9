import { ref, shallowRef } from 'vue';
import { answerOf, useHttp } from '../shared/http';
import { openings_query, type Opening } from './openings_query';
import { useSearch } from './search';

/** One page of the contract; nearer ones first, so that what is left out lies at the rim. */
export const openings_on_map_max = 100;
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
            const query = { ...openings_query({ ...filters, mode: 'distance', radius_m }, place, now), limit: openings_on_map_max };
            const page = await answerOf(api.GET('/api/v1/openings', { params: { query } }));
            if (number !== look_number) return;
            openings.value = page.items.filter((opening) => opening.place !== null);
            as_of.value = now;
            loaded.value = true;
        } catch (failure) {
            if (number === look_number) error.value = failure;
        } finally {
            if (number === look_number) loading.value = false;
        }
    }
    return { openings, loading, loaded, error, as_of, look };
}
