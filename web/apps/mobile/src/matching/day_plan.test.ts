import { expect, test } from 'vitest';
import { blocks_of, fen_an_hour_with_travel, minutes_between, steps_of, work_minutes, type DayPlan, type DayPlanStop } from './day_plan';

const at = (clock: string) => `2026-11-28T${clock}:00+08:00`;
const stop = (leave: string, start: string, end: string) => ({ title: '洗碗工', leave: at(leave), arrive: at(start), start: at(start), end: at(end) }) as DayPlanStop;
const plan = (change: Partial<DayPlan> = {}): DayPlan => ({
    ...{ value_fen: 19_000, wage_fen: 20_800, travel_minutes: 60, stops: [stop('10:20', '10:30', '14:00'), stop('16:10', '16:30', '21:00')], home_at: at('21:30') },
    ...change,
});

test('an hour is worth less once the ways are counted', () => {
    expect(work_minutes(plan())).toBe(480);
    // 208 yuan for nine hours, and never rounded up.
    expect(fen_an_hour_with_travel(plan())).toBe(2_310);
    expect(fen_an_hour_with_travel(plan({ stops: [], travel_minutes: 0, wage_fen: 0 }))).toBe(0);
});

test('a day is told as it is lived, the time between two shifts too', () => {
    const told = steps_of(plan()).map((step) => `${step.at.slice(11, 16)} ${step.kind}`);
    expect(told).toEqual(['10:20 leave', '10:30 work', '14:00 wait', '16:10 leave', '16:30 work', '21:30 home']);
    const straight = steps_of(plan({ stops: [stop('10:20', '10:30', '14:00'), stop('14:00', '14:20', '18:00')] }));
    expect(straight.map(({ kind }) => kind)).toEqual(['leave', 'work', 'leave', 'work', 'home']);
});

test('the line of the day runs from midnight to midnight', () => {
    const blocks = blocks_of(plan(), at('00:00'));
    expect(blocks.map(({ kind }) => kind)).toEqual(['away', 'work', 'work']);
    expect(blocks[0]!.left).toBeCloseTo((620 / 1440) * 100);
    expect(blocks[0]!.left + blocks[0]!.width).toBeCloseTo((1290 / 1440) * 100);
    expect(minutes_between(at('23:30'), '2026-11-29T00:15:00+08:00')).toBe(45);
});
