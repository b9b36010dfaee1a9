import { useHttp } from '@gigfair/core/shared/http';
import { shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useSession } from '../accounts/session';
import type { Decided } from '../shared/decided';
import { useSelectedItem } from '../shared/selected_item';
import { useQueue } from '../shared/useQueue';
import type { WaitingEmployer } from './checks';
import { decide_suspension, is_decided_already, outcome_of, suspensions_page, type SuspensionVerdict } from './suspensions';

/** The employers of a market that are suspended or that somebody wants suspended, and deciding about them. */
export function useSuspensions(market: () => string) {
    const { t } = useI18n();
    const { api } = useHttp();
    const session = useSession();
    const decided = shallowRef<Decided>();
    const queue = useQueue<WaitingEmployer>(
        { key: ({ employer }) => employer.employer_id, page: (cursor) => suspensions_page(api, market(), cursor) },
        useSelectedItem(),
    );

    /** A colleague was faster: the list shows how it stands. */
    function tell_of_colleague({ employer }: WaitingEmployer): void {
        decided.value = { by: 'colleague', words: t('suspension.colleague', { name: employer.name }) };
    }
    async function decide(waiting: WaitingEmployer, verdict: SuspensionVerdict, remark: string, key: string): Promise<void> {
        const { employer_id: id, name } = waiting.employer;
        decided.value = undefined;
        try {
            const outcome = outcome_of(verdict, await session.acting(() => decide_suspension(api, id, verdict, remark, key)));
            decided.value = { by: 'me', words: t(`suspension.done.${outcome}`, { name }) };
            if (outcome === 'reinstate') return queue.take(id);
        } catch (failure) {
            if (!is_decided_already(failure)) throw failure;
            tell_of_colleague(waiting);
        }
        await queue.refresh();
    }
    return { queue, decided, decide, tell_of_colleague };
}
