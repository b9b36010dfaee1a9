import createClient, { type Client } from 'openapi-fetch';
import { client_codes, client_problem, connection_problem, problemOf } from './problem';
import type { paths } from './schema';

export type Api = Client<paths>;

export interface ApiOptions {
    /** Empty for the page's own server. */
    base_url?: string;
    language: () => string;
    csrf_token: () => string | undefined;
    /** Called with true when a request starts and with false when it ended. */
    on_pending?: (starts: boolean) => void;
    fetch?: typeof globalThis.fetch;
}

export const request_timeout_ms = 15_000;

const reading_methods = new Set(['GET', 'HEAD']);

/** fetch that gives up after request_timeout_ms and throws nothing but ApiProblem. */
async function fetch_in_time(fetch: typeof globalThis.fetch, request: Request): Promise<Response> {
    const giving_up = new AbortController();
    const timer = setTimeout(() => giving_up.abort(), request_timeout_ms);
    try {
        return await fetch(new Request(request, { signal: giving_up.signal }));
    } catch {
        if (giving_up.signal.aborted) throw client_problem(client_codes.timed_out);
        throw connection_problem();
    } finally {
        clearTimeout(timer);
    }
}

/** The typed client of the contract: language, CSRF token and time-out on every call. */
export function createApi(options: ApiOptions): Api {
    const fetch = options.fetch ?? ((request: Request) => globalThis.fetch(request));
    const client = createClient<paths>({
        baseUrl: options.base_url ?? '',
        fetch: async (request) => {
            options.on_pending?.(true);
            try {
                return await fetch_in_time(fetch as typeof globalThis.fetch, request);
            } finally {
                options.on_pending?.(false);
            }
        },
    });
    client.use({
        onRequest({ request }) {
            request.headers.set('Accept-Language', options.language());
            const token = options.csrf_token();
            if (token && !reading_methods.has(request.method)) request.headers.set('X-CSRF-Token', token);
            return request;
        },
    });
    return client;
}

/** The answer of a call, or its problem thrown. */
export async function answerOf<Answer>(
    call: Promise<{ data?: Answer; error?: unknown; response: Response }>,
): Promise<Answer> {
    const { data, error, response } = await call;
    if (!response.ok) throw problemOf(error, response);
    return data as Answer;
}
