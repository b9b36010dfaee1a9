import type { components } from '@gigfair/api';

export type Finding = components['schemas']['Finding'];
export type Licence = components['schemas']['Licence'];
export type Offer = NonNullable<Finding['offer']>;

/** A stretch of a text, marked where some finding means it. */
export interface Stretch {
    text: string;
    marked: boolean;
}

/** How many characters of its surroundings an excerpt shows on either side. */
const excerpt_margin = 8;
const ellipsis = '…';

/** The text in stretches, marked where findings point; overlapping marks are one. Places count code points. */
export function stretches_of(text: string, findings: readonly Finding[]): Stretch[] {
    const points = Array.from(text);
    const marks = points.map(() => false);
    for (const { start, end } of findings) {
        if (start !== null && end !== null) marks.fill(true, start, end);
    }
    const stretches: Stretch[] = [];
    points.forEach((point, at) => {
        const marked = marks[at] ?? false;
        const last = stretches[stretches.length - 1];
        if (last?.marked === marked) last.text += point;
        else stretches.push({ text: point, marked });
    });
    return stretches;
}

/** The words that a finding means with a little of what stands around them; nothing where it means no words. */
export function excerpt_of(text: string, { start, end }: Finding): Stretch[] {
    if (start === null || end === null) return [];
    const points = Array.from(text);
    const words = points.slice(start, end).join('');
    if (words === '') return [];
    const from = Math.max(0, start - excerpt_margin);
    const to = Math.min(points.length, end + excerpt_margin);
    const before = (from > 0 ? ellipsis : '') + points.slice(from, start).join('');
    const after = points.slice(end, to).join('') + (to < points.length ? ellipsis : '');
    return [
        { text: before, marked: false },
        { text: words, marked: true },
        { text: after, marked: false },
    ].filter((stretch) => stretch.text !== '');
}

/** The value at a JSON pointer of a body, where it is a text. */
export function text_at(body: unknown, pointer: string): string {
    let value: unknown = body;
    for (const step of pointer.split('/').slice(1)) {
        if (typeof value !== 'object' || value === null) return '';
        value = (value as Record<string, unknown>)[step.replace(/~1/g, '/').replace(/~0/g, '~')];
    }
    return typeof value === 'string' ? value : '';
}

/** Whether one pointer is the other or leads to it: /pay to /pay/amount_fen. */
export function leads_to(pointer: string, other: string): boolean {
    return other === pointer || other.startsWith(`${pointer}/`);
}

/**
 * The place of a form where a finding about `field` is shown: its own, else the first of those below it, else the
 * nearest above it. A finding about what the form does not show, or about the whole post, has none.
 */
export function place_of(field: string | null, places: readonly string[]): string | undefined {
    if (field === null) return undefined;
    if (places.includes(field)) return field;
    const below = places.find((place) => leads_to(field, place));
    if (below !== undefined) return below;
    const above = places.filter((place) => leads_to(place, field));
    return above.sort((one, other) => other.length - one.length)[0];
}

/** Findings by the place where a form shows them; undefined gathers those that have none. */
export function by_place(findings: readonly Finding[], places: readonly string[]): Map<string | undefined, Finding[]> {
    const placed = new Map<string | undefined, Finding[]>();
    for (const finding of findings) {
        const place = place_of(finding.field, places);
        placed.set(place, [...(placed.get(place) ?? []), finding]);
    }
    return placed;
}

/** How many findings forbid the post, and how many only warn. */
export function count_of(findings: readonly Finding[]): { block: number; warn: number } {
    const block = findings.filter((finding) => finding.severity === 'block').length;
    return { block, warn: findings.length - block };
}
