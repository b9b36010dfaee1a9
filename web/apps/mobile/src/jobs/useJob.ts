import { openings_of, people_wanted as wanted, type Job, type JobOpening } from '@gigfair/core/jobs/job';
import { answerOf, useHttp } from '@gigfair/core/shared/http';
import { computed, ref, shallowRef, watch } from 'vue';
import { useSettings } from '../shared/settings';

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
                openings_of(api, path.id),
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

    const people_wanted = computed(() => wanted(openings.value));
    const can_be_taken = computed(() => job.value?.state === 'open' && openings.value.some((opening) => opening.state === 'open'));
    return { job, openings, loading, error, as_of, people_wanted, can_be_taken, load };
}
