import { flushPromises } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { defineComponent, h } from 'vue';
import type { Me } from '../accounts/session';
import { mount_in_app, refused, server_of, worker_of_test } from '../shared/app_fixture';
import type { Settings } from '../shared/settings';
import { useListOrder } from './useListOrder';

/** The composable in a component, before a server where the profile has this version. */
async function set_up({ me, settings = {}, version = 0, fails = false }: { me?: Me; settings?: Partial<Settings>; version?: number; fails?: boolean } = {}) {
    const server = server_of(() => (fails ? refused(404, 'http.not_found', 'x') : { body: {}, headers: { ETag: `"${version}"` } }));
    let list!: ReturnType<typeof useListOrder>;
    const Holder = defineComponent({ setup: () => ((list = useListOrder()), () => h('div')) });
    const mounted = await mount_in_app(Holder, { fetch: server.fetch, me, settings });
    // The code that reads profiles is fetched first.
    await import('../workers/profile');
    await flushPromises();
    return { ...mounted, list, asked: server.asked };
}
const employer = { ...worker_of_test, roles: [{ role: 'employer_member', scope: null }] } as unknown as Me;

test('a visitor chooses between near and new, and the server is not asked who they are', async () => {
    const { list, asked, settings } = await set_up({ settings: { recommended: true } });
    expect(list.orders.value).toEqual(['distance', 'recent']);
    expect(list.order.value).toBe('distance');
    list.order.value = 'recent';
    expect(list.order.value).toBe('recent');
    expect(settings.recommended).toBe(true);
    expect(asked).toEqual([]);
});

test('who has a profile and never chose gets what was made from it, first', async () => {
    const { list, settings } = await set_up({ me: worker_of_test, version: 5 });
    expect(list.orders.value[0]).toBe('recommended');
    expect(list.order.value).toBe('recommended');
    expect(settings.recommended).toBe(true);
    expect(list.invites.value).toBe(false);
});

test('who has none is invited, and sees what is near', async () => {
    const { list } = await set_up({ me: worker_of_test });
    expect(list.order.value).toBe('distance');
    expect(list.invites.value).toBe(true);
});

test('a choice is kept, and the server need not be asked', async () => {
    const { list, settings, asked } = await set_up({ me: worker_of_test, version: 5, settings: { recommended: false } });
    expect(list.order.value).toBe('distance');
    expect(asked).toEqual([]);
    list.order.value = 'recommended';
    expect(settings.recommended).toBe(true);
    list.order.value = 'recent';
    expect(settings.recommended).toBe(false);
});

test('an employer, and one whose profile can’t be read, are left with what is near', async () => {
    for (const situation of [{ me: employer, version: 5 }, { me: worker_of_test, fails: true }]) {
        const { list } = await set_up(situation);
        expect(list.order.value).toBe('distance');
        expect(list.invites.value).toBe(false);
    }
});
