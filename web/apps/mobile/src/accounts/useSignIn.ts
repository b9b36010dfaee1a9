import { Act, answerOf, useHttp } from '@gigfair/core/shared/http';
import { ref } from 'vue';
import { useAttempt } from '../shared/useAttempt';
import { useSession } from './session';

export const phone_pattern = /^1[0-9]{10}$/;
export const code_pattern = /^[0-9]{6}$/;

/** A path of this app, or nothing: a link must not carry people elsewhere after they signed in. */
export function own_path(back: unknown): string | undefined {
    return typeof back === 'string' && /^\/(?![/\\])/.test(back) ? back : undefined;
}

/** Signing in: a phone, the code that was sent to it, done. The first time makes the account. */
export function useSignIn() {
    const { api } = useHttp();
    const session = useSession();

    const phone = ref('');
    const code = ref('');
    const code_sent = ref(false);
    const { busy, error, attempt } = useAttempt();
    /** Of the SMS simulator; only a demo has one. */
    const simulated_sms = ref<string>();
    const sending = new Act();

    const send_code = () =>
        attempt(async () => {
            const body = { phone: phone.value };
            const send = (key: string) =>
                answerOf(api.POST('/api/v1/sign-in/codes', { body, params: { header: { 'Idempotency-Key': key } } }));
            await sending.run(body, send);
            code_sent.value = true;
            simulated_sms.value = undefined;
        });
    const sign_in = () => attempt(() => session.sign_in(phone.value, code.value));
    const read_simulated_sms = () =>
        attempt(async () => {
            const query = { phone: phone.value };
            const { items } = await answerOf(api.GET('/simulators/sms', { params: { query } }));
            const newest = items[items.length - 1];
            simulated_sms.value = newest?.text ?? '';
            if (newest) code.value = newest.code;
        });
    function change_phone(): void {
        code_sent.value = false;
        code.value = '';
        error.value = undefined;
    }

    return { phone, code, code_sent, busy, error, simulated_sms, send_code, sign_in, read_simulated_sms, change_phone };
}
