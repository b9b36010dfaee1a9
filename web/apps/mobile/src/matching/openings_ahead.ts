import type { components } from '@gigfair/api';
import { answerOf, type Api } from '@gigfair/core/shared/http';
import type { InjectionKey } from 'vue';
import type { OpeningsQuery } from './openings_query';

export type OpeningPage = components['schemas']['OpeningList'];

export function ask_openings(api: Api, query: OpeningsQuery): Promise<OpeningPage> {
    return answerOf(api.GET('/api/v1/openings', { params: { query } }));
}

/** The home page's first answer, on its way while the app is still being put together. */
export interface OpeningsAhead {
    /** Once, and only for the same search: anybody who comes later asks for fresh work. */
    take(query: OpeningsQuery): Promise<OpeningPage> | undefined;
    /** When it is there, or after a moment: drawing a placeholder first would take a slow phone longer. */
    soon: Promise<unknown>;
}

const soon_ms = 150;

export const openings_ahead_key: InjectionKey<OpeningsAhead> = Symbol('openings_ahead');

export function ask_ahead(api: Api, query: OpeningsQuery): OpeningsAhead {
    let page: Promise<OpeningPage> | undefined = ask_openings(api, query);
    // Its failure is told where it is taken.
    page.catch(() => undefined);
    const moment = new Promise((resolve) => setTimeout(resolve, soon_ms));
    return {
        soon: Promise.race([moment, page.catch(() => undefined)]),
        take(asked) {
            const taken = JSON.stringify(asked) === JSON.stringify(query) ? page : undefined;
            page = undefined;
            return taken;
        },
    };
}
