import type { Api, components } from '@gigfair/api';
import { answerOf } from '@gigfair/core/shared/http';
import { queue_page, type QueuePage } from '../shared/useQueue';

export type WaitingEmployer = components['schemas']['WaitingEmployer'];
export type EmployerFile = components['schemas']['EmployerFile'];
export type EmployerCheck = components['schemas']['EmployerCheck'];
export type CheckVerdict = 'approve' | 'ask' | 'refuse';

/** A licence that ends within so many days is worth a second look. */
const ending_days = 30;
const day_ms = 86_400_000;

export async function checks_page(api: Api, market: string, cursor: string | undefined): Promise<QueuePage<WaitingEmployer>> {
    const query = { limit: queue_page, ...(cursor === undefined ? {} : { cursor }) };
    return answerOf(api.GET('/api/v1/markets/{id}/employer-checks', { params: { path: { id: market }, query } }));
}

export async function check(api: Api, id: string, verdict: CheckVerdict, remark: string, key: string): Promise<EmployerFile> {
    const params = { path: { id }, header: { 'Idempotency-Key': key } };
    if (verdict === 'approve') return answerOf(api.POST('/api/v1/employers/{id}:approve', { params, body: remark === '' ? {} : { remark } }));
    if (verdict === 'ask') return answerOf(api.POST('/api/v1/employers/{id}:ask', { params, body: { remark } }));
    return answerOf(api.POST('/api/v1/employers/{id}:refuse', { params, body: { remark } }));
}

/** Whole days from one civil date to another: 0 on the last day, less than 0 after it. */
export function days_left(last_day: string, today: string): number {
    return Math.round((Date.parse(`${last_day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / day_ms);
}

export type Ending = 'over' | 'today' | 'soon' | 'later';

export function ending_of(days: number): Ending {
    if (days < 0) return 'over';
    if (days === 0) return 'today';
    return days <= ending_days ? 'soon' : 'later';
}

/** The newest word of the register, if it was asked. */
export const register_word = (checks: readonly EmployerCheck[]): EmployerCheck | undefined => checks.find(({ by }) => by === 'registry');

/** The first approval of an agency that still needs a second one. */
export function first_approval({ employer, checks }: WaitingEmployer): EmployerCheck | undefined {
    if (!employer.second_person_needed) return undefined;
    return checks.find(({ verdict, by }) => verdict === 'approved' && by !== 'registry');
}
