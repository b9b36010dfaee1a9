import type { components } from '@gigfair/api';
import { city_clock, city_date } from '@gigfair/core/shared/city_time';
import type { JobForm, ShiftRow } from './job_form';

export type ReadJob = components['schemas']['ReadJob'];
export type ReadFact = components['schemas']['ReadFact'];
type ReadPost = components['schemas']['ReadPost'];

/** The contract's limit, in code points. */
export const post_text_max = 4000;

/** What the form says of one value that was read: the words, whether to look at it, and the value that was put in. */
export interface ReadNote {
    pointer: string;
    words: string[];
    is_sure: boolean;
    value: string;
}

/** Whole fen as a person types yuan: 2500 is 25, 2650 is 26.5. */
export function yuan_of(fen: number): string {
    const cents = String(fen % 100).padStart(2, '0').replace(/0+$/, '');
    return cents === '' ? String(Math.floor(fen / 100)) : `${Math.floor(fen / 100)}.${cents}`;
}

function rows_of(post: ReadPost): ShiftRow[] {
    return (post.shifts ?? []).map((shift, n) => {
        const start = new Date(shift.start);
        return {
            key: n + 1,
            date: city_date(start),
            start: city_clock(start),
            end: city_clock(new Date(shift.end)),
            places: shift.places === undefined ? '' : String(shift.places),
        };
    });
}

/** Hours, days and people that are no whole shift yet: one row holds what is known of it. */
function row_of_facts(facts: readonly ReadFact[]): ShiftRow[] {
    const first = (name: string) => facts.find(({ fact }) => fact === name)?.value ?? '';
    const [start = '', end = ''] = first('hours').split('-');
    const date = first('date').slice(0, 10);
    const places = first('people');
    return [{ key: 1, date, start, end, places }];
}

/** Puts what was read in and empties what the text does not say, so that nothing old stands beside it. */
export function fill_form(form: JobForm, { post, facts }: ReadJob): void {
    form.title = post.title ?? '';
    form.occupation = post.occupation ?? '';
    form.description = post.description;
    form.address = post.address ?? '';
    form.amount_yuan = post.pay ? yuan_of(post.pay.amount_fen) : '';
    if (post.pay) form.unit = post.pay.unit;
    if (post.settlement) form.settlement = post.settlement;
    if (post.relation) form.relation = post.relation;
    const rows = rows_of(post);
    form.shifts = rows.length > 0 ? rows : row_of_facts(facts);
    form.min_age = String(post.requirements?.min_age ?? '');
    form.max_age = String(post.requirements?.max_age ?? '');
    form.benefits = [...(post.benefits ?? [])];
    form.cover_kind = post.injury_cover?.kind ?? '';
    form.policy_no = '';
}

/** What stands in the form now at a pointer that notes speak of. */
export function value_at(form: JobForm, pointer: string): string {
    const [row] = form.shifts;
    switch (pointer) {
        case '/title':
            return form.title;
        case '/occupation':
            return form.occupation;
        case '/address':
            return form.address;
        case '/pay/amount_fen':
            return `${form.amount_yuan}/${form.unit}`;
        case '/settlement':
            return form.settlement;
        case '/relation':
            return form.relation;
        case '/shifts':
            return form.shifts.map(({ date, start, end }) => `${date} ${start} ${end}`).join();
        case '/shifts/0/places':
            return row?.places ?? '';
        case '/requirements':
            return `${form.min_age}-${form.max_age}`;
        case '/injury_cover/kind':
            return form.cover_kind;
        default:
            return '';
    }
}

/** The notes of a form that was just filled, one for each value. A value with an unsure part is unsure. */
export function read_notes(form: JobForm, facts: readonly ReadFact[]): ReadNote[] {
    const notes = new Map<string, ReadNote>();
    const add = (pointer: string, fact: ReadFact) => {
        const is_sure = fact.confidence === 'sure';
        const known = notes.get(pointer);
        if (!known) {
            notes.set(pointer, { pointer, words: [fact.words], is_sure, value: value_at(form, pointer) });
            return;
        }
        if (!known.words.includes(fact.words)) known.words.push(fact.words);
        known.is_sure = known.is_sure && is_sure;
    };
    for (const fact of facts) {
        if (fact.field === null || value_at(form, fact.field) === '') continue;
        add(fact.field, fact);
        if (fact.fact === 'occupation') add('/title', fact);
    }
    return [...notes.values()];
}
