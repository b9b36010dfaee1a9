import { Act, answerOf, ApiProblem, useHttp } from '@gigfair/core/shared/http';
import { computed, onMounted, ref, shallowRef } from 'vue';
import { useAttempt } from '../shared/useAttempt';
import type { OwnJob } from './jobs';

const own_jobs_page = 20;

/** The jobs of one's employers, newest first, and closing them. */
export function useOwnJobs() {
    const { api } = useHttp();
    const jobs = shallowRef<OwnJob[]>([]);
    const cursor = ref<string | null>(null);
    const { busy: loading, error, attempt } = useAttempt();
    const loaded = ref(false);
    const closing = ref<string>();
    const as_of = shallowRef(new Date());
    const close_act = new Act();

    const fetch_page = (from: string | null) =>
        attempt(async () => {
            const query = { limit: own_jobs_page, ...(from === null ? {} : { cursor: from }) };
            const page = await answerOf(api.GET('/api/v1/employers/me/jobs', { params: { query } }));
            jobs.value = from === null ? page.items : [...jobs.value, ...page.items];
            cursor.value = page.next_cursor;
            as_of.value = new Date();
            loaded.value = true;
        });
    const load = () => fetch_page(null);
    const more = () => fetch_page(cursor.value);
    async function close(id: string): Promise<void> {
        closing.value = id;
        await attempt(async () => {
            const send = (key: string) =>
                answerOf(api.POST('/api/v1/jobs/{id}:close', { params: { path: { id }, header: { 'Idempotency-Key': key } } }));
            const closed = await close_act.run(id, send);
            jobs.value = jobs.value.map((job) => (job.job_id === id ? { ...job, state: closed.state, places_left: closed.places_left } : job));
        });
        closing.value = undefined;
        const refusal = error.value;
        if (!(refusal instanceof ApiProblem && refusal.problem.status === 409)) return;
        // It changed meanwhile: the list shows how it stands, and the refusal stays told.
        await load();
        error.value ??= refusal;
    }

    onMounted(load);
    return { jobs, loading, loaded, error, closing, as_of, has_more: computed(() => cursor.value !== null), load, more, close };
}
