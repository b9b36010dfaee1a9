import type { components } from '@gigfair/api';

export type OwnJob = components['schemas']['OwnJob'];
export type NewJob = components['schemas']['NewJob'];
export type CreatedJob = components['schemas']['CreatedJob'];
export type LabourCost = components['schemas']['LabourCost'];
export type ExpectedFill = components['schemas']['ExpectedFill'];
export type JobState = components['schemas']['JobState'];
export type PayUnit = components['schemas']['PayUnit'];
export type Relation = components['schemas']['Relation'];
export type InjuryCoverKind = components['schemas']['InjuryCoverKind'];
export type Benefit = components['schemas']['Benefits'][number];

export const pay_units = ['hour', 'day', 'shift', 'piece', 'task', 'month'] as const satisfies readonly PayUnit[];
export const relations = [
    'part_time',
    'service',
    'task_term',
    'full_time',
    'household',
    'retired',
    'internship',
    'platform',
    'outsourcing',
    'dispatch',
] as const satisfies readonly Relation[];
export const injury_cover_kinds = ['work_injury', 'single_item', 'occupational', 'commercial', 'none'] as const satisfies readonly InjuryCoverKind[];
export const benefits = ['meal', 'lodging', 'transport'] as const satisfies readonly Benefit[];

/** What is over, taken down or refused stays as it was. */
export const may_be_changed = (state: JobState): boolean => state === 'open' || state === 'in_review';
