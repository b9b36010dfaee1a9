import type { components } from '@gigfair/api';
import { city_clock, city_date, weekday_of } from '@gigfair/core/shared/city_time';
import { answerOf, type Api } from '@gigfair/core/shared/http';
import { minutes_at_speed } from '@gigfair/geo';
import { slot_of, week_slots, type Week } from '../workers/week';

export type DayPlans = components['schemas']['DayPlans'];
export type DayPlan = components['schemas']['DayPlan'];
export type DayPlanStop = components['schemas']['DayPlanStop'];

export function ask_day_plans(api: Api, date: string): Promise<DayPlans> {
    return answerOf(api.GET('/api/v1/me/day-plan', { params: { query: { date } } }));
}

/** From where a day begins, and when there is none of it. */
export interface DayGround {
    lon: number;
    lat: number;
    /** Whether it is the person's own home, or the middle of the city in its place. */
    is_own: boolean;
    speed_kmh: number;
    week: Week;
    away: readonly { start: string; end: string }[];
}

const minute_ms = 60_000;
const half_hour_ms = 30 * minute_ms;
const minutes_per_hour = 60;
const minutes_per_day = 1_440;

export const minutes_between = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / minute_ms);
export const work_minutes = (plan: DayPlan): number => plan.stops.reduce((sum, { start, end }) => sum + minutes_between(start, end), 0);

/** What an hour is worth once the ways are counted, in whole tens of fen; rounded down, as nobody should be promised more. */
export const fen_an_hour_with_travel = (plan: DayPlan): number =>
    Math.floor((plan.wage_fen * minutes_per_hour) / Math.max(1, work_minutes(plan) + plan.travel_minutes) / 10) * 10;

function slot_at(ms: number): number {
    const moment = new Date(ms);
    const [hour = 0, minute = 0] = city_clock(moment).split(':').map(Number);
    return slot_of(weekday_of(city_date(moment)) - 1, hour * 2 + (minute < 30 ? 0 : 1)) % week_slots;
}

/** Whether every half hour that the time touches is free: then one need not go home in between. */
function is_free_throughout(from: string, to: string, { week, away }: DayGround): boolean {
    const [start, end] = [Date.parse(from), Date.parse(to)];
    if (away.some((time) => Date.parse(time.start) < end && start < Date.parse(time.end))) return false;
    for (let ms = Math.floor(start / half_hour_ms) * half_hour_ms; ms < end; ms += half_hour_ms) if (!week[slot_at(ms)]) return false;
    return true;
}

/** The stops in a row, from leaving home until one is home again. */
export interface Outing {
    stops: DayPlanStop[];
    home_at: string;
}

/** Between two free times of a day one is at home, as the plan reckons; within one the way goes straight on. */
export function outings_of(plan: DayPlan, ground: DayGround | undefined): Outing[] {
    const outings: Outing[] = [];
    plan.stops.forEach((stop, n) => {
        const before = plan.stops[n - 1];
        const last = outings[outings.length - 1];
        if (last && before && (!ground || is_free_throughout(before.end, stop.start, ground))) {
            last.stops.push(stop);
            return;
        }
        if (last && before && ground) last.home_at = new Date(Date.parse(before.end) + minutes_at_speed(before.distance_m ?? 0, ground.speed_kmh) * minute_ms).toISOString();
        outings.push({ stops: [stop], home_at: plan.home_at });
    });
    return outings;
}

export type DayStep =
    | { kind: 'leave'; at: string }
    | { kind: 'work'; at: string; until: string; stop: DayPlanStop }
    | { kind: 'wait'; at: string; until: string }
    | { kind: 'home'; at: string };

/** A plan as one lives it: leave, be there, work, go on, be home. */
export function steps_of(plan: DayPlan, ground: DayGround | undefined): DayStep[] {
    return outings_of(plan, ground).flatMap(({ stops, home_at }): DayStep[] => [
        ...stops.flatMap((stop, n): DayStep[] => {
            const before = stops[n - 1];
            const waits = before !== undefined && minutes_between(before.end, stop.leave) > 0;
            return [
                ...(waits ? [{ kind: 'wait' as const, at: before.end, until: stop.leave }] : []),
                { kind: 'leave', at: stop.leave },
                { kind: 'work', at: stop.start, until: stop.end, stop },
            ];
        }),
        { kind: 'home', at: home_at },
    ]);
}

/** Where on the line of a day something lies, in percent. */
export interface DayBlock {
    kind: 'work' | 'away';
    left: number;
    width: number;
}

/** The day as a line from midnight to midnight: work, and the rest of being out of the house. */
export function blocks_of(plan: DayPlan, ground: DayGround | undefined, midnight: string): DayBlock[] {
    const percent = (minutes: number) => (minutes / minutes_per_day) * 100;
    const block = (kind: DayBlock['kind'], from: string, to: string): DayBlock => ({ kind, left: percent(minutes_between(midnight, from)), width: percent(minutes_between(from, to)) });
    const out = outings_of(plan, ground).flatMap(({ stops: [first], home_at }) => (first ? [block('away', first.leave, home_at)] : []));
    return [...out, ...plan.stops.map(({ start, end }) => block('work', start, end))];
}
