import type { components } from '@gigfair/api';
import { city_moment, date_plus } from '@gigfair/core/shared/city_time';
import { has_right_check_character, type EmployerKind } from '../employers/employers';
import type { Settlement } from '../matching/openings_query';
import type { PickedStreet } from '../shared/settings';
import type { Benefit, InjuryCoverKind, NewJob, PayUnit, Relation } from './jobs';

/** One line of the form's shifts, as a person types it. An end not after the start is on the next day. */
export interface ShiftRow {
    key: number;
    date: string;
    start: string;
    end: string;
    places: string;
}

/** What is typed, before it means anything: texts stay texts. */
export interface JobForm {
    employer_id: string;
    /** Of whoever posts: an agency says whom it posts for. */
    employer_kind: EmployerKind | '';
    user_enterprise_name: string;
    user_enterprise_uscc: string;
    market_id: string;
    title: string;
    occupation: string;
    description: string;
    remote: boolean;
    street: PickedStreet | null;
    /** Where the phone was when the employer said "the work is here"; finer than the street. */
    position: { lon: number; lat: number } | null;
    address: string;
    amount_yuan: string;
    unit: PayUnit;
    pieces_per_hour: string;
    hours_expected: string;
    settlement: Settlement;
    relation: Relation;
    shifts: ShiftRow[];
    /** Codes of what the post itself asks for, beside what law asks for its occupation. */
    certificates: string[];
    min_age: string;
    max_age: string;
    experience: string;
    reason: string;
    benefits: Benefit[];
    cover_kind: InjuryCoverKind | '';
    policy_no: string;
    expires_on: string;
    /** Where it was first published, of a post that is passed on. */
    reposted_from: string;
}

/** The server's limit of shifts in one job. */
export const shifts_max = 200;

export function empty_form(): JobForm {
    return {
        employer_id: '',
        employer_kind: '',
        user_enterprise_name: '',
        user_enterprise_uscc: '',
        market_id: '',
        title: '',
        occupation: '',
        description: '',
        remote: false,
        street: null,
        position: null,
        address: '',
        amount_yuan: '',
        unit: 'hour',
        pieces_per_hour: '',
        hours_expected: '',
        settlement: 'day',
        relation: 'part_time',
        shifts: [],
        certificates: [],
        min_age: '',
        max_age: '',
        experience: '',
        reason: '',
        benefits: [],
        cover_kind: '',
        policy_no: '',
        expires_on: '',
        reposted_from: '',
    };
}

/** Another form with the same values. */
export function copy_of(form: JobForm): JobForm {
    return { ...form, shifts: form.shifts.map((row) => ({ ...row })), certificates: [...form.certificates], benefits: [...form.benefits] };
}

/** Yuan as typed to whole fen, digit by digit: no floating point touches money. */
export function fen_of(yuan: string): number | undefined {
    const match = /^([0-9]{1,6})(?:\.([0-9]{1,2}))?$/.exec(yuan.trim());
    if (!match) return undefined;
    return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

function whole_of(text: string): number | undefined {
    return /^[0-9]{1,6}$/.test(text.trim()) ? Number(text.trim()) : undefined;
}

function end_date_of(row: ShiftRow): string {
    return row.end > row.start ? row.date : date_plus(row.date, 1);
}

export interface KeyedError {
    pointer: string;
    key: string;
}

/** Only an agency posts for another firm; a household that it posts for is not named. */
export function names_user_enterprise(form: Pick<JobForm, 'employer_kind' | 'relation'>): boolean {
    return form.employer_kind === 'agency' && form.relation !== 'household';
}

function user_enterprise_errors(form: JobForm): KeyedError[] {
    const uscc = form.user_enterprise_uscc.trim();
    if (!names_user_enterprise(form) || uscc === '') return [];
    if (!form.user_enterprise_name.trim()) return [{ pointer: '/user_enterprise/name', key: 'post.error.user_enterprise' }];
    return has_right_check_character(uscc) ? [] : [{ pointer: '/user_enterprise/uscc', key: 'employer.uscc_wrong' }];
}

function pay_errors(form: JobForm): KeyedError[] {
    const errors: KeyedError[] = [];
    if (!fen_of(form.amount_yuan)) errors.push({ pointer: '/pay/amount_fen', key: 'post.error.amount' });
    if (form.unit === 'piece' && !whole_of(form.pieces_per_hour)) {
        errors.push({ pointer: '/pay/pieces_per_hour', key: 'post.error.pieces' });
    }
    if (form.unit === 'task' && !(Number(form.hours_expected) >= 0.25)) {
        errors.push({ pointer: '/pay/hours_expected', key: 'post.error.hours' });
    }
    return errors;
}

function shift_errors(form: JobForm): KeyedError[] {
    if (form.shifts.length === 0) return [{ pointer: '/shifts', key: 'post.error.no_shift' }];
    return form.shifts.flatMap((row, n) => {
        const errors: KeyedError[] = [];
        if (!row.date) errors.push({ pointer: `/shifts/${n}/start`, key: 'post.error.date' });
        if (!row.start || !row.end) errors.push({ pointer: `/shifts/${n}/end`, key: 'post.error.clock' });
        if (!whole_of(row.places)) errors.push({ pointer: `/shifts/${n}/places`, key: 'post.error.places' });
        return errors;
    });
}

/** What is missing before the server need be asked, in the order of the form. The rules are the server's. */
export function form_errors(form: JobForm): KeyedError[] {
    const errors: KeyedError[] = [];
    if (!form.title.trim()) errors.push({ pointer: '/title', key: 'post.error.title' });
    if (!form.occupation) errors.push({ pointer: '/occupation', key: 'post.error.occupation' });
    if (!form.description.trim()) errors.push({ pointer: '/description', key: 'post.error.description' });
    errors.push(...user_enterprise_errors(form));
    if (!form.remote && !form.position && !form.street) errors.push({ pointer: '/place', key: 'post.error.place' });
    if (!form.remote && !form.address.trim()) errors.push({ pointer: '/address', key: 'post.error.address' });
    errors.push(...pay_errors(form), ...shift_errors(form));
    if (form.cover_kind === '') errors.push({ pointer: '/injury_cover/kind', key: 'post.error.cover' });
    return errors;
}

function place_of(form: JobForm): NewJob['place'] {
    const point = form.position ?? form.street;
    if (form.remote || point === null) return 'remote';
    return { lon: point.lon, lat: point.lat, crs: 'WGS84' };
}

function pay_of(form: JobForm): NewJob['pay'] {
    const pay: NewJob['pay'] = { amount_fen: fen_of(form.amount_yuan) ?? 0, unit: form.unit };
    if (form.unit === 'piece') pay.pieces_per_hour = whole_of(form.pieces_per_hour) ?? 0;
    if (form.unit === 'task') pay.hours_expected = Number(form.hours_expected);
    return pay;
}

function user_enterprise_of(form: JobForm): NewJob['user_enterprise'] {
    const name = form.user_enterprise_name.trim();
    if (!names_user_enterprise(form) || name === '') return undefined;
    const uscc = form.user_enterprise_uscc.trim();
    return uscc === '' ? { name } : { name, uscc };
}

function requirements_of(form: JobForm): NewJob['requirements'] {
    const requirements: NonNullable<NewJob['requirements']> = {};
    if (form.certificates.length > 0) requirements.certificates = [...form.certificates];
    const low = whole_of(form.min_age);
    const high = whole_of(form.max_age);
    if (low !== undefined) requirements.min_age = low;
    if (high !== undefined) requirements.max_age = high;
    if (form.experience.trim()) requirements.experience = form.experience.trim();
    if (form.reason.trim()) requirements.reason = form.reason.trim();
    return Object.keys(requirements).length > 0 ? requirements : undefined;
}

function shifts_of(form: JobForm): components['schemas']['NewShift'][] {
    return form.shifts.map((row) => ({
        start: city_moment(row.date, row.start),
        end: city_moment(end_date_of(row), row.end),
        places: whole_of(row.places) ?? 0,
    }));
}

/** Until when the post is valid: the end of the chosen day, else the start of the last shift. */
function expiry_of(form: JobForm, shifts: { start: string }[]): string {
    if (form.expires_on) return city_moment(form.expires_on, '23:59');
    return shifts.reduce((last, shift) => (shift.start > last ? shift.start : last), '');
}

/** The request's body of a form without form_errors. What was left empty is not sent. */
export function job_body(form: JobForm): NewJob {
    const shifts = shifts_of(form);
    const body: NewJob = {
        title: form.title.trim(),
        occupation: form.occupation,
        description: form.description.trim(),
        place: place_of(form),
        address: form.remote ? '' : form.address.trim(),
        pay: pay_of(form),
        settlement: form.settlement,
        relation: form.relation,
        shifts,
        injury_cover: { kind: form.cover_kind === '' ? 'none' : form.cover_kind },
        expires_at: expiry_of(form, shifts),
    };
    if (form.employer_id) body.employer_id = form.employer_id;
    const user_enterprise = user_enterprise_of(form);
    if (user_enterprise) body.user_enterprise = user_enterprise;
    if (form.market_id) body.market_id = form.market_id;
    if (form.reposted_from.trim()) body.reposted_from = form.reposted_from.trim();
    if (form.policy_no.trim() && form.cover_kind !== 'none') body.injury_cover.policy_no = form.policy_no.trim();
    if (form.benefits.length > 0) body.benefits = [...form.benefits];
    const requirements = requirements_of(form);
    if (requirements) body.requirements = requirements;
    return body;
}

/** What the rules can be asked before the form is finished: the body, and what is still missing in it. */
export interface CheckableJob {
    body: NewJob;
    missing: string[];
}

/** What an employer fills in after the work, its pay and its shifts; the rules can speak of the rest without it. */
const may_be_missing = ['/place', '/address', '/injury_cover/kind'];

/**
 * The post as far as it is written, once the work, its pay and its shifts are. A place that is missing is sent as
 * remote work and a missing cover as none; what is said about either is not to be shown, as nobody wrote it.
 */
export function checkable_job(form: JobForm): CheckableJob | undefined {
    const missing = form_errors(form).map((error) => error.pointer);
    if (!missing.every((pointer) => may_be_missing.includes(pointer))) return undefined;
    const has_no_place = missing.includes('/place') || missing.includes('/address');
    return { body: job_body(has_no_place ? { ...form, remote: true } : form), missing };
}

/** The pointers that have a place in the form as it is shown, in its order. */
export function form_places(form: JobForm): string[] {
    const work = ['/title', '/occupation', '/description'];
    const enterprise = names_user_enterprise(form) ? ['/user_enterprise/name', '/user_enterprise/uscc'] : [];
    const pay = ['/pay/amount_fen', '/pay/unit'];
    if (form.unit === 'piece') pay.push('/pay/pieces_per_hour');
    if (form.unit === 'task') pay.push('/pay/hours_expected');
    const shifts = form.shifts.flatMap((_, n) => ['start', 'end', 'places'].map((part) => `/shifts/${n}/${part}`));
    const place = form.remote ? [] : ['/place', '/address'];
    const has_policy = form.cover_kind !== '' && form.cover_kind !== 'none';
    const cover = ['/injury_cover/kind', ...(has_policy ? ['/injury_cover/policy_no'] : []), '/expires_at', '/reposted_from'];
    const requirements = ['/requirements', '/requirements/experience', '/requirements/min_age', '/requirements/max_age'];
    if (form.min_age || form.max_age) requirements.push('/requirements/reason');
    return [...work, ...enterprise, ...pay, '/settlement', '/relation', '/shifts', ...shifts, ...place, '/market_id', ...cover, ...requirements];
}

/** The next row: as the last one, a day later. */
export function next_row(rows: readonly ShiftRow[], today: string): ShiftRow {
    const last = rows[rows.length - 1];
    const key = rows.reduce((highest, row) => Math.max(highest, row.key), 0) + 1;
    if (!last) return { key, date: date_plus(today, 1), start: '', end: '', places: '1' };
    return { ...last, key, date: last.date ? date_plus(last.date, 1) : '' };
}
