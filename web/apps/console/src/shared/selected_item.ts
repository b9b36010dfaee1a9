import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** Which one of a queue is looked at, as the page's address says it: a link to it can be sent to a colleague. */
export function useSelectedItem(): WritableComputedRef<string | undefined> {
    const route = useRoute();
    const router = useRouter();
    return computed({
        get: () => (typeof route.params.item === 'string' && route.params.item !== '' ? route.params.item : undefined),
        set: (item) => {
            const to = { name: route.name ?? undefined, params: { ...route.params, item: item ?? '' } };
            // Leafing through a list leaves one step behind, not one for each of its items.
            void (route.params.item ? router.replace(to) : router.push(to));
        },
    });
}
