import { answerOf, ApiProblem, useHttp } from '@gigfair/core/shared/http';
import { shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useSession } from '../accounts/session';
import type { Decided } from '../shared/decided';
import { useSelectedItem } from '../shared/selected_item';
import { useQueue } from '../shared/useQueue';
import type { Job } from './reviews';
import { reports_page, resolve, type FiledReport, type ReportOutcome } from './reports';
import { useTakedown } from './useTakedown';

/** The reports that a market's staff must look at, the soonest due first, and what becomes of them. */
export function useReports(market: () => string) {
    const { t } = useI18n();
    const { api } = useHttp();
    const session = useSession();
    const decided = shallowRef<Decided>();
    const queue = useQueue<FiledReport>(
        { key: ({ report }) => report.report_id, page: (cursor) => reports_page(api, market(), cursor) },
        useSelectedItem(),
    );

    const { taken_down, offer_back, turn } = useTakedown(decided, put_job);

    /** Every report of a post shows how it stands. */
    function put_job(job: Job): void {
        for (const filed of queue.items.value.filter(({ report }) => report.job_id === job.job_id)) queue.put({ ...filed, job });
    }
    /** What a colleague made of a report. */
    async function look_up({ report: { report_id: id }, job: { title } }: FiledReport): Promise<void> {
        let words = t('report.colleague_unseen', { title });
        try {
            const { outcome } = await session.reading(() => answerOf(api.GET('/api/v1/reports/{id}', { params: { path: { id } } })));
            if (outcome !== null) words = t('report.colleague', { title, outcome: t(`report.outcome.${outcome}`) });
        } catch {
            // That it is answered is known; what was answered is not.
        }
        decided.value = { by: 'colleague', words };
    }
    async function decide(filed: FiledReport, outcome: ReportOutcome, remark: string, key: string): Promise<void> {
        decided.value = undefined;
        taken_down.value = undefined;
        const { report_id, job_id } = filed.report;
        // Taking the post down answers all that was said of it.
        let is_answered = ({ report }: FiledReport) => report.report_id === report_id;
        try {
            await session.acting(() => resolve(api, report_id, outcome, remark, key));
            decided.value = { by: 'me', words: t('report.done', { title: filed.job.title, outcome: t(`report.outcome.${outcome}`) }) };
            if (outcome === 'removed') is_answered = ({ report }) => report.job_id === job_id;
        } catch (failure) {
            if (!(failure instanceof ApiProblem && failure.problem.code === 'job.report_resolved_already')) throw failure;
            await look_up(filed);
        }
        for (const other of queue.items.value.filter(is_answered)) queue.take(other.report.report_id);
        if (outcome === 'removed' || filed.job.state === 'suspended') void offer_back(job_id);
    }
    return { queue, decided, decide, look_up, taken_down, turn };
}
