import { connection_problem, createApi, type Api } from '@gigfair/api';
import { inject, ref, type InjectionKey, type Ref } from 'vue';

export { Act, answerOf, ApiProblem } from '@gigfair/api';
export type { Api } from '@gigfair/api';

/** How this app speaks HTTP: one client, the CSRF token of the session, and whether something is under way. */
export interface Http {
    api: Api;
    csrf_token: Ref<string | undefined>;
    pending: Ref<number>;
}

const csrf_storage_key = 'gigfair.csrf';

export const http_key: InjectionKey<Http> = Symbol('http');

export function createHttp(settings: { readonly locale: string }, storage: Storage): Http {
    const csrf_token = ref(storage.getItem(csrf_storage_key) ?? undefined);
    const pending = ref(0);
    const api = createApi({
        language: () => settings.locale,
        csrf_token: () => csrf_token.value,
        on_pending: (starts) => (pending.value += starts ? 1 : -1),
    });
    return { api, csrf_token, pending };
}

/** The token outlives the page because the session's cookie does. */
export function keep_csrf_token(http: Http, token: string | undefined, storage: Storage = localStorage): void {
    http.csrf_token.value = token;
    if (token === undefined) storage.removeItem(csrf_storage_key);
    else storage.setItem(csrf_storage_key, token);
}

/** A part of the app itself, such as a page's code: when it does not come, the network is to blame. */
export async function arriving<Part>(part: Promise<Part>): Promise<Part> {
    try {
        return await part;
    } catch {
        throw connection_problem();
    }
}

export function useHttp(): Http {
    const http = inject(http_key);
    if (!http) throw new Error('useHttp() outside of the app');
    return http;
}
