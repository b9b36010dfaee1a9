import type { Api, components } from '@gigfair/api';
import { answerOf, ApiProblem } from '@gigfair/core/shared/http';
import { queue_page, type QueuePage } from '../shared/useQueue';
import type { EmployerFile, WaitingEmployer } from './checks';

type Role = components['schemas']['RoleGrant'];
/** What two persons decide about an employer, and refusing what the first one asked. */
export type SuspensionVerdict = 'suspend' | 'reinstate' | 'refuse';
/** How far it is: one wants it suspended, it is, or one wants that lifted. */
export type SuspensionStage = 'suspension_asked' | 'suspended' | 'reinstatement_asked';

export async function suspensions_page(api: Api, market: string, cursor: string | undefined): Promise<QueuePage<WaitingEmployer>> {
    const query = { limit: queue_page, ...(cursor === undefined ? {} : { cursor }) };
    return answerOf(api.GET('/api/v1/markets/{id}/suspensions', { params: { path: { id: market }, query } }));
}

export async function decide_suspension(api: Api, id: string, verdict: SuspensionVerdict, remark: string, key: string): Promise<EmployerFile> {
    const request = { params: { path: { id }, header: { 'Idempotency-Key': key } }, body: { remark } };
    switch (verdict) {
        case 'suspend':
            return answerOf(api.POST('/api/v1/employers/{id}:suspend', request));
        case 'reinstate':
            return answerOf(api.POST('/api/v1/employers/{id}:reinstate', request));
        case 'refuse':
            return answerOf(api.POST('/api/v1/employers/{id}:refuse-reinstatement', request));
    }
}

export function stage_of({ state, suspension }: EmployerFile): SuspensionStage | undefined {
    if (state === 'suspended') return suspension?.asked === 'reinstatement' ? 'reinstatement_asked' : 'suspended';
    return suspension?.asked === 'suspension' ? 'suspension_asked' : undefined;
}

/** Since when it is as it is: suspended, or asked for. */
export function stage_since({ employer, checks }: WaitingEmployer): string | undefined {
    const stage = stage_of(employer);
    if (stage === 'suspended') return employer.suspension?.since ?? undefined;
    return checks.find(({ verdict }) => verdict === stage)?.at;
}

/** Key of the words for what an act has led to: the first of two persons only asks. */
export function outcome_of(verdict: SuspensionVerdict, file: EmployerFile): string {
    const is_first = verdict !== 'refuse' && file.suspension?.asked !== null && file.suspension !== null;
    return is_first ? `${verdict}_first` : verdict;
}

/** Not for the staff at a window: whoever leads the market, or watches over it. */
export function may_suspend(roles: readonly Pick<Role, 'role' | 'scope'>[], market: string): boolean {
    return roles.some(({ role, scope }) => role === 'city_admin' || role === 'county_supervisor' || (role === 'market_manager' && scope === market));
}

const faster = ['employer.is_suspended', 'employer.not_suspended', 'employer.no_reinstatement_asked', 'employer.refused_for_good'];

/** Whether somebody else has decided meanwhile. */
export const is_decided_already = (failure: unknown): boolean => failure instanceof ApiProblem && faster.includes(failure.problem.code);
