import type { components } from '@gigfair/api';
import type { JobOpening } from '@gigfair/core/jobs/job';
import type { JobVersion } from '@gigfair/core/jobs/job_versions';
import { city_clock, city_date } from '@gigfair/core/shared/city_time';
import type { EmployerKind } from '../employers/employers';
import { checkable_job, empty_form, form_errors, form_places, job_body, type CheckableJob, type JobForm, type KeyedError, type ShiftRow } from './job_form';
import { yuan_of } from './job_text';
import type { NewJob } from './jobs';

export type JobAmendment = components['schemas']['JobAmendment'];

/** What may be changed of a published post, and what of the form says it. */
export const changing = {
    title: ['title'],
    description: ['description'],
    user_enterprise: ['user_enterprise_name', 'user_enterprise_uscc'],
    pay: ['amount_yuan', 'pieces_per_hour', 'hours_expected'],
    settlement: ['settlement'],
    address: ['address'],
    injury_cover: ['cover_kind', 'policy_no'],
    benefits: ['benefits'],
    expires_at: ['expires_on'],
    reposted_from: ['reposted_from'],
    requirements: ['certificates', 'experience', 'min_age', 'max_age', 'reason'],
} as const satisfies Partial<Record<keyof JobAmendment, readonly (keyof JobForm)[]>>;
export type Changing = keyof typeof changing;
const members = Object.keys(changing) as Changing[];

/** The shifts that have not begun; what has can't be offered any more. */
export function rows_ahead(openings: readonly JobOpening[], now: Date): ShiftRow[] {
    return openings
        .filter((opening) => new Date(opening.start) > now)
        .map(({ start, end, places }, n) => ({
            key: n + 1,
            date: city_date(new Date(start)),
            start: city_clock(new Date(start)),
            end: city_clock(new Date(end)),
            places: String(places),
        }));
}

/** The day of the form; none where it is the one that the form fills in by itself. */
function expiry_day(expires_at: string, shifts: readonly ShiftRow[]): string {
    const end = new Date(expires_at);
    const written = `${city_date(end)} ${city_clock(end)}`;
    const last = shifts.reduce((latest, { date, start }) => (`${date} ${start}` > latest ? `${date} ${start}` : latest), '');
    return written === last ? '' : city_date(end);
}

/** A post as its author finds it in the form: its newest text, and the shifts that are left. */
export function form_of(body: NewJob, shifts: ShiftRow[], employer_kind: EmployerKind): JobForm {
    const { place, pay, requirements = {}, injury_cover, user_enterprise } = body;
    return {
        ...empty_form(),
        ...{ employer_id: body.employer_id ?? '', employer_kind, market_id: body.market_id ?? '' },
        ...{ title: body.title, occupation: body.occupation, description: body.description },
        ...{ user_enterprise_name: user_enterprise?.name ?? '', user_enterprise_uscc: user_enterprise?.uscc ?? '' },
        ...{ remote: place === 'remote', position: place === 'remote' ? null : { lon: place.lon, lat: place.lat }, address: body.address },
        ...{ amount_yuan: yuan_of(pay.amount_fen), unit: pay.unit, settlement: body.settlement, relation: body.relation },
        ...{ pieces_per_hour: String(pay.pieces_per_hour ?? ''), hours_expected: String(pay.hours_expected ?? ''), shifts },
        certificates: [...(requirements.certificates ?? [])],
        ...{ min_age: String(requirements.min_age ?? ''), max_age: String(requirements.max_age ?? '') },
        ...{ experience: requirements.experience ?? '', reason: requirements.reason ?? '', benefits: [...(body.benefits ?? [])] },
        ...{ cover_kind: injury_cover.kind, policy_no: injury_cover.policy_no ?? '' },
        ...{ expires_on: expiry_day(body.expires_at, shifts), reposted_from: body.reposted_from ?? '' },
    };
}

/** The conditions that are typed, with the skills, which this form does not show. */
function requirements_with(form: JobForm, { requirements: { skills } = {} }: NewJob): NonNullable<NewJob['requirements']> {
    return { ...(skills && { skills }), ...job_body(form).requirements };
}

/** The whole post as it would be: what the form says, and where it says nothing the text before. */
export function changed_body(form: JobForm, before: NewJob): NewJob {
    return { ...job_body(form), place: before.place, requirements: requirements_with(form, before) };
}

export function checkable_change(form: JobForm, before: NewJob): CheckableJob | undefined {
    const asked = checkable_job(form);
    return asked && { ...asked, body: changed_body(form, before) };
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What was changed since the form was filled, and nothing else. */
export function amendment_of(form: JobForm, filled: JobForm, before: NewJob): JobAmendment {
    const now = changed_body(form, before);
    const then = changed_body(filled, before);
    const amendment: JobAmendment = {};
    for (const member of members) {
        if (same(now[member], then[member])) continue;
        Object.assign(amendment, { [member]: now[member] ?? (member === 'benefits' ? [] : '') });
    }
    return amendment;
}

/** What is missing before the server need be asked. Where a post came from may be put right, not taken away. */
export function change_errors(form: JobForm, filled: JobForm): KeyedError[] {
    const errors = form_errors(form);
    if (filled.reposted_from && !form.reposted_from.trim()) errors.push({ pointer: '/reposted_from', key: 'change.error.reposted_from' });
    return errors;
}

/** The pointers that a change shows, in its order; what a post keeps has no field. */
export function change_places(form: JobForm): string[] {
    const kept = /^\/(occupation|pay\/unit|relation|shifts|place|market_id)(\/|$)/;
    return form_places(form).filter((pointer) => !kept.test(pointer));
}

/** Changed by both: what stands in the form is one's own. */
export interface Clash {
    member: Changing;
    theirs: JobForm;
}

/** What somebody else wrote meanwhile, put under what was typed here: nothing typed is lost. */
export function merged(mine: JobForm, filled: JobForm, theirs: JobForm): { form: JobForm; clashes: Clash[] } {
    const form: JobForm = { ...theirs };
    const clashes: Clash[] = [];
    for (const member of members) {
        const values = (of: JobForm) => changing[member].map((key) => of[key]);
        if (same(values(mine), values(filled))) continue;
        put_member(form, member, mine);
        if (!same(values(theirs), values(filled)) && !same(values(theirs), values(mine))) clashes.push({ member, theirs });
    }
    return { form, clashes };
}

/** Puts one member's values of one form into another. */
export function put_member(into: JobForm, member: Changing, from: JobForm): void {
    for (const key of changing[member]) Object.assign(into, { [key]: from[key] });
}

export const etag_of = ({ version }: JobVersion): string => `"${version}"`;
