import type { components } from '@gigfair/api';
import { answerOf, useHttp } from '@gigfair/core/shared/http';
import { shallowRef, watch } from 'vue';
import { useSettings } from '../shared/settings';
import { useAttempt } from '../shared/useAttempt';

export type Algorithm = components['schemas']['Algorithm'];

/** The published rules of ranking, in the language that was asked for. */
export function useAlgorithm() {
    const { api } = useHttp();
    const settings = useSettings();
    const algorithm = shallowRef<Algorithm>();
    const { busy: loading, error, attempt } = useAttempt();
    const load = () =>
        attempt(async () => {
            algorithm.value = await answerOf(api.GET('/api/v1/algorithm', {}));
        });
    watch(() => settings.locale, load, { immediate: true });
    return { algorithm, loading, error, load };
}
