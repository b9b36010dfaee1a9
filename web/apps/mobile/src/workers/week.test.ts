import { expect, test } from 'vitest';
import {
    area_between,
    clock_of,
    day_part,
    digits_of,
    empty_week,
    free_halves,
    full_week,
    painted,
    slot_of,
    spans_of_day,
    week_of,
    week_slots,
    week_where,
    type Week,
} from './week';
import { has_preset, usual_school_hours, week_of_preset, with_preset_toggled, with_school_hours } from './week_presets';

/** A day as a line of 24 letters, one an hour: # free, - the first half, _ the second half, . neither. */
function drawn(week: Week, day: number): string {
    const part = day_part(week, day);
    return Array.from({ length: 24 }, (_, hour) => {
        const [first, second] = [part[hour * 2], part[hour * 2 + 1]];
        if (first) return second ? '#' : '-';
        return second ? '_' : '.';
    }).join('');
}
const zeros = '0'.repeat(84);

test('the most significant bit of the first digit is Monday 00:00', () => {
    expect(digits_of(week_where((day, half) => day === 0 && half === 0))).toBe(`8${zeros.slice(1)}`);
    expect(digits_of(week_where((day, half) => day === 6 && half === 47))).toBe(`${zeros.slice(1)}1`);
    expect(week_of(`8${zeros.slice(1)}`)?.indexOf(true)).toBe(slot_of(0, 0));
    // Twelve digits a day: the first of Tuesday is the thirteenth.
    expect(week_of(`${'0'.repeat(12)}4${'0'.repeat(71)}`)?.indexOf(true)).toBe(slot_of(1, 1));
});

test('digits and week are the same, whatever the week', () => {
    let seed = 20261125;
    const bit = () => ((seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) & (1 << 20)) !== 0;
    for (let round = 0; round < 50; round += 1) {
        const week = Array.from({ length: week_slots }, bit);
        expect(week_of(digits_of(week)), `round ${round}`).toEqual(week);
    }
    expect(digits_of(full_week)).toBe('f'.repeat(84));
    expect(week_of('F'.repeat(84))).toEqual(full_week);
    expect(week_of(zeros)).toEqual(empty_week);
});

test('what are not 84 hex digits is no week', () => {
    for (const wrong of ['', 'f'.repeat(83), 'f'.repeat(85), 'g'.repeat(84), ` ${zeros.slice(1)}`]) expect(week_of(wrong), wrong).toBeUndefined();
});

test('an area is the same from whichever corner it is drawn, and only it is painted', () => {
    const area = area_between(slot_of(4, 31), slot_of(0, 17));
    expect(area).toEqual(area_between(slot_of(0, 31), slot_of(4, 17)));
    const week = painted(empty_week, area, true);
    for (const day of [0, 4]) expect(drawn(week, day)).toBe('........_#######........');
    expect(drawn(week, 5)).toBe('.'.repeat(24));
    expect(free_halves(week)).toBe(5 * 15);
    expect(painted(week, area, false)).toEqual(empty_week);
});

test('the spans of a day and their clocks', () => {
    const week = week_where((day, half) => day === 2 && (half < 2 || (half >= 21 && half < 28) || half === 47));
    expect(spans_of_day(week, 2).map(({ start, end }) => `${clock_of(start)}-${clock_of(end)}`)).toEqual(['00:00-01:00', '10:30-14:00', '23:30-24:00']);
    expect(spans_of_day(week, 3)).toEqual([]);
});

test('presets are the hours that people live by', () => {
    const lines = (preset: Parameters<typeof week_of_preset>[0]) => [0, 6].map((day) => drawn(week_of_preset(preset, usual_school_hours), day));
    expect(lines('peaks')).toEqual(['.........._###.._####...', '.........._###.._####...']);
    expect(lines('school')).toEqual(['........_######-........', '.'.repeat(24)]);
    expect(lines('weekend')).toEqual(['.'.repeat(24), '#'.repeat(24)]);
    expect(lines('night')).toEqual(['######................##', '######................##']);
});

test('the first preset leaves nothing but itself, the next ones are added and taken away', () => {
    const school = usual_school_hours;
    const peaks = with_preset_toggled(full_week, 'peaks', school);
    expect(peaks).toEqual(week_of_preset('peaks', school));
    const both = with_preset_toggled(peaks, 'weekend', school);
    expect([drawn(both, 0), drawn(both, 6)]).toEqual([drawn(peaks, 0), '#'.repeat(24)]);
    // The peaks of the weekend stay: they are still chosen.
    expect(with_preset_toggled(both, 'weekend', school)).toEqual(peaks);
    expect(with_preset_toggled(peaks, 'peaks', school)).toEqual(empty_week);
});

test('in a full week no preset counts as chosen', () => {
    expect(has_preset(full_week, 'weekend', usual_school_hours)).toBe(false);
    expect(has_preset(week_of_preset('weekend', usual_school_hours), 'weekend', usual_school_hours)).toBe(true);
});

test('other school hours take the place of the ones before, and of nothing else', () => {
    const week = with_preset_toggled(week_of_preset('school', usual_school_hours), 'weekend', usual_school_hours);
    const later = with_school_hours(week, usual_school_hours, { start: 18, end: 33 });
    expect([drawn(later, 0), drawn(later, 6)]).toEqual(['.........#######-.......', '#'.repeat(24)]);
    const without = week_of_preset('weekend', usual_school_hours);
    expect(with_school_hours(without, usual_school_hours, { start: 18, end: 33 })).toEqual(without);
});
