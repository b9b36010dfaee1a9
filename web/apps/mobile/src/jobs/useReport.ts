import { answerOf, useHttp } from '@gigfair/core/shared/http';
import { computed, ref, shallowRef, watch } from 'vue';
import { is_overdue, type JobReport } from './job_reports';

/** What became of a report, for whoever knows its id. */
export function useReport(id: () => string) {
    const { api } = useHttp();
    const report = shallowRef<JobReport>();
    const loading = ref(false);
    const error = ref<unknown>();
    const as_of = shallowRef(new Date());

    async function load(): Promise<void> {
        loading.value = true;
        error.value = undefined;
        try {
            report.value = await answerOf(api.GET('/api/v1/reports/{id}', { params: { path: { id: id() } } }));
            as_of.value = new Date();
        } catch (failure) {
            error.value = failure;
        } finally {
            loading.value = false;
        }
    }
    watch(id, load, { immediate: true });

    const is_late = computed(() => report.value !== undefined && is_overdue(report.value, as_of.value));
    return { report, loading, error, is_overdue: is_late, load };
}
