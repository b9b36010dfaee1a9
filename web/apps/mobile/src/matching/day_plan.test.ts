import { expect, test } from 'vitest';
import { empty_week, full_week, painted, slot_of, area_between } from '../workers/week';
import { blocks_of, fen_an_hour_with_travel, minutes_between, outings_of, steps_of, work_minutes, type DayGround, type DayPlan, type DayPlanStop } from './day_plan';

// A Saturday.
const at = (clock: string) => `2026-11-28T${clock}:00+08:00`;
const stop = (leave: string, start: string, end: string) => ({ title: '洗碗工', distance_m: 2_000, leave: at(leave), arrive: at(start), start: at(start), end: at(end) }) as DayPlanStop;
const plan = (change: Partial<DayPlan> = {}): DayPlan => ({
    ...{ value_fen: 19_000, wage_fen: 20_800, travel_minutes: 60, stops: [stop('10:20', '10:30', '14:00'), stop('16:10', '16:30', '21:00')], home_at: at('21:30') },
    ...change,
});
const ground = (change: Partial<DayGround> = {}): DayGround => ({ lon: 120.1, lat: 30.8, is_own: true, speed_kmh: 15, week: full_week, away: [], ...change });
const saturday = (from: number, to: number) => area_between(slot_of(5, from), slot_of(5, to - 1));
/** Free at lunch and at dinner, 10:00–15:00 and 16:00–22:00. */
const peaks = painted(painted(empty_week, saturday(20, 30), true), saturday(32, 44), true);
const told = (steps: { at: string; kind: string }[]) => steps.map((step) => `${new Date(Date.parse(step.at) + 8 * 3_600_000).toISOString().slice(11, 16)} ${step.kind}`);

test('an hour is worth less once the ways are counted', () => {
    expect(work_minutes(plan())).toBe(480);
    // 208 yuan for nine hours, and never rounded up.
    expect(fen_an_hour_with_travel(plan())).toBe(2_310);
    expect(fen_an_hour_with_travel(plan({ stops: [], travel_minutes: 0, wage_fen: 0 }))).toBe(0);
});

test('who is free in between goes straight on, and waits where there is time', () => {
    expect(told(steps_of(plan(), ground()))).toEqual(['10:20 leave', '10:30 work', '14:00 wait', '16:10 leave', '16:30 work', '21:30 home']);
    const straight = plan({ stops: [stop('10:20', '10:30', '14:00'), stop('14:00', '14:20', '18:00')] });
    expect(steps_of(straight, ground()).map(({ kind }) => kind)).toEqual(['leave', 'work', 'leave', 'work', 'home']);
});

test('between two free times one is at home, as long as the way takes after the shift', () => {
    // 2 km at 15 km an hour, with the detour: 11 minutes.
    expect(told(steps_of(plan(), ground({ week: peaks })))).toEqual(['10:20 leave', '10:30 work', '14:11 home', '16:10 leave', '16:30 work', '21:30 home']);
    expect(outings_of(plan(), ground({ week: peaks })).map(({ stops }) => stops.length)).toEqual([1, 1]);
    // One half hour that isn't free is enough, and so is being away.
    const hole = painted(full_week, saturday(30, 31), false);
    expect(outings_of(plan(), ground({ week: hole }))).toHaveLength(2);
    expect(outings_of(plan(), ground({ away: [{ start: at('15:00'), end: at('15:10') }] }))).toHaveLength(2);
    expect(outings_of(plan(), ground({ away: [{ start: at('21:00'), end: at('22:00') }] }))).toHaveLength(1);
    expect(outings_of(plan(), undefined)).toHaveLength(1);
});

test('the line of the day runs from midnight to midnight', () => {
    const blocks = blocks_of(plan(), ground(), at('00:00'));
    expect(blocks.map(({ kind }) => kind)).toEqual(['away', 'work', 'work']);
    expect(blocks[0]!.left).toBeCloseTo((620 / 1440) * 100);
    expect(blocks[0]!.left + blocks[0]!.width).toBeCloseTo((1290 / 1440) * 100);
    expect(blocks_of(plan(), ground({ week: peaks }), at('00:00')).map(({ kind }) => kind)).toEqual(['away', 'away', 'work', 'work']);
    expect(minutes_between(at('23:30'), '2026-11-29T00:15:00+08:00')).toBe(45);
});
