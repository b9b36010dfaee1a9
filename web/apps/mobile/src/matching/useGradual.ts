import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';

/** More cards than a phone shows at once. */
export const first_screen_cards = 6;

/** A fresh list begins with what the first screen holds; the rest follows once that is painted, so that a slow phone shows work sooner. */
export function useGradual<Item>(items: Ref<readonly Item[]>): ComputedRef<readonly Item[]> {
    const is_painted = ref(true);
    watch(
        items,
        (now, before) => {
            if (before.length > 0 || now.length <= first_screen_cards) return;
            is_painted.value = false;
            requestAnimationFrame(() => setTimeout(() => (is_painted.value = true)));
        },
        { flush: 'sync' },
    );
    return computed(() => (is_painted.value ? items.value : items.value.slice(0, first_screen_cards)));
}
