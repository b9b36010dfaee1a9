import { city_clock, city_date, city_moment, date_plus } from '@gigfair/core/shared/city_time';
import { speed_kmh_of } from '@gigfair/geo';
import { fen_of, type KeyedError } from '../jobs/job_form';
import { yuan_of } from '../jobs/job_text';
import { settlements as all_settlements, type Settlement } from '../matching/openings_query';
import { pay_floor_fen_max, type NewWorkerProfile, type WorkerProfile, type WorkerTravelMode } from './profile';

/** A time of not being there, as it is typed: whole days, or with clocks. */
export interface AwayRow {
    key: number;
    first_date: string;
    last_date: string;
    whole_days: boolean;
    start: string;
    end: string;
}

/** What is typed, before it means anything. */
export interface ProfileForm {
    home: { lon: number; lat: number } | null;
    travel_mode: WorkerTravelMode;
    radius_m: number;
    week_free: string;
    away: AwayRow[];
    wishes: string[];
    only_wished: boolean;
    pay_floor_yuan: string;
    settlements: Settlement[];
    prefer_settlement: Settlement | '';
    night_ok: boolean;
    certificates: string[];
    skills: string[];
    birth_date: string;
}

const midnight = '00:00';

function row_of({ start, end }: WorkerProfile['away'][number], n: number): AwayRow {
    const [from, to] = [new Date(start), new Date(end)];
    const whole_days = city_clock(from) === midnight && city_clock(to) === midnight;
    const last_date = whole_days ? date_plus(city_date(to), -1) : city_date(to);
    return { key: n + 1, first_date: city_date(from), last_date, whole_days, start: city_clock(from), end: city_clock(to) };
}

/** The form of a profile. Times that are over are left out, and so are gone with the next saving. */
export function form_of(profile: WorkerProfile, now: Date): ProfileForm {
    return {
        home: profile.home && { lon: profile.home.lon, lat: profile.home.lat },
        travel_mode: profile.travel.mode,
        radius_m: profile.radius_m,
        week_free: profile.week_free,
        away: profile.away.filter(({ end }) => new Date(end) > now).map(row_of),
        wishes: [...profile.wishes],
        only_wished: profile.only_wished,
        pay_floor_yuan: profile.pay_floor_fen === 0 ? '' : yuan_of(profile.pay_floor_fen),
        settlements: [...profile.settlements],
        prefer_settlement: profile.prefer_settlement ?? '',
        night_ok: profile.night_ok,
        certificates: [...profile.certificates],
        skills: [...profile.skills],
        birth_date: profile.birth_date ?? '',
    };
}

export const copy_of = (form: ProfileForm): ProfileForm => JSON.parse(JSON.stringify(form)) as ProfileForm;

function away_of({ first_date, last_date, whole_days, start, end }: AwayRow): WorkerProfile['away'][number] {
    if (whole_days) return { start: city_moment(first_date, midnight), end: city_moment(date_plus(last_date, 1), midnight) };
    return { start: city_moment(first_date, start), end: city_moment(last_date, end) };
}

/** The request's body: the whole profile. What the form doesn't show stays as it was. */
export function profile_of(form: ProfileForm, before: WorkerProfile): NewWorkerProfile {
    return {
        home: form.home && { ...form.home, crs: 'WGS84' },
        radius_m: form.radius_m,
        // A speed that was set elsewhere stays as long as the way of travel does.
        travel: form.travel_mode === before.travel.mode ? before.travel : { mode: form.travel_mode, speed_kmh: speed_kmh_of(form.travel_mode) },
        week_free: form.week_free,
        away: form.away.map(away_of),
        wishes: [...form.wishes],
        only_wished: form.only_wished && form.wishes.length > 0,
        pay_floor_fen: fen_of(form.pay_floor_yuan) ?? 0,
        settlements: all_settlements.filter((settlement) => form.settlements.includes(settlement)),
        prefer_settlement: form.prefer_settlement === '' ? null : form.prefer_settlement,
        skills: [...form.skills],
        certificates: [...form.certificates],
        night_ok: form.night_ok,
        birth_date: form.birth_date === '' ? null : form.birth_date,
        personalised: before.personalised,
    };
}

/** Keys of the words for what must be put right before the server need be asked. */
export function profile_errors(form: ProfileForm): KeyedError[] {
    const errors: KeyedError[] = [];
    form.away.forEach((row, n) => {
        if (!row.first_date || !row.last_date) errors.push({ pointer: `/away/${n}`, key: 'worker.error.away_date' });
        else if (!row.whole_days && (!row.start || !row.end)) errors.push({ pointer: `/away/${n}`, key: 'worker.error.away_clock' });
        else if (new Date(away_of(row).start) >= new Date(away_of(row).end)) errors.push({ pointer: `/away/${n}`, key: 'worker.error.away_order' });
    });
    const floor = form.pay_floor_yuan.trim();
    if (floor !== '' && (fen_of(floor) ?? pay_floor_fen_max + 1) > pay_floor_fen_max) errors.push({ pointer: '/pay_floor_fen', key: 'worker.error.pay_floor' });
    if (form.settlements.length === 0) errors.push({ pointer: '/settlements', key: 'worker.error.settlements' });
    return errors;
}

const text_of = (value: unknown) => JSON.stringify(value);
export const is_same = (one: ProfileForm, other: ProfileForm): boolean => text_of(one) === text_of(other);

/** What was typed on the ground of `base`, put on what stands now: of each member what was changed here, else what is new. */
export function merged(mine: ProfileForm, base: ProfileForm, theirs: ProfileForm): ProfileForm {
    const members = Object.keys(theirs) as (keyof ProfileForm)[];
    const chosen = members.map((member) => [member, text_of(mine[member]) === text_of(base[member]) ? theirs[member] : mine[member]]);
    return copy_of(Object.fromEntries(chosen) as unknown as ProfileForm);
}
