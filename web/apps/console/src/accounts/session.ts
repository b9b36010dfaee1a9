import type { components } from '@gigfair/api';
import { answerOf, ApiProblem, keep_csrf_token, type Http } from '@gigfair/core/shared/http';
import { computed, inject, ref, shallowRef, type ComputedRef, type InjectionKey, type Ref, type ShallowRef } from 'vue';

export type Me = components['schemas']['Me'];
export type StaffSignIn = components['schemas']['StaffSignInRequest'];

const market_roles: readonly string[] = ['market_staff', 'market_manager'];

/** Who sits at this computer. A session of the staff ends after a quarter of an hour without a call. */
export interface Session {
    me: ShallowRef<Me | undefined>;
    /** The markets whose queues this person works on. */
    market_ids: ComputedRef<string[]>;
    /** Whether the server no longer knows the session: the page stays and asks to sign in again. */
    ended: Ref<boolean>;
    /** Finds out once who is signed in; later calls wait for the same answer. */
    restore(): Promise<void>;
    sign_in(proof: Omit<StaffSignIn, 'client'>): Promise<void>;
    sign_out(): Promise<void>;
    /** A call that only reads. Where the session has ended it is made again once somebody signed in. */
    reading<Answer>(call: () => Promise<Answer>): Promise<Answer>;
    /** A call that decides something. It is never repeated by itself: another person may have signed in. */
    acting<Answer>(call: () => Promise<Answer>): Promise<Answer>;
    /** Told when somebody else than before signed in on a page that stayed. */
    on_other_person(act: () => void): void;
}

export const session_key: InjectionKey<Session> = Symbol('session');

/** The session is over, or its token is of another one. */
export function is_over(error: unknown): boolean {
    return error instanceof ApiProblem && (error.problem.status === 401 || error.problem.code.startsWith('session.'));
}

export function createSession(http: Http): Session {
    const me = shallowRef<Me>();
    const ended = ref(false);
    let restored: Promise<void> | undefined;
    let again: { promise: Promise<void>; resolve: () => void } | undefined;
    const others: (() => void)[] = [];

    async function reload(): Promise<void> {
        try {
            me.value = await answerOf(http.api.GET('/api/v1/me', {}));
        } catch (error) {
            if (!is_over(error)) throw error;
            me.value = undefined;
            keep_csrf_token(http, undefined);
        }
    }
    function restore(): Promise<void> {
        // Without a token nobody signed in here, and the server need not be asked.
        if (http.csrf_token.value === undefined) return Promise.resolve();
        // A failed look is no answer; the next one asks again.
        restored ??= reload().catch(() => void (restored = undefined));
        return restored;
    }
    async function sign_in(proof: Omit<StaffSignIn, 'client'>): Promise<void> {
        const before = me.value?.account_id;
        const opened = await answerOf(http.api.POST('/api/v1/sign-in/staff', { body: { ...proof, client: 'browser' } }));
        keep_csrf_token(http, opened.csrf_token);
        me.value = { account_id: opened.account_id, display_name: opened.display_name, phone_masked: null, roles: opened.roles };
        if (before !== undefined && before !== opened.account_id) others.forEach((act) => act());
        ended.value = false;
        again?.resolve();
        again = undefined;
    }
    async function sign_out(): Promise<void> {
        try {
            await answerOf(http.api.POST('/api/v1/sign-out', {}));
        } catch (error) {
            // A session that the server no longer knows is as good as ended.
            if (!is_over(error)) throw error;
        }
        me.value = undefined;
        keep_csrf_token(http, undefined);
    }
    function signed_in_again(): Promise<void> {
        if (!again) {
            let resolve = () => {};
            const promise = new Promise<void>((done) => (resolve = done));
            again = { promise, resolve };
        }
        ended.value = true;
        return again.promise;
    }
    async function reading<Answer>(call: () => Promise<Answer>): Promise<Answer> {
        try {
            return await call();
        } catch (error) {
            if (!is_over(error)) throw error;
            await signed_in_again();
            return call();
        }
    }
    async function acting<Answer>(call: () => Promise<Answer>): Promise<Answer> {
        try {
            return await call();
        } catch (error) {
            if (is_over(error)) void signed_in_again();
            throw error;
        }
    }
    const market_ids = computed(() => {
        const roles = me.value?.roles ?? [];
        return [...new Set(roles.flatMap(({ role, scope }) => (market_roles.includes(role) && scope !== null ? [scope] : [])))];
    });
    return { me, market_ids, ended, restore, sign_in, sign_out, reading, acting, on_other_person: (act) => void others.push(act) };
}

export function useSession(): Session {
    const session = inject(session_key);
    if (!session) throw new Error('useSession() outside of the app');
    return session;
}
