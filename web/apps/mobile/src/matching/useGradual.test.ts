import { afterEach, expect, test, vi } from 'vitest';
import { ref } from 'vue';
import { first_screen_cards, useGradual } from './useGradual';

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

afterEach(() => vi.restoreAllMocks());

/** Frames that come when the test says so. */
function frames() {
    vi.useFakeTimers();
    const waiting: FrameRequestCallback[] = [];
    vi.spyOn(globalThis, 'requestAnimationFrame').mockImplementation((frame) => waiting.push(frame));
    return {
        paint() {
            for (const frame of waiting.splice(0)) frame(0);
            vi.runAllTimers();
            vi.useRealTimers();
        },
    };
}

test('a fresh list begins with the first screen and is whole once that is painted', () => {
    const screen = frames();
    const items = ref<number[]>([]);
    const shown = useGradual(items);
    items.value = numbers(20);
    expect(shown.value).toEqual(numbers(first_screen_cards));
    screen.paint();
    expect(shown.value).toEqual(numbers(20));
});

test('what is added to a list stands at once', () => {
    const screen = frames();
    const items = ref(numbers(20));
    const shown = useGradual(items);
    items.value = numbers(40);
    expect(shown.value).toEqual(numbers(40));
    screen.paint();
});
