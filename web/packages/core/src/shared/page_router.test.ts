import { expect, test } from 'vitest';
import { ref } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { page, show_under_way } from './page_router';

const empty = { render: () => null };

function set_up() {
    const pending = ref(0);
    let arrive!: () => void;
    let fail!: () => void;
    const slow = () =>
        new Promise((resolve, reject) => {
            arrive = () => resolve(empty);
            fail = () => reject(new Error('lost'));
        });
    const router = createRouter({
        history: createMemoryHistory(),
        routes: [
            { path: '/', component: empty },
            { path: '/slow', component: page(slow) },
            { path: '/guarded', component: empty },
        ],
    });
    show_under_way(router, { pending });
    router.beforeEach((to) => (to.path === '/guarded' ? '/slow' : true));
    return { pending, router, arrive: () => arrive(), fail: () => fail() };
}
const started = async (pending: { value: number }) => {
    for (let turn = 0; turn < 20 && pending.value === 0; turn += 1) await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve));
};

test('a page on its way counts as one wait, and no longer when it is there', async () => {
    const { pending, router, arrive } = set_up();
    const way = router.push('/slow');
    await started(pending);
    expect(pending.value).toBe(1);
    arrive();
    await way;
    expect(pending.value).toBe(0);
});

test('a redirect is one wait', async () => {
    const { pending, router, arrive } = set_up();
    const way = router.push('/guarded');
    await started(pending);
    expect(pending.value).toBe(1);
    arrive();
    await way;
    expect(pending.value).toBe(0);
    expect(router.currentRoute.value.path).toBe('/slow');
});

test('a page that does not come is no wait any more', async () => {
    const { pending, router, fail } = set_up();
    const way = router.push('/slow');
    await started(pending);
    fail();
    await expect(way).rejects.toMatchObject({ problem: { code: 'client.unreachable' } });
    expect(pending.value).toBe(0);
});
