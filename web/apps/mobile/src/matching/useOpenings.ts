import { useHttp } from '@gigfair/core/shared/http';
import { computed, inject, ref, shallowRef, watch } from 'vue';
import { useSettings } from '../shared/settings';
import { ask_openings, openings_ahead_key } from './openings_ahead';
import { openings_query, type Opening } from './openings_query';
import { useSearch } from './search';

/** The list of the home page: the first page of the search, more on demand, all of it again on refresh. */
export function useOpenings() {
    const { api } = useHttp();
    const { filters, place } = useSearch();
    const settings = useSettings();
    const ahead = inject(openings_ahead_key, undefined);

    const openings = shallowRef<Opening[]>([]);
    const cursor = ref<string | null>(null);
    const loading = ref(false);
    const loaded = ref(false);
    const error = ref<unknown>();
    /** The moment of the answer: ages and days are told from here. */
    const as_of = shallowRef(new Date());
    // An answer to a search that has been changed since is thrown away.
    let search_number = 0;

    async function fetch_page(from: string | null): Promise<void> {
        const number = (search_number += 1);
        const now = new Date();
        loading.value = true;
        error.value = undefined;
        try {
            const query = openings_query(filters, place.value, now, from);
            const page = await (ahead?.take(query) ?? ask_openings(api, query));
            if (number !== search_number) return;
            openings.value = from === null ? page.items : [...openings.value, ...page.items];
            cursor.value = page.next_cursor;
            as_of.value = now;
            loaded.value = true;
        } catch (failure) {
            if (number === search_number) error.value = failure;
        } finally {
            if (number === search_number) loading.value = false;
        }
    }

    const refresh = () => fetch_page(null);
    async function more(): Promise<void> {
        if (!loading.value && cursor.value !== null) await fetch_page(cursor.value);
    }

    watch(
        // Names come in the language that was asked for.
        [filters, place, () => settings.locale],
        () => {
            loaded.value = false;
            openings.value = [];
            cursor.value = null;
            void refresh();
        },
        { immediate: true },
    );

    return {
        openings,
        loading,
        error,
        as_of,
        has_more: computed(() => cursor.value !== null),
        is_empty: computed(() => loaded.value && openings.value.length === 0),
        is_first_load: computed(() => loading.value && openings.value.length === 0),
        refresh,
        more,
        retry: () => (openings.value.length === 0 ? refresh() : fetch_page(cursor.value)),
    };
}
