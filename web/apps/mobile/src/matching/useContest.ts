import { useTranslate } from '@gigfair/core/shared/format';
import type { FieldErrors } from '@gigfair/core/shared/field_errors';
import { Act, answerOf, useHttp } from '@gigfair/core/shared/http';
import { trouble_of } from '@gigfair/core/shared/problem';
import { computed, ref } from 'vue';
import { useAttempt } from '../shared/useAttempt';
import { contest_reason_max, type Contest, type NewContest } from './contests';
import type { RankingTerm } from './recommendations';

/** Objecting to one term of a ranking: which, why, and the act itself. */
export function useContest(receipt_id: () => string) {
    const { api } = useHttp();
    const t = useTranslate();
    const term = ref<RankingTerm | ''>('');
    const reason = ref('');
    const refused = ref<FieldErrors>([]);
    const { busy, error, attempt } = useAttempt((failure) => (refused.value = trouble_of(failure, t).fields));
    const sending = new Act();

    // The field takes more than that: to cut a long text off unseen would hide what stands at its end.
    const errors = computed<FieldErrors>(() =>
        Array.from(reason.value.trim()).length > contest_reason_max ? [{ pointer: '/reason', message: t('contest.too_long', { n: contest_reason_max }) }] : refused.value,
    );
    const can_send = computed(() => term.value !== '' && reason.value.trim() !== '' && Array.from(reason.value.trim()).length <= contest_reason_max && !busy.value);

    /** What the server made of it; undefined where nothing was sent or it failed. */
    async function send(): Promise<Contest | undefined> {
        if (term.value === '' || !can_send.value) return undefined;
        refused.value = [];
        const body: NewContest = { term: term.value, reason: reason.value.trim() };
        const path = { id: receipt_id() };
        let sent: Contest | undefined;
        await attempt(async () => {
            sent = await sending.run({ path, body }, (key) =>
                answerOf(api.POST('/api/v1/receipts/{id}/contests', { body, params: { path, header: { 'Idempotency-Key': key } } })),
            );
        });
        return sent;
    }
    return { term, reason, busy, error, errors, can_send, send };
}
