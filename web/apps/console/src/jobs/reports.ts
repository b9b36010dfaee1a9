import type { Api, components } from '@gigfair/api';
import { answerOf } from '@gigfair/core/shared/http';
import { queue_page, type QueuePage } from '../shared/useQueue';

export type FiledReport = components['schemas']['FiledJobReport'];
export type ReportOutcome = components['schemas']['ReportOutcome'];

export async function reports_page(api: Api, market: string, cursor: string | undefined): Promise<QueuePage<FiledReport>> {
    const query = { limit: queue_page, ...(cursor === undefined ? {} : { cursor }) };
    return answerOf(api.GET('/api/v1/markets/{id}/reports', { params: { path: { id: market }, query } }));
}

export async function resolve(api: Api, id: string, outcome: ReportOutcome, remark: string, key: string): Promise<void> {
    const params = { path: { id }, header: { 'Idempotency-Key': key } };
    const body = { outcome, ...(remark === '' ? {} : { remark }) };
    await answerOf(api.POST('/api/v1/reports/{id}:resolve', { params, body }));
}
