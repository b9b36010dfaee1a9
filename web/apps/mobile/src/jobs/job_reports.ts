import type { components } from '@gigfair/api';

export type JobReport = components['schemas']['JobReport'];
export type OwnJobReport = components['schemas']['OwnJobReport'];
export type NewJobReport = components['schemas']['NewJobReport'];
export type ReportReason = components['schemas']['ReportReason'];

/** What is feared most comes first. */
export const report_reasons = [
    'asks_for_money',
    'unpaid',
    'not_as_described',
    'unsafe',
    'discrimination',
    'off_platform',
    'other',
] as const satisfies readonly ReportReason[];

/** The contract's limit, in code points. */
export const report_text_max = 500;

/** Nobody reports what the public never saw. */
export const can_be_reported = (state: components['schemas']['JobState']): boolean => !['draft', 'in_review', 'rejected'].includes(state);

/** Promised and not kept: that is said, too. */
export const is_overdue = ({ outcome, due_at }: JobReport, as_of: Date): boolean => outcome === null && new Date(due_at) < as_of;
