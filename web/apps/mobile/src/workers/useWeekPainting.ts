import { computed, ref, shallowRef } from 'vue';
import { area_between, day_of, days_of_week, half_of, halves_of_day, painted, slot_of, type Week, type WeekArea } from './week';

/** A finger on its way over the week: what it covers becomes what its first half hour turns into. */
export interface WeekStroke {
    from: number;
    to: number;
    free: boolean;
}

const page_of_halves = 4;
const clamped = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** Painting a week with a finger or by keys. `first_half` is the first half hour of a day that is shown. */
export function useWeekPainting(week: () => Week, first_half: () => number, paint: (area: WeekArea, free: boolean) => void) {
    const stroke = shallowRef<WeekStroke>();
    const area = computed(() => stroke.value && area_between(stroke.value.from, stroke.value.to));
    const shown = computed(() => (stroke.value && area.value ? painted(week(), area.value, stroke.value.free) : week()));

    function begin(slot: number): void {
        stroke.value = { from: slot, to: slot, free: !week()[slot] };
    }
    function extend(slot: number): void {
        if (stroke.value && stroke.value.to !== slot) stroke.value = { ...stroke.value, to: slot };
    }
    function end(): void {
        const done = stroke.value;
        stroke.value = undefined;
        if (done) paint(area_between(done.from, done.to), done.free);
    }
    const cancel = () => (stroke.value = undefined);

    const remembered = ref(slot_of(0, 0));
    /** The one half hour that the Tab key reaches; never one that is folded away. */
    const focused = computed(() => slot_of(day_of(remembered.value), Math.max(first_half(), half_of(remembered.value))));

    function target_of(key: string, to_the_end: boolean): number | undefined {
        const [day, half] = [day_of(focused.value), half_of(focused.value)];
        const at = (to_day: number, to_half: number) => slot_of(clamped(to_day, 0, days_of_week - 1), clamped(to_half, first_half(), halves_of_day - 1));
        switch (key) {
            case 'ArrowUp':
                return at(day, half - 1);
            case 'ArrowDown':
                return at(day, half + 1);
            case 'ArrowLeft':
                return at(day - 1, half);
            case 'ArrowRight':
                return at(day + 1, half);
            case 'PageUp':
                return at(day, half - page_of_halves);
            case 'PageDown':
                return at(day, half + page_of_halves);
            case 'Home':
                return to_the_end ? at(day, 0) : at(0, half);
            case 'End':
                return to_the_end ? at(day, halves_of_day) : at(days_of_week, half);
            default:
                return undefined;
        }
    }
    /** Whether the key was for the grid: arrows go, with Shift they take along what is under them, Space turns it round. */
    function press({ key, shiftKey, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey'>): boolean {
        if (key === 'Escape' && stroke.value) {
            cancel();
            return true;
        }
        const here = focused.value;
        if (key === ' ' || key === 'Enter') {
            paint(area_between(here, here), !week()[here]);
            return true;
        }
        const target = target_of(key, ctrlKey || metaKey);
        if (target === undefined) return false;
        if (shiftKey) paint(area_between(here, target), week()[here] === true);
        remembered.value = target;
        return true;
    }
    return { stroke, area, shown, focused, begin, extend, end, cancel, press, go_to: (slot: number) => (remembered.value = slot) };
}
