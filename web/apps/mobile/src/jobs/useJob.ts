import { computed, ref, shallowRef, watch } from 'vue';
import { answerOf, useHttp, type Api } from '../shared/http';
import { useSettings } from '../shared/settings';
import { job_openings_page, job_openings_pages_max, type Job, type JobOpening } from './jobs';

async function all_openings(api: Api, id: string): Promise<JobOpening[]> {
    const found: JobOpening[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < job_openings_pages_max; page += 1) {
        const query = { limit: job_openings_page, ...(cursor === undefined ? {} : { cursor }) };
        const list = await answerOf(api.GET('/api/v1/jobs/{id}/openings', { params: { path: { id }, query } }));
        found.push(...list.items);
        if (list.next_cursor === null) break;
        cursor = list.next_cursor;
    }
    return found;
}

/** One job in full, with its dated shifts. */
export function useJob(id: () => string) {
    const { api } = useHttp();
    const settings = useSettings();
    const job = shallowRef<Job>();
    const openings = shallowRef<JobOpening[]>([]);
    const loading = ref(false);
    const error = ref<unknown>();
    const as_of = shallowRef(new Date());

    async function load(): Promise<void> {
        loading.value = true;
        error.value = undefined;
        try {
            const path = { id: id() };
            const [answer, dated] = await Promise.all([
                answerOf(api.GET('/api/v1/jobs/{id}', { params: { path } })),
                all_openings(api, path.id),
            ]);
            job.value = answer;
            openings.value = dated;
            as_of.value = new Date();
        } catch (failure) {
            error.value = failure;
        } finally {
            loading.value = false;
        }
    }
    watch([id, () => settings.locale], load, { immediate: true });

    const people_wanted = computed(() => openings.value.reduce((sum, opening) => sum + opening.places, 0));
    const can_be_taken = computed(() => job.value?.state === 'open' && openings.value.some((opening) => opening.state === 'open'));
    return { job, openings, loading, error, as_of, people_wanted, can_be_taken, load };
}
