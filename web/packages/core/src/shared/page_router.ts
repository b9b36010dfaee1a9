import { nextTick, type Component } from 'vue';
import type { Router } from 'vue-router';
import { arriving, type Http } from './http';

/** A page that is fetched when it is opened. */
export function page(load: () => Promise<unknown>): () => Promise<Component> {
    return () => arriving(load()) as Promise<Component>;
}

/**
 * A page on its way is as much a wait as an answer. A redirect leaves once and arrives once.
 *
 * Comes before the app's own guards, so that what they wait for is waited for in sight.
 */
export function show_under_way(router: Router, { pending }: Pick<Http, 'pending'>): void {
    let under_way = false;
    const show = (now: boolean) => {
        if (now !== under_way) pending.value += now ? 1 : -1;
        under_way = now;
    };
    router.beforeEach(() => show(true));
    router.onError(() => show(false));
    router.afterEach(() => show(false));
}

/** A screen reader is told of a new page by its heading. The router has scrolled already; what changes in place has not. */
export async function focus_heading(options: FocusOptions = {}): Promise<void> {
    await nextTick();
    document.querySelector<HTMLElement>('main h1')?.focus(options);
}
