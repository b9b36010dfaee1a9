import type { Api } from '@gigfair/api';
import { answerOf } from '@gigfair/core/shared/http';
import type { Job } from './reviews';

export type Takedown = 'suspend' | 'restore';

/** What staff may turn round at any time; undefined where a post was never open, or is over. */
export function takedown_of({ state }: Pick<Job, 'state'>): Takedown | undefined {
    if (state === 'open') return 'suspend';
    return state === 'suspended' ? 'restore' : undefined;
}

export async function take_down_or_back(api: Api, id: string, takedown: Takedown, remark: string, key: string): Promise<Job> {
    const params = { path: { id }, header: { 'Idempotency-Key': key } };
    const body = remark === '' ? {} : { remark };
    if (takedown === 'suspend') return answerOf(api.POST('/api/v1/jobs/{id}:suspend', { params, body }));
    return answerOf(api.POST('/api/v1/jobs/{id}:restore', { params, body }));
}
