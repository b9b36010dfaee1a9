import { computed, ref, shallowRef, watch, type Ref } from 'vue';
import { useSession } from '../accounts/session';

/** The contract's largest page, and how many of them a refresh reads again at most. */
export const queue_page = 100;
export const queue_pages_max = 5;

export interface QueuePage<Item> {
    items: Item[];
    next_cursor: string | null;
}

export interface QueueSource<Item> {
    key(item: Item): string;
    page(cursor: string | undefined): Promise<QueuePage<Item>>;
}

/** What waits for a market's staff, longest waiting first, and the one that is looked at. */
export function useQueue<Item>(source: QueueSource<Item>, selected: Ref<string | undefined>) {
    const session = useSession();
    const items = shallowRef<Item[]>([]);
    const next_cursor = ref<string | null>(null);
    const loaded = ref(false);
    const loading = ref(false);
    const error = shallowRef<unknown>();
    const as_of = shallowRef(new Date());
    /** What was looked at when a refresh found it no longer waiting. */
    const gone = shallowRef<Item>();
    let newest = 0;
    let pages = 1;

    const place_of = (key: string | undefined) => items.value.findIndex((item) => source.key(item) === key);
    const item = computed(() => items.value[place_of(selected.value)]);

    /** Reads anew as much as was shown. The newest answer counts. */
    async function refresh(): Promise<void> {
        newest += 1;
        const mine = newest;
        loading.value = true;
        error.value = undefined;
        try {
            const all: Item[] = [];
            let cursor: string | null = null;
            for (let page = 0; page < pages; page += 1) {
                const from: string | undefined = cursor ?? undefined;
                const answer: QueuePage<Item> = await session.reading(() => source.page(from));
                all.push(...answer.items);
                cursor = answer.next_cursor;
                if (cursor === null) break;
            }
            if (mine !== newest) return;
            const looked_at = item.value;
            items.value = all;
            next_cursor.value = cursor;
            as_of.value = new Date();
            loaded.value = true;
            gone.value = looked_at !== undefined && item.value === undefined ? looked_at : undefined;
        } catch (failure) {
            if (mine === newest) error.value = failure;
        } finally {
            if (mine === newest) loading.value = false;
        }
    }
    async function more(): Promise<void> {
        if (next_cursor.value === null || pages >= queue_pages_max) return;
        pages += 1;
        await refresh();
    }
    function step(by: 1 | -1): void {
        const all = items.value;
        if (all.length === 0) return;
        const from = place_of(selected.value);
        const to = from < 0 ? 0 : Math.min(all.length - 1, Math.max(0, from + by));
        selected.value = source.key(all[to]!);
    }
    /** Takes a decided one off the list; the next one moves up into its place. */
    function take(key: string): void {
        // An answer on its way was asked for before the decision.
        newest += 1;
        loading.value = false;
        const place = place_of(key);
        if (place < 0) return;
        items.value = items.value.filter((each) => source.key(each) !== key);
        if (selected.value !== key) return;
        const next = items.value[Math.min(place, items.value.length - 1)];
        selected.value = next === undefined ? undefined : source.key(next);
    }
    /** Puts what an act answered in the place of what it was about. */
    function put(changed: Item): void {
        items.value = items.value.map((each) => (source.key(each) === source.key(changed) ? changed : each));
    }
    watch(selected, () => (gone.value = undefined));

    const has_more = computed(() => next_cursor.value !== null && pages < queue_pages_max);
    return { items, item, selected, next_cursor, has_more, loaded, loading, error, as_of, gone, refresh, more, step, take, put, key: source.key };
}

export type Queue<Item> = ReturnType<typeof useQueue<Item>>;
