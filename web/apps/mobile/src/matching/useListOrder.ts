import { useHttp, type Http } from '@gigfair/core/shared/http';
import { computed, ref, watch } from 'vue';
import { useSession } from '../accounts/session';
import { useSettings, type Settings } from '../shared/settings';
import { modes } from './openings_query';
import { useSearch } from './search';

export const list_orders = ['recommended', ...modes] as const;
export type ListOrder = (typeof list_orders)[number];

/** Whether the first list is the recommended one: for whoever signed in here and wants it. */
export function is_recommended({ csrf_token }: Pick<Http, 'csrf_token'>, settings: Settings): boolean {
    return csrf_token.value !== undefined && settings.recommended === true;
}

/** In which order work is listed: what suits this person, what is near, or what is new. */
export function useListOrder() {
    const http = useHttp();
    const session = useSession();
    const settings = useSettings();
    const { filters } = useSearch();

    /** Somebody looks for work and said nothing yet of what suits them. */
    const invites = ref(false);
    const may_recommend = computed(() => http.csrf_token.value !== undefined);
    const order = computed<ListOrder>({
        get: () => (is_recommended(http, settings) ? 'recommended' : filters.mode),
        set(chosen) {
            if (may_recommend.value) settings.recommended = chosen === 'recommended';
            if (chosen !== 'recommended') filters.mode = chosen;
        },
    });

    /** Who has a profile and never chose an order gets what was made from it. */
    async function decide(): Promise<void> {
        invites.value = false;
        if (!session.me.value || session.is_employer.value || settings.recommended !== null) return;
        try {
            const { is_saved, own_profile } = await import('../workers/profile');
            const kept = await own_profile(http.api);
            if (is_saved(kept)) settings.recommended ??= true;
            else invites.value = true;
        } catch {
            // The list of what is near is there all the same.
        }
    }
    watch([session.me, () => settings.recommended], decide, { immediate: true });

    return { order, orders: computed(() => (may_recommend.value ? list_orders : modes)), invites };
}
