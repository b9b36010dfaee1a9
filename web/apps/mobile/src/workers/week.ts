/** Half hours of a week, Monday 00:00 in the city first: whether a worker could work in each. */
export type Week = readonly boolean[];

export const days_of_week = 7;
export const halves_of_day = 48;
export const week_slots = days_of_week * halves_of_day;
const slots_of_digit = 4;

/** Days and half hours, first and last both included. */
export interface WeekArea {
    first_day: number;
    last_day: number;
    first_half: number;
    last_half: number;
}

/** A run of free half hours of one day; `end` is the first that isn't. */
export interface HalfSpan {
    start: number;
    end: number;
}

export const slot_of = (day: number, half: number): number => day * halves_of_day + half;
export const day_of = (slot: number): number => Math.floor(slot / halves_of_day);
export const half_of = (slot: number): number => slot % halves_of_day;

export const week_where = (is_free: (day: number, half: number) => boolean): Week =>
    Array.from({ length: week_slots }, (_, slot) => is_free(day_of(slot), half_of(slot)));
export const full_week: Week = week_where(() => true);
export const empty_week: Week = week_where(() => false);
export const is_full = (week: Week): boolean => week.every(Boolean);

/** As the contract writes it: 84 hex digits, the most significant bit of the first is slot 0. */
export function week_of(digits: string): Week | undefined {
    if (!/^[0-9a-f]{84}$/i.test(digits)) return undefined;
    return Array.from(digits).flatMap((digit) => {
        const bits = parseInt(digit, 16);
        return Array.from({ length: slots_of_digit }, (_, n) => (bits & (8 >> n)) !== 0);
    });
}

export function digits_of(week: Week): string {
    const digit = (first: number) => [0, 1, 2, 3].reduce((bits, n) => bits * 2 + (week[first + n] ? 1 : 0), 0).toString(16);
    return Array.from({ length: week_slots / slots_of_digit }, (_, n) => digit(n * slots_of_digit)).join('');
}

/** The area between two slots, wherever each of them lies. */
export function area_between(one: number, other: number): WeekArea {
    return {
        first_day: Math.min(day_of(one), day_of(other)),
        last_day: Math.max(day_of(one), day_of(other)),
        first_half: Math.min(half_of(one), half_of(other)),
        last_half: Math.max(half_of(one), half_of(other)),
    };
}

export function painted(week: Week, area: WeekArea, free: boolean): Week {
    const is_within = (slot: number) =>
        day_of(slot) >= area.first_day && day_of(slot) <= area.last_day && half_of(slot) >= area.first_half && half_of(slot) <= area.last_half;
    return week.map((was_free, slot) => (is_within(slot) ? free : was_free));
}

export const free_halves = (week: Week): number => week.filter(Boolean).length;
export const day_part = (week: Week, day: number): Week => week.slice(slot_of(day, 0), slot_of(day + 1, 0));

/** When one is free on a day, in order. */
export function spans_of_day(week: Week, day: number): HalfSpan[] {
    const spans: HalfSpan[] = [];
    day_part(week, day).forEach((is_free, half) => {
        if (!is_free) return;
        const last = spans[spans.length - 1];
        if (last?.end === half) last.end = half + 1;
        else spans.push({ start: half, end: half + 1 });
    });
    return spans;
}

/** 0 is 00:00, 17 is 08:30, 48 is 24:00. */
export function clock_of(half: number): string {
    return `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`;
}
