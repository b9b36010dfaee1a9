import { answerOf, type Http } from '@gigfair/core/shared/http';
import { inject, shallowRef, watch, type InjectionKey, type ShallowRef } from 'vue';
import type { Session } from '../accounts/session';
import type { Settings } from '../shared/settings';

export interface OwnMarket {
    id: string;
    name: string;
}

/** The markets that one works for, with their names; an id stands for a name that did not come. */
export const own_markets_key: InjectionKey<ShallowRef<OwnMarket[]>> = Symbol('own_markets');

export function createOwnMarkets(http: Http, session: Session, settings: Settings): ShallowRef<OwnMarket[]> {
    const markets = shallowRef<OwnMarket[]>([]);
    const named = async (id: string): Promise<OwnMarket> => {
        try {
            const { name } = await answerOf(http.api.GET('/api/v1/markets/{id}', { params: { path: { id } } }));
            return { id, name };
        } catch {
            return { id, name: id };
        }
    };
    watch(
        [session.market_ids, () => settings.locale],
        async ([ids]) => {
            const all = await Promise.all(ids.map(named));
            if (ids === session.market_ids.value) markets.value = all;
        },
        { immediate: true },
    );
    return markets;
}

export function useOwnMarkets(): ShallowRef<OwnMarket[]> {
    const markets = inject(own_markets_key);
    if (!markets) throw new Error('useOwnMarkets() outside of the app');
    return markets;
}
