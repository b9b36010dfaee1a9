import type { components } from '@gigfair/api';
import { computed, inject, shallowRef, type ComputedRef, type InjectionKey, type ShallowRef } from 'vue';
import { answerOf, ApiProblem, keep_csrf_token, type Http } from '../shared/http';

export type Me = components['schemas']['Me'];

/** Who uses this phone, if they said so. */
export interface Session {
    me: ShallowRef<Me | undefined>;
    is_employer: ComputedRef<boolean>;
    /** Finds out once who is signed in; later calls wait for the same answer. */
    restore(): Promise<void>;
    /** Asks again: after signing in, and when a role was added. */
    reload(): Promise<void>;
    sign_in(phone: string, code: string): Promise<void>;
    sign_out(): Promise<void>;
}

export const session_key: InjectionKey<Session> = Symbol('session');

export function createSession(http: Http): Session {
    const me = shallowRef<Me>();
    let restored: Promise<void> | undefined;

    function forget(): void {
        me.value = undefined;
        keep_csrf_token(http, undefined);
    }
    async function reload(): Promise<void> {
        try {
            me.value = await answerOf(http.api.GET('/api/v1/me', {}));
        } catch (error) {
            if (error instanceof ApiProblem && error.problem.status === 401) forget();
            else throw error;
        }
    }
    function restore(): Promise<void> {
        // Without a token nobody signed in here, and the server need not be asked.
        if (http.csrf_token.value === undefined) return Promise.resolve();
        // A failed look is no answer; the next one asks again.
        restored ??= reload().catch(() => void (restored = undefined));
        return restored;
    }
    async function sign_in(phone: string, code: string): Promise<void> {
        const body = { phone, code, client: 'browser' as const };
        const opened = await answerOf(http.api.POST('/api/v1/sign-in', { body }));
        keep_csrf_token(http, opened.csrf_token);
        await reload();
    }
    async function sign_out(): Promise<void> {
        try {
            await answerOf(http.api.POST('/api/v1/sign-out', {}));
        } catch (error) {
            // A session that the server no longer knows is as good as ended.
            if (!(error instanceof ApiProblem && error.problem.status === 401)) throw error;
        }
        forget();
    }
    const is_employer = computed(() => me.value?.roles.some(({ role }) => role === 'employer_member' || role === 'agency') ?? false);
    return { me, is_employer, restore, reload, sign_in, sign_out };
}

export function useSession(): Session {
    const session = inject(session_key);
    if (!session) throw new Error('useSession() outside of the app');
    return session;
}
