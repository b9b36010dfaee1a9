import { nextTick, watch, type Ref } from 'vue';

/**
 * Keeps what one writes in where it is on the screen while something above it comes or goes. Browsers do so only for
 * what lies out of sight, and some not at all; `area` tells them not to (overflow-anchor) so that it is done once.
 */
export function useSteadyFocus(area: Readonly<Ref<HTMLElement | null>>, changing: () => unknown): void {
    watch(
        changing,
        async () => {
            const focused = document.activeElement;
            if (!focused || !area.value?.contains(focused)) return;
            const before = focused.getBoundingClientRect().top;
            await nextTick();
            if (document.activeElement === focused) window.scrollBy(0, focused.getBoundingClientRect().top - before);
        },
        { flush: 'pre' },
    );
}
