import { arriving } from '@gigfair/core/shared/http';
import { shallowRef, type Component } from 'vue';
import { useAttempt } from './useAttempt';

/** A part of a page that is fetched when somebody wants to see it, and can be fetched again where it did not come. */
export function usePart(load: () => Promise<{ default: Component }>) {
    const part = shallowRef<Component>();
    const { error, attempt } = useAttempt();
    const fetch = () =>
        attempt(async () => {
            part.value ??= (await arriving(load())).default;
        });
    return { part, error, fetch };
}
