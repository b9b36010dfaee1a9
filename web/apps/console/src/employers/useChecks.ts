import { answerOf, ApiProblem, useHttp } from '@gigfair/core/shared/http';
import { shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useSession } from '../accounts/session';
import type { Decided } from '../shared/decided';
import { useSelectedItem } from '../shared/selected_item';
import { useQueue } from '../shared/useQueue';
import { check, checks_page, type CheckVerdict, type EmployerFile, type WaitingEmployer } from './checks';

/** The employers that wait for a market's staff, and deciding about them. */
export function useChecks(market: () => string) {
    const { t } = useI18n();
    const { api } = useHttp();
    const session = useSession();
    const decided = shallowRef<Decided>();
    const queue = useQueue<WaitingEmployer>(
        { key: ({ employer }) => employer.employer_id, page: (cursor) => checks_page(api, market(), cursor) },
        useSelectedItem(),
    );

    /** How an employer stands that somebody else decided about. */
    async function look_up({ employer_id: id, name }: EmployerFile): Promise<void> {
        let words = t('check.colleague_unseen', { name });
        try {
            const { verified } = await session.reading(() => answerOf(api.GET('/api/v1/employers/{id}', { params: { path: { id } } })));
            words = t('check.colleague', { name, state: t(verified ? 'employer.verified' : 'employer.unverified') });
        } catch {
            // That it no longer waits is known; what became of it is not.
        }
        decided.value = { by: 'colleague', words };
    }
    async function decide({ employer }: WaitingEmployer, verdict: CheckVerdict, remark: string, key: string): Promise<void> {
        decided.value = undefined;
        try {
            const file = await session.acting(() => check(api, employer.employer_id, verdict, remark, key));
            // The first of two persons: it goes on waiting, for a colleague.
            const done = verdict === 'approve' && file.second_person_needed ? 'approve_first' : verdict;
            decided.value = { by: 'me', words: t(`check.done.${done}`, { name: employer.name }) };
            if (done !== 'approve' && done !== 'refuse') return await queue.refresh();
        } catch (failure) {
            if (!(failure instanceof ApiProblem && failure.problem.code === 'employer.nothing_waits')) throw failure;
            await look_up(employer);
        }
        queue.take(employer.employer_id);
    }
    return { queue, decided, decide, look_up };
}
