import type { components } from './schema';

export type Problem = components['schemas']['Problem'];
export type Finding = components['schemas']['Finding'];

/** Problems that arise before a server could answer; they share the form of its answers. */
export const client_codes = {
    offline: 'client.offline',
    unreachable: 'client.unreachable',
    timed_out: 'client.timed_out',
    unreadable: 'client.unreadable',
} as const;

/** What every failed call throws: the server's problem+json, or one of client_codes. */
export class ApiProblem extends Error {
    readonly problem: Problem;
    /** Seconds that the server asks us to wait. */
    readonly retry_after_s: number | undefined;

    constructor(problem: Problem, retry_after_s?: number) {
        super(`${problem.code}: ${problem.detail}`);
        this.name = 'ApiProblem';
        this.problem = problem;
        this.retry_after_s = retry_after_s;
    }

    /** Whether the act may have been done all the same, so that only the same key may repeat it. */
    get outcome_unknown(): boolean {
        return this.problem.status === 0 || this.problem.status >= 500 || is_under_way(this.problem);
    }
}

/** Whether the same act is still worked on: the one conflict that ends by itself. */
export function is_under_way({ status, code }: Pick<Problem, 'status' | 'code'>): boolean {
    return status === 409 && code.startsWith('idempotency.');
}

/** A problem of our own: status 0 and no words, which the locale files have. */
export function client_problem(code: string): ApiProblem {
    return new ApiProblem({ type: 'about:blank', title: '', status: 0, code, detail: '', request_id: '' });
}

/** Nothing came back: the phone is offline, or what it asked can't be reached. */
export function connection_problem(): ApiProblem {
    return client_problem(navigator.onLine ? client_codes.unreachable : client_codes.offline);
}

function is_problem(body: unknown): body is Problem {
    if (typeof body !== 'object' || body === null) return false;
    const candidate = body as Partial<Record<keyof Problem, unknown>>;
    return typeof candidate.code === 'string' && typeof candidate.title === 'string';
}

/** Reads a refused answer. A proxy's HTML page is no problem+json and becomes client.unreadable. */
export function problemOf(body: unknown, response: Response): ApiProblem {
    const wait = Number(response.headers.get('Retry-After') ?? '');
    const retry_after_s = Number.isFinite(wait) && wait > 0 ? wait : undefined;
    if (is_problem(body)) return new ApiProblem(body, retry_after_s);
    const unreadable = client_problem(client_codes.unreadable).problem;
    return new ApiProblem({ ...unreadable, status: response.status }, retry_after_s);
}
