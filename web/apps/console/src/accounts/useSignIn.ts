import { ApiProblem } from '@gigfair/core/shared/http';
import { city_clock } from '@gigfair/core/shared/city_time';
import { ref, shallowRef } from 'vue';
import { useSession } from './session';

export const otp_pattern = /^[0-9]{6}$/;

/** A path of this app, or nothing: a link must not carry people elsewhere after they signed in. */
export function own_path(back: unknown): string | undefined {
    return typeof back === 'string' && /^\/(?![/\\])/.test(back) ? back : undefined;
}

/** The clock from which a locked login may try again; undefined where nothing is locked. */
export function unlocked_at(error: unknown, now: Date): string | undefined {
    if (!(error instanceof ApiProblem) || error.problem.code !== 'sign_in.locked' || error.retry_after_s === undefined) return undefined;
    // Rounded up to the minute: nobody is sent to the door before it opens.
    const minute_ms = 60_000;
    return city_clock(new Date(Math.ceil((now.getTime() + error.retry_after_s * 1000) / minute_ms) * minute_ms));
}

/** Signing in as staff: a login, its password and the code of the moment. */
export function useSignIn() {
    const session = useSession();
    const login = ref('');
    const password = ref('');
    const otp = ref('');
    const busy = ref(false);
    const error = shallowRef<unknown>();
    const failed_at = shallowRef(new Date());

    async function sign_in(): Promise<boolean> {
        if (busy.value) return false;
        busy.value = true;
        error.value = undefined;
        try {
            await session.sign_in({ login: login.value.trim(), password: password.value, otp: otp.value });
            password.value = '';
            return true;
        } catch (failure) {
            error.value = failure;
            failed_at.value = new Date();
            return false;
        } finally {
            // A code works once, whatever came of it.
            otp.value = '';
            busy.value = false;
        }
    }
    return { login, password, otp, busy, error, failed_at, sign_in };
}
