import { expect, test } from 'vitest';
import { ref, shallowRef } from 'vue';
import { useWeekPainting } from './useWeekPainting';
import { empty_week, free_halves, painted, slot_of, spans_of_day, type Week } from './week';

/** A week that is painted on. */
function set_up(start: Week = empty_week, first_half = 12) {
    const week = shallowRef(start);
    const first = ref(first_half);
    const painting = useWeekPainting(
        () => week.value,
        () => first.value,
        (area, free) => (week.value = painted(week.value, area, free)),
    );
    const keys = (...pressed: string[]) => {
        for (const key of pressed) {
            const bare = key.replace(/^(Shift|Control)\+/, '');
            painting.press({ key: bare, shiftKey: key.startsWith('Shift+'), ctrlKey: key.startsWith('Control+'), metaKey: false });
        }
    };
    return { week, first, painting, keys };
}

test('a stroke shows at once what it will do, and does it when the finger is lifted', () => {
    const { week, painting } = set_up();
    painting.begin(slot_of(0, 17));
    painting.extend(slot_of(4, 30));
    expect(free_halves(painting.shown.value)).toBe(5 * 14);
    expect(free_halves(week.value)).toBe(0);
    painting.end();
    expect(free_halves(week.value)).toBe(5 * 14);
    expect(painting.stroke.value).toBeUndefined();
});

test('a stroke that begins on a free half hour takes away, also where nothing was free', () => {
    const { week, painting } = set_up(painted(empty_week, { first_day: 0, last_day: 0, first_half: 20, last_half: 25 }, true));
    painting.begin(slot_of(0, 22));
    painting.extend(slot_of(1, 30));
    painting.end();
    expect(spans_of_day(week.value, 0)).toEqual([{ start: 20, end: 22 }]);
});

test('what was broken off leaves no trace', () => {
    const { week, painting } = set_up();
    painting.begin(slot_of(2, 20));
    painting.extend(slot_of(3, 40));
    painting.cancel();
    painting.end();
    expect(week.value).toEqual(empty_week);
});

test('by keys: go, turn round, take along', () => {
    const { week, painting, keys } = set_up();
    expect(painting.focused.value).toBe(slot_of(0, 12));
    keys('ArrowDown', 'ArrowDown', 'ArrowRight', ' ');
    expect(spans_of_day(week.value, 1)).toEqual([{ start: 14, end: 15 }]);
    keys('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight');
    expect(spans_of_day(week.value, 1)).toEqual([{ start: 14, end: 17 }]);
    expect(spans_of_day(week.value, 2)).toEqual([{ start: 16, end: 17 }]);
    // From a half hour that is not free the same keys wipe.
    keys('ArrowDown', 'Shift+ArrowUp');
    expect(spans_of_day(week.value, 2)).toEqual([]);
});

test('keys stop at the edges of what is shown', () => {
    const { painting, first, keys } = set_up();
    keys('ArrowUp', 'ArrowLeft');
    expect(painting.focused.value).toBe(slot_of(0, 12));
    keys('End', 'Control+End', 'ArrowDown', 'ArrowRight');
    expect(painting.focused.value).toBe(slot_of(6, 47));
    keys('Control+Home', 'PageDown', 'Home');
    expect(painting.focused.value).toBe(slot_of(0, 16));
    first.value = 0;
    keys('Control+Home');
    expect(painting.focused.value).toBe(slot_of(0, 0));
    // Folded away again: what Tab reaches is what is seen.
    first.value = 12;
    expect(painting.focused.value).toBe(slot_of(0, 12));
});

test('other keys are none of the grid’s', () => {
    const { painting } = set_up();
    for (const key of ['Tab', 'a', 'Escape']) expect(painting.press({ key, shiftKey: false, ctrlKey: false, metaKey: false }), key).toBe(false);
});
