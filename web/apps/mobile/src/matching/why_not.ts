import type { components } from '@gigfair/api';
import { answerOf, type Api } from '@gigfair/core/shared/http';

export type WhyNot = components['schemas']['WhyNot'];

export function ask_why_not(api: Api, opening_id: string): Promise<WhyNot> {
    return answerOf(api.GET('/api/v1/me/why-not', { params: { query: { opening_id } } }));
}

/** Which part of the profile one would change, by the code of the answer; of some nothing can be changed. */
const parts: Partial<Record<string, string>> = {
    too_far: 'home',
    clashes: 'week',
    pay_below_floor: 'pay',
    settlement_unwanted: 'pay',
    night_unwanted: 'pay',
    lacks_certificate: 'self',
    occupation_unwanted: 'wishes',
    below_k: 'wishes',
};
export const part_to_change = (code: string): string | undefined => parts[code];
