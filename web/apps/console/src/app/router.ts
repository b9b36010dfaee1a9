import type { Http } from '@gigfair/core/shared/http';
import { focus_heading, page, show_under_way } from '@gigfair/core/shared/page_router';
import { createRouter, createWebHistory, type RouteLocationNormalized, type Router } from 'vue-router';
import type { Session } from '../accounts/session';
import SignInPage from '../accounts/SignInPage.vue';
import type { AppI18n } from '../locales/messages';
import type { Settings } from '../shared/settings';

declare module 'vue-router' {
    interface RouteMeta {
        /** Key of the page's name in the locale files. */
        title: string;
        /** Open to somebody who has not signed in. */
        open?: boolean;
        /** Letters that decide on this page, and the keys of their words. */
        letters?: Readonly<Record<string, string>>;
        /** Those letters are for whoever may suspend: the others only look. */
        suspending?: boolean;
    }
}

const review_letters = { a: 'a', q: 'q', r: 'r' };
const suspension_letters = { e: 'suspend', i: 'reinstate', r: 'refuse_reinstatement' };
const report_letters = { r: 'removed', c: 'corrected', p: 'passed_on', n: 'no_breach', s: 'takedown' };

interface RouterParts {
    session: Session;
    settings: Settings;
    messages: AppI18n;
    http: Http;
}

export function createPageRouter({ session, settings, messages, http }: RouterParts): Router {
    /** Work begins at the queue of the market that was last worked for. */
    function first_work() {
        const ids = session.market_ids.value;
        const market = ids.find((id) => id === settings.market) ?? ids[0];
        return market === undefined ? { name: 'no_market' } : { name: 'reviews', params: { market, item: '' } };
    }
    function is_own(to: RouteLocationNormalized): boolean {
        return to.params.market === undefined || session.market_ids.value.includes(String(to.params.market));
    }
    const router = createRouter({
        history: createWebHistory('/console/'),
        routes: [
            // Never shown: the guard leads on to where work waits, once it is known who asks.
            { path: '/', name: 'home', component: { render: () => null }, meta: { title: 'review.title' } },
            { path: '/sign-in', name: 'sign_in', component: SignInPage, meta: { title: 'sign_in.title', open: true } },
            {
                path: '/markets/:market/reviews/:item?',
                name: 'reviews',
                component: page(() => import('../jobs/ReviewsPage.vue')),
                meta: { title: 'review.title', letters: review_letters },
            },
            {
                path: '/markets/:market/employers/:item?',
                name: 'employer_checks',
                component: page(() => import('../employers/ChecksPage.vue')),
                meta: { title: 'check.title', letters: review_letters },
            },
            {
                path: '/markets/:market/reports/:item?',
                name: 'reports',
                component: page(() => import('../jobs/ReportsPage.vue')),
                meta: { title: 'report.title', letters: report_letters },
            },
            {
                path: '/markets/:market/suspensions/:item?',
                name: 'suspensions',
                component: page(() => import('../employers/SuspensionsPage.vue')),
                meta: { title: 'suspension.title', letters: suspension_letters, suspending: true },
            },
            { path: '/no-market', name: 'no_market', component: page(() => import('./NoMarketPage.vue')), meta: { title: 'no_market.title' } },
            { path: '/:rest(.*)*', name: 'nowhere', component: page(() => import('./NowherePage.vue')), meta: { title: 'nowhere.title', open: true } },
        ],
    });

    show_under_way(router, http);
    router.beforeEach(async (to) => {
        await session.restore();
        if (to.meta.open) return true;
        // The phone app shares the cookie: whoever looks for work there is no staff.
        if (!session.me.value?.roles.some(({ role }) => role !== 'worker' && role !== 'employer_member' && role !== 'agency')) {
            return { name: 'sign_in', query: to.name === 'home' ? {} : { back: to.fullPath } };
        }
        if (to.name === 'home') return first_work();
        if (!is_own(to)) return { name: 'home' };
        if (typeof to.params.market === 'string') settings.market = to.params.market;
        return true;
    });
    router.afterEach(async (to, from) => {
        document.title = `${messages.global.t(to.meta.title)} · ${messages.global.t('app.title')}`;
        if (from.name === undefined || to.name === from.name) return;
        await focus_heading({ preventScroll: true });
    });
    return router;
}
