import { city_date } from '@gigfair/core/shared/city_time';
import { Act, answerOf, useHttp } from '@gigfair/core/shared/http';
import { onMounted, ref, shallowRef } from 'vue';
import { useAttempt } from '../shared/useAttempt';
import { own_employers, type OwnEmployer } from './employers';

/** The employers that one acts for, and having the registry asked about one of them again. */
export function useOwnEmployers() {
    const { api } = useHttp();
    const employers = shallowRef<OwnEmployer[]>([]);
    const today = ref(city_date(new Date()));
    const loaded = ref(false);
    const loading = ref(false);
    const checking = ref<string>();
    const { error, attempt } = useAttempt();
    const check_act = new Act();

    async function fetch_list(): Promise<void> {
        employers.value = await own_employers(api);
        today.value = city_date(new Date());
        loaded.value = true;
    }
    async function load(): Promise<void> {
        loading.value = true;
        await attempt(fetch_list);
        loading.value = false;
    }
    async function check(id: string): Promise<void> {
        checking.value = id;
        await attempt(async () => {
            const send = (key: string) =>
                answerOf(api.POST('/api/v1/employers/{id}:verify', { params: { path: { id }, header: { 'Idempotency-Key': key } } }));
            await check_act.run(id, send);
            await fetch_list();
        });
        checking.value = undefined;
    }

    onMounted(load);
    return { employers, today, loaded, loading, checking, error, load, check };
}
