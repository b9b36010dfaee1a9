import { answerOf, type Api, type components } from '@gigfair/api';

export type JobVersion = components['schemas']['JobVersion'];

/** A post is changed a few times, if at all; older texts than these are the employer's own affair. */
const versions_max = 20;

export async function versions_of(api: Api, id: string): Promise<JobVersion[]> {
    const query = { limit: versions_max };
    return (await answerOf(api.GET('/api/v1/jobs/{id}/versions', { params: { path: { id }, query } }))).items;
}

/** What an employer may change. */
const changing = ['title', 'description', 'address', 'pay', 'settlement', 'requirements', 'benefits', 'injury_cover', 'user_enterprise', 'reposted_from', 'expires_at'] as const;
export type ChangedField = (typeof changing)[number];

/** In which fields a version differs from the one before it. Left out and empty are the same to a reader. */
export function changes_of(version: JobVersion, before: JobVersion): ChangedField[] {
    const text = (value: unknown) => JSON.stringify(value ?? null).replace(/^(\{\}|\[\]|"")$/, 'null');
    return changing.filter((field) => text(version.body[field]) !== text(before.body[field]));
}
