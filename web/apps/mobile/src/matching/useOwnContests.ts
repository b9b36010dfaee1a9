import { answerOf, useHttp } from '@gigfair/core/shared/http';
import { computed, onMounted, ref, shallowRef } from 'vue';
import { useAttempt } from '../shared/useAttempt';
import type { Contest } from './contests';

const own_contests_page = 20;

/** What one objected to, newest first. */
export function useOwnContests() {
    const { api } = useHttp();
    const contests = shallowRef<Contest[]>([]);
    const cursor = ref<string | null>(null);
    const loaded = ref(false);
    const as_of = shallowRef(new Date());
    const { busy: loading, error, attempt } = useAttempt();

    const fetch_page = (from: string | null) =>
        attempt(async () => {
            const query = { limit: own_contests_page, ...(from === null ? {} : { cursor: from }) };
            const page = await answerOf(api.GET('/api/v1/me/contests', { params: { query } }));
            contests.value = from === null ? page.items : [...contests.value, ...page.items];
            cursor.value = page.next_cursor;
            as_of.value = new Date();
            loaded.value = true;
        });
    const load = () => fetch_page(null);
    const more = () => fetch_page(cursor.value);

    onMounted(load);
    return { contests, loading, loaded, error, as_of, has_more: computed(() => cursor.value !== null), load, more };
}
