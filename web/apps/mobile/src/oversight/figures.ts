import type { components } from '@gigfair/api';

export type FigureTotal = components['schemas']['FigureTotal'];
export type FigureList = components['schemas']['FigureList'];
export type FigureDefinition = components['schemas']['FigureDefinition'];

/** What the definition says of a figure, in the order in which it is read. */
export const definition_parts = ['counted', 'moment', 'deduplication', 'place', 'is_not'] as const satisfies readonly (keyof FigureDefinition)[];

/** Metrics that people ask for and that nothing counts yet: told as such, never as 0. */
export function uncounted_in(list: FigureList): string[] {
    return list.left_out.filter(({ code }) => code === 'figures.not_counted_yet').map(({ metric }) => metric);
}
