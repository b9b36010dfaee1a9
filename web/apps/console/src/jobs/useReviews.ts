import { answerOf, ApiProblem, useHttp } from '@gigfair/core/shared/http';
import { shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useSession } from '../accounts/session';
import type { Decided } from '../shared/decided';
import { useSelectedItem } from '../shared/selected_item';
import { useQueue } from '../shared/useQueue';
import { review, reviews_page, type Job, type ReviewVerdict, type WaitingJob } from './reviews';
import { useTakedown } from './useTakedown';

/** The posts that wait for a market's staff, and deciding about them. */
export function useReviews(market: () => string) {
    const { t } = useI18n();
    const { api } = useHttp();
    const session = useSession();
    const selected = useSelectedItem();
    const decided = shallowRef<Decided>();
    const queue = useQueue<WaitingJob>(
        { key: ({ job }) => job.job_id, page: (cursor) => reviews_page(api, market(), cursor) },
        selected,
    );

    const { taken_down, turn } = useTakedown(decided);
    const page_of = (job: Job | undefined) => (job?.state === 'open' ? `/jobs/${job.job_id}` : undefined);

    /** How a post stands that somebody else decided about. */
    async function look_up(job: Job): Promise<void> {
        let now: Job | undefined;
        try {
            now = await session.reading(() => answerOf(api.GET('/api/v1/jobs/{id}', { params: { path: { id: job.job_id } } })));
        } catch {
            // That it no longer waits is known; what became of it is not.
        }
        const { title } = job;
        const words = now ? t('review.colleague', { title, state: t(`job.state.${now.state}`) }) : t('review.colleague_unseen', { title });
        decided.value = { by: 'colleague', words, see: page_of(now) };
    }
    async function decide({ job, why }: WaitingJob, verdict: ReviewVerdict, remark: string, key: string): Promise<void> {
        decided.value = undefined;
        taken_down.value = undefined;
        try {
            const answer = await session.acting(() => review(api, job.job_id, verdict, remark, key));
            decided.value = { by: 'me', words: t(`review.done.${verdict}${why === 'sampled' ? '_sampled' : ''}`, { title: job.title }), see: page_of(answer) };
            if (answer.state === 'suspended') taken_down.value = answer;
            // What was asked goes on waiting; its history has grown.
            if (verdict === 'ask') return await queue.refresh();
        } catch (failure) {
            if (!(failure instanceof ApiProblem && failure.problem.code === 'job.not_in_review')) throw failure;
            await look_up(job);
        }
        queue.take(job.job_id);
    }
    return { queue, decided, decide, look_up, taken_down, turn };
}
