import type { components } from '@gigfair/api';
import { ApiProblem, type Api } from '@gigfair/core/shared/http';
import { problemOf } from '@gigfair/api';

export type WorkerProfile = components['schemas']['WorkerProfile'];
export type NewWorkerProfile = components['schemas']['NewWorkerProfile'];
export type WorkerTravelMode = components['schemas']['TravelMode'];

/** The contract's limits. */
export const wishes_max = 10;
export const skills_max = 20;
export const away_max = 100;
export const pay_floor_fen_max = 65_535;
export const radius_m_max = 200_000;

/** A profile and the text that it was answered with, by which the next saving names what it changes. */
export interface KeptProfile {
    profile: WorkerProfile;
    etag: string | undefined;
}

/** Of nothing saved yet: the server answers the defaults. */
const never_saved = '"0"';

interface Answered {
    data?: WorkerProfile;
    error?: unknown;
    response: Response;
}

function kept({ data, error, response }: Answered): KeptProfile {
    if (!response.ok || data === undefined) throw problemOf(error, response);
    return { profile: data, etag: response.headers.get('ETag') ?? undefined };
}

export async function own_profile(api: Api): Promise<KeptProfile> {
    return kept(await api.GET('/api/v1/me/worker', {}));
}

/** Keeps the whole profile in the place of the one that `etag` names; of whichever there is, where that is not known. */
export async function save_profile(api: Api, body: NewWorkerProfile, etag: string | undefined, key: string): Promise<KeptProfile> {
    const header = { 'Idempotency-Key': key, ...(etag === undefined ? {} : { 'If-Match': etag }) };
    return kept(await api.PUT('/api/v1/me/worker', { body, params: { header } }));
}

export const is_saved = ({ etag }: KeptProfile): boolean => etag !== never_saved;

/** Somebody, such as oneself on another phone, saved in between. */
export const is_outdated = (error: unknown): boolean => error instanceof ApiProblem && error.problem.status === 412;
