import { flushPromises, mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { defineComponent, h, ref } from 'vue';
import { session_key, type Session } from '../accounts/session';
import { useQueue, type Queue, type QueuePage } from './useQueue';

const session = { reading: <Answer>(call: () => Promise<Answer>) => call() } as unknown as Session;

interface Asked {
    cursor: string | undefined;
    answer(items: string[], next_cursor?: string | null): Promise<void>;
    lose(): Promise<void>;
}

function set_up(start?: string) {
    const asked: Asked[] = [];
    const selected = ref(start);
    const page = (cursor: string | undefined) =>
        new Promise<QueuePage<string>>((resolve, reject) => {
            asked.push({
                cursor,
                answer: async (items, next_cursor = null) => {
                    resolve({ items, next_cursor });
                    await flushPromises();
                },
                lose: async () => {
                    reject(new TypeError('lost'));
                    await flushPromises();
                },
            });
        });
    let queue!: Queue<string>;
    const Holder = defineComponent({ setup: () => ((queue = useQueue({ key: (item) => item, page }, selected)), () => h('div')) });
    mount(Holder, { global: { provide: { [session_key as symbol]: session } } });
    return { asked, selected, queue };
}

test('one steps through the list and stops at its ends', async () => {
    const { asked, selected, queue } = set_up();
    void queue.refresh();
    await asked[0]?.answer(['a', 'b']);
    queue.step(1);
    expect(selected.value).toBe('a');
    queue.step(1);
    queue.step(1);
    expect(selected.value).toBe('b');
    queue.step(-1);
    queue.step(-1);
    expect(selected.value).toBe('a');
});

test('what is decided goes, and the next one moves up', async () => {
    const { asked, selected, queue } = set_up('b');
    void queue.refresh();
    await asked[0]?.answer(['a', 'b', 'c']);
    queue.take('b');
    expect([queue.items.value, selected.value]).toEqual([['a', 'c'], 'c']);
    queue.take('c');
    expect(selected.value).toBe('a');
    queue.take('a');
    expect([queue.items.value, selected.value]).toEqual([[], undefined]);
});

test('an answer that was asked for before a decision does not bring it back', async () => {
    const { asked, queue } = set_up('a');
    void queue.refresh();
    await asked[0]?.answer(['a', 'b']);
    void queue.refresh();
    queue.take('a');
    await asked[1]?.answer(['a', 'b']);
    expect(queue.items.value).toEqual(['b']);
    expect(queue.loading.value).toBe(false);
});

test('a refresh keeps the place, and says when a colleague was faster', async () => {
    const { asked, selected, queue } = set_up('b');
    void queue.refresh();
    await asked[0]?.answer(['a', 'b']);
    void queue.refresh();
    await asked[1]?.answer(['b', 'c']);
    expect([queue.item.value, queue.gone.value]).toEqual(['b', undefined]);
    void queue.refresh();
    await asked[2]?.answer(['c']);
    expect([selected.value, queue.item.value, queue.gone.value]).toEqual(['b', undefined, 'b']);
    queue.step(1);
    await flushPromises();
    expect([selected.value, queue.gone.value]).toEqual(['c', undefined]);
});

test('a lost refresh keeps what was there', async () => {
    const { asked, queue } = set_up();
    void queue.refresh();
    await asked[0]?.answer(['a']);
    void queue.refresh();
    await asked[1]?.lose();
    expect(queue.items.value).toEqual(['a']);
    expect(queue.error.value).toBeInstanceOf(TypeError);
});

test('more shows another page, and a refresh reads as much as was shown', async () => {
    const { asked, queue } = set_up();
    void queue.refresh();
    await asked[0]?.answer(['a'], 'after-a');
    expect(queue.has_more.value).toBe(true);
    void queue.more();
    await asked[1]?.answer(['a'], 'after-a');
    expect(asked[2]?.cursor).toBe('after-a');
    await asked[2]?.answer(['b']);
    expect([queue.items.value, queue.has_more.value]).toEqual([['a', 'b'], false]);
});
