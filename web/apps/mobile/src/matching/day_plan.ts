import { answerOf, type Api } from '@gigfair/core/shared/http';
import type { Opening } from './openings_query';

/** As the contract has it; its operation is not on this branch yet. */
export interface DayPlanStop extends Opening {
    leave: string;
    arrive: string;
}
export interface DayPlan {
    value_fen: number;
    wage_fen: number;
    travel_minutes: number;
    stops: DayPlanStop[];
    home_at: string;
}
export interface DayPlans {
    plans: DayPlan[];
}

type AskDayPlans = (path: '/api/v1/me/day-plan', init: { params: { query: { date: string } } }) => Promise<{ data?: DayPlans; error?: unknown; response: Response }>;

export function ask_day_plans(api: Api, date: string): Promise<DayPlans> {
    return answerOf((api.GET as unknown as AskDayPlans)('/api/v1/me/day-plan', { params: { query: { date } } }));
}

const minute_ms = 60_000;
const minutes_per_hour = 60;
const minutes_per_day = 1_440;

export const minutes_between = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / minute_ms);
export const work_minutes = (plan: DayPlan): number => plan.stops.reduce((sum, { start, end }) => sum + minutes_between(start, end), 0);

/** What an hour is worth once the ways are counted, in whole tens of fen; rounded down, as nobody should be promised more. */
export const fen_an_hour_with_travel = (plan: DayPlan): number =>
    Math.floor((plan.wage_fen * minutes_per_hour) / Math.max(1, work_minutes(plan) + plan.travel_minutes) / 10) * 10;

export type DayStep =
    | { kind: 'leave'; at: string }
    | { kind: 'work'; at: string; until: string; number: number; stop: DayPlanStop }
    | { kind: 'wait'; at: string; until: string }
    | { kind: 'home'; at: string };

/** A plan as one lives it: leave, be there, work, go on, be home. */
export function steps_of(plan: DayPlan): DayStep[] {
    const steps: DayStep[] = plan.stops.flatMap((stop, n): DayStep[] => {
        const before = plan.stops[n - 1];
        const pause = before ? minutes_between(before.end, stop.leave) : 0;
        return [
            ...(pause > 0 && before ? [{ kind: 'wait' as const, at: before.end, until: stop.leave }] : []),
            { kind: 'leave', at: stop.leave },
            { kind: 'work', at: stop.start, until: stop.end, number: n + 1, stop },
        ];
    });
    return [...steps, { kind: 'home', at: plan.home_at }];
}

/** Where on the line of a day something lies, in percent. */
export interface DayBlock {
    kind: 'work' | 'away';
    left: number;
    width: number;
}

/** The day as a line from midnight to midnight: work, and the rest of being out of the house. */
export function blocks_of(plan: DayPlan, midnight: string): DayBlock[] {
    const percent = (minutes: number) => (minutes / minutes_per_day) * 100;
    const block = (kind: DayBlock['kind'], from: string, to: string): DayBlock => ({ kind, left: percent(minutes_between(midnight, from)), width: percent(minutes_between(from, to)) });
    const [first] = plan.stops;
    return [...(first ? [block('away', first.leave, plan.home_at)] : []), ...plan.stops.map(({ start, end }) => block('work', start, end))];
}
