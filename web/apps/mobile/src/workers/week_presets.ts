import { halves_of_day, is_full, week_where, type Week } from './week';

export const week_presets = ['peaks', 'school', 'weekend', 'night'] as const;
export type WeekPreset = (typeof week_presets)[number];

/** From taking the children to school until fetching them, on school days: half hours of the day. */
export interface SchoolHours {
    start: number;
    end: number;
}
export const usual_school_hours: SchoolHours = { start: 17, end: 31 };
/** Nobody takes a child to school before 06:00 or fetches one after 22:00. */
export const school_hours_min = 12;
export const school_hours_max = 44;

const peaks = [
    { start: 21, end: 28 },
    { start: 33, end: 42 },
];
const first_of_weekend = 5;
const night = { start: 44, end: 12 };

const is_within = (half: number, span: { start: number; end: number }) => half >= span.start && half < span.end;

export function week_of_preset(preset: WeekPreset, school: SchoolHours): Week {
    switch (preset) {
        case 'peaks':
            return week_where((_, half) => peaks.some((span) => is_within(half, span)));
        case 'school':
            return week_where((day, half) => day < first_of_weekend && is_within(half, school));
        case 'weekend':
            return week_where((day) => day >= first_of_weekend);
        case 'night':
            return week_where((_, half) => half >= night.start || half < night.end);
    }
}

/** Whether the week has all of it. A full week was not chosen piece by piece: there nothing counts as chosen. */
export function has_preset(week: Week, preset: WeekPreset, school: SchoolHours): boolean {
    return !is_full(week) && week_of_preset(preset, school).every((wanted, slot) => !wanted || week[slot]);
}

/**
 * Adds what a preset names, or takes it away where it is there already; what other presets hold stays. From a full
 * week, which is how everybody starts, the first one leaves nothing but itself.
 */
export function with_preset_toggled(week: Week, preset: WeekPreset, school: SchoolHours): Week {
    const named = week_of_preset(preset, school);
    if (is_full(week)) return named;
    if (!has_preset(week, preset, school)) return week.map((is_free, slot) => is_free || named[slot] === true);
    const others = week_presets.filter((other) => other !== preset && has_preset(week, other, school)).map((other) => week_of_preset(other, school));
    return week.map((is_free, slot) => is_free && (!named[slot] || others.some((other) => other[slot])));
}

/** Other school hours in the place of those that the week has. */
export function with_school_hours(week: Week, before: SchoolHours, now: SchoolHours): Week {
    if (!has_preset(week, 'school', before)) return week;
    return with_preset_toggled(with_preset_toggled(week, 'school', before), 'school', now);
}

/** The clocks that school hours are chosen from. */
export const school_clocks = Array.from({ length: halves_of_day + 1 }, (_, half) => half).filter((half) => half >= school_hours_min && half <= school_hours_max);
