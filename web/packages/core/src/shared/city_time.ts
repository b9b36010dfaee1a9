// The city's civil time is UTC+8 all year, wherever the phone is.
const offset_ms = 8 * 3_600_000;
const day_ms = 86_400_000;

/** The civil date of a moment: YYYY-MM-DD. */
export function city_date(moment: Date): string {
    return new Date(moment.getTime() + offset_ms).toISOString().slice(0, 10);
}

/** The clock of a moment: HH:MM. */
export function city_clock(moment: Date): string {
    return new Date(moment.getTime() + offset_ms).toISOString().slice(11, 16);
}

export function date_plus(date: string, days: number): string {
    return new Date(Date.parse(`${date}T00:00:00Z`) + days * day_ms).toISOString().slice(0, 10);
}

/** From one date to another, negative where the second is the earlier one. */
export function days_between(from: string, to: string): number {
    return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day_ms);
}

/** 1 is Monday. */
export function weekday_of(date: string): number {
    return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** A date and a clock of the city as RFC 3339. */
export function city_moment(date: string, clock: string): string {
    return `${date}T${clock}:00+08:00`;
}
