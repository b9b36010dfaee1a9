import type { components } from '@gigfair/api';
import type { OwnJob } from './jobs';

export type JobReview = components['schemas']['JobReview'];
export type StandingReview = JobReview & { verdict: 'asked' | 'refused' | 'suspended' | 'remarked' };

const is_open_question = (review: JobReview): review is StandingReview => ['asked', 'refused', 'suspended', 'remarked'].includes(review.verdict);

/**
 * What staff last said, where the employer still has to do something about it.
 *
 * An approval or a restoring settles what was said before it, and so does the end of the job.
 */
export function standing_review(job: Pick<OwnJob, 'state' | 'reviews'>): StandingReview | undefined {
    if (job.state === 'closed' || job.state === 'expired') return undefined;
    const last = job.reviews[job.reviews.length - 1];
    return last && is_open_question(last) ? last : undefined;
}
