import { answerOf, type Api, type components } from '@gigfair/api';

export type Job = components['schemas']['Job'];
export type JobOpening = components['schemas']['JobOpening'];

/** The contract's largest page; a job has at most twice as many shifts. */
const openings_page = 100;
const openings_pages_max = 2;

/** Every dated shift of a job. */
export async function openings_of(api: Api, id: string): Promise<JobOpening[]> {
    const found: JobOpening[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < openings_pages_max; page += 1) {
        const query = { limit: openings_page, ...(cursor === undefined ? {} : { cursor }) };
        const list = await answerOf(api.GET('/api/v1/jobs/{id}/openings', { params: { path: { id }, query } }));
        found.push(...list.items);
        if (list.next_cursor === null) break;
        cursor = list.next_cursor;
    }
    return found;
}

export const people_wanted = (openings: readonly JobOpening[]): number => openings.reduce((sum, opening) => sum + opening.places, 0);
