import { ref, shallowRef, watch } from 'vue';
import { answerOf, useHttp } from '@gigfair/core/shared/http';
import { useSettings } from '../shared/settings';
import type { FigureList } from './figures';

/** Every figure's total, again in another language. */
export function useFigures() {
    const { api } = useHttp();
    const settings = useSettings();
    const list = shallowRef<FigureList>();
    const loading = ref(false);
    const error = ref<unknown>();

    async function load(): Promise<void> {
        loading.value = true;
        error.value = undefined;
        try {
            const answer = await answerOf(api.GET('/api/v1/figures', { params: { query: {} } }));
            if ('items' in answer) list.value = answer;
        } catch (failure) {
            error.value = failure;
        } finally {
            loading.value = false;
        }
    }
    watch(() => settings.locale, load, { immediate: true });
    return { list, loading, error, load };
}
