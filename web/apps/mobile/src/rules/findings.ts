import type { components } from '@gigfair/api';
import type { FieldErrors } from '../shared/field_errors';

export type Finding = components['schemas']['Finding'];
export type Licence = components['schemas']['Licence'];
export type Offer = NonNullable<Finding['offer']>;

/** A stretch of a text, marked where some finding means it. */
export interface Stretch {
    text: string;
    marked: boolean;
}

/** The words that a finding means. Places count code points, as Array.from does. */
export function words_of(text: string, finding: Finding): string {
    if (finding.start === null || finding.end === null) return '';
    return Array.from(text).slice(finding.start, finding.end).join('');
}

/** The text in stretches, marked where findings point; overlapping marks are one. */
export function stretches_of(text: string, findings: readonly Finding[]): Stretch[] {
    const points = Array.from(text);
    const marks = points.map(() => false);
    for (const { start, end } of findings) {
        if (start !== null && end !== null) marks.fill(true, start, end);
    }
    const stretches: Stretch[] = [];
    points.forEach((point, at) => {
        const marked = marks[at] ?? false;
        const last = stretches.at(-1);
        if (last?.marked === marked) last.text += point;
        else stretches.push({ text: point, marked });
    });
    return stretches;
}

/** The value at a JSON pointer of a body, where it is a text. */
export function text_at(body: unknown, pointer: string): string {
    let value: unknown = body;
    for (const step of pointer.split('/').slice(1)) {
        if (typeof value !== 'object' || value === null) return '';
        value = (value as Record<string, unknown>)[step];
    }
    return typeof value === 'string' ? value : '';
}

/** Findings as the form shows them under its fields: the words, then what is wrong with them. */
export function field_errors_of(findings: readonly Finding[], body: unknown): FieldErrors {
    return findings.flatMap((finding) => {
        if (finding.field === null || finding.severity !== 'block') return [];
        const words = words_of(text_at(body, finding.field), finding);
        return [{ pointer: finding.field, message: words ? `“${words}” — ${finding.message}` : finding.message }];
    });
}
