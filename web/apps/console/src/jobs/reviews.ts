import type { Api, components } from '@gigfair/api';
import { count_of, type Finding } from '@gigfair/core/rules/findings';
import { answerOf } from '@gigfair/core/shared/http';
import { queue_page, type QueuePage } from '../shared/useQueue';

export type WaitingJob = components['schemas']['WaitingJob'];
export type JobReview = components['schemas']['JobReview'];
export type Job = components['schemas']['Job'];
export type ReviewVerdict = 'approve' | 'ask' | 'refuse';

export async function reviews_page(api: Api, market: string, cursor: string | undefined): Promise<QueuePage<WaitingJob>> {
    const query = { limit: queue_page, ...(cursor === undefined ? {} : { cursor }) };
    return answerOf(api.GET('/api/v1/markets/{id}/reviews', { params: { path: { id: market }, query } }));
}

export async function review(api: Api, id: string, verdict: ReviewVerdict, remark: string, key: string): Promise<Job> {
    const params = { path: { id }, header: { 'Idempotency-Key': key } };
    if (verdict === 'approve') return answerOf(api.POST('/api/v1/jobs/{id}:approve', { params, body: remark === '' ? {} : { remark } }));
    if (verdict === 'ask') return answerOf(api.POST('/api/v1/jobs/{id}:ask', { params, body: { remark } }));
    return answerOf(api.POST('/api/v1/jobs/{id}:refuse', { params, body: { remark } }));
}

/** Findings about one text of a job: what is to be marked in it. */
export const findings_at = (findings: readonly Finding[], field: string): Finding[] => findings.filter((finding) => finding.field === field);

/** Why a post is not open yet, as keys of words; the first is the weightiest. */
export function reasons_of({ job, findings, why }: Pick<WaitingJob, 'job' | 'findings' | 'why'>): { key: string; n: number }[] {
    const { block, warn } = count_of(findings);
    const reasons = [];
    if (why === 'sampled') reasons.push({ key: 'review.why.sampled', n: 1 });
    if (block > 0) reasons.push({ key: 'review.why.block', n: block });
    if (warn > 0) reasons.push({ key: 'review.why.warn', n: warn });
    if (!job.employer.verified) reasons.push({ key: 'review.why.unverified', n: 1 });
    return reasons.length > 0 ? reasons : [{ key: 'review.why.waiting', n: 1 }];
}

/** What the rules would have changed, as the beginning of a remark to the employer. */
export function remark_of(findings: readonly Finding[], max: number): string {
    let remark = '';
    for (const line of new Set(findings.map((finding) => finding.fix ?? finding.message))) {
        const longer = remark === '' ? line : `${remark} ${line}`;
        if (Array.from(longer).length > max) break;
        remark = longer;
    }
    return remark;
}
