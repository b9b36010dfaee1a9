import type { components } from '@gigfair/api';

export type Contest = components['schemas']['Contest'];
export type NewContest = components['schemas']['NewContest'];

/** The contract's limit, in code points. */
export const contest_reason_max = 500;

/** Promised and not kept: that is said, too. */
export const is_overdue = ({ state, due_at }: Contest, as_of: Date): boolean => state === 'open' && new Date(due_at) < as_of;
