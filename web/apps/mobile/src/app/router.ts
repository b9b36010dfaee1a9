import type { Http } from '@gigfair/core/shared/http';
import { focus_heading, page, show_under_way } from '@gigfair/core/shared/page_router';
import { createRouter, createWebHistory, type Router } from 'vue-router';
import type { Session } from '../accounts/session';
import type { AppI18n } from '../locales/messages';
import OpeningsPage from '../matching/OpeningsPage.vue';

declare module 'vue-router' {
    interface RouteMeta {
        /** Key of the page's name in the locale files. */
        title: string;
        /** Only for somebody who is signed in. */
        signed_in?: boolean;
    }
}

/** The first screen is in the first chunk; every other page is fetched when it is opened. */
export function createPageRouter(session: Session, messages: AppI18n, http: Http): Router {
    const router = createRouter({
        history: createWebHistory(),
        routes: [
            { path: '/', name: 'openings', component: OpeningsPage, meta: { title: 'openings.title' } },
            { path: '/map', name: 'map', component: page(() => import('../matching/OpeningsMapPage.vue')), meta: { title: 'map.title' } },
            { path: '/jobs/:id', name: 'job', component: page(() => import('../jobs/JobPage.vue')), meta: { title: 'job.title' } },
            { path: '/jobs/:id/report', name: 'job_report', component: page(() => import('../jobs/JobReportPage.vue')), meta: { title: 'report.title' } },
            { path: '/reports/:id', name: 'report', component: page(() => import('../jobs/JobReportStatePage.vue')), meta: { title: 'report.state_title' } },
            { path: '/look', name: 'look', component: page(() => import('../rules/LookPage.vue')), meta: { title: 'look.title' } },
            { path: '/algorithm', name: 'algorithm', component: page(() => import('../matching/AlgorithmPage.vue')), meta: { title: 'ranking.title' } },
            { path: '/figures', name: 'figures', component: page(() => import('../oversight/FiguresPage.vue')), meta: { title: 'figures.title' } },
            { path: '/me', name: 'account', component: page(() => import('../accounts/AccountPage.vue')), meta: { title: 'account.title' } },
            { path: '/sign-in', name: 'sign_in', component: page(() => import('../accounts/SignInPage.vue')), meta: { title: 'sign_in.title' } },
            {
                path: '/me/reports',
                name: 'own_reports',
                component: page(() => import('../jobs/OwnReportsPage.vue')),
                meta: { title: 'own_reports.title', signed_in: true },
            },
            {
                path: '/me/worker',
                name: 'worker_profile',
                component: page(() => import('../workers/WorkerProfilePage.vue')),
                meta: { title: 'worker.title', signed_in: true },
            },
            {
                path: '/me/day',
                name: 'day_plan',
                component: page(() => import('../matching/DayPlanPage.vue')),
                meta: { title: 'day.title', signed_in: true },
            },
            {
                path: '/me/contests',
                name: 'own_contests',
                component: page(() => import('../matching/OwnContestsPage.vue')),
                meta: { title: 'contest.own_title', signed_in: true },
            },
            {
                path: '/me/receipts/:id/contest',
                name: 'contest',
                props: true,
                component: page(() => import('../matching/ContestPage.vue')),
                meta: { title: 'contest.title', signed_in: true },
            },
            {
                path: '/employer/apply',
                name: 'employer_apply',
                component: page(() => import('../employers/EmployerApplyPage.vue')),
                meta: { title: 'employer.apply_title', signed_in: true },
            },
            {
                path: '/employer',
                name: 'own_employers',
                component: page(() => import('../employers/OwnEmployersPage.vue')),
                meta: { title: 'own_employers.title', signed_in: true },
            },
            {
                path: '/employer/:id/renew',
                name: 'employer_renew',
                props: true,
                component: page(() => import('../employers/EmployerRenewPage.vue')),
                meta: { title: 'renewal.title', signed_in: true },
            },
            {
                path: '/employer/jobs',
                name: 'own_jobs',
                component: page(() => import('../jobs/OwnJobsPage.vue')),
                meta: { title: 'own_jobs.title', signed_in: true },
            },
            {
                path: '/employer/jobs/new',
                name: 'job_post',
                component: page(() => import('../jobs/JobPostPage.vue')),
                meta: { title: 'post.title', signed_in: true },
            },
            {
                path: '/employer/jobs/:id/change',
                name: 'job_change',
                props: true,
                component: page(() => import('../jobs/JobChangePage.vue')),
                meta: { title: 'change.title', signed_in: true },
            },
            { path: '/:rest(.*)*', name: 'nowhere', component: page(() => import('./NowherePage.vue')), meta: { title: 'nowhere.title' } },
        ],
        // The first page is at its top already; saying so would make the browser lay it out at once.
        scrollBehavior: (_to, from, saved) => saved ?? (from.name === undefined ? false : { top: 0 }),
    });

    show_under_way(router, http);
    router.beforeEach(async (to) => {
        if (!to.meta.signed_in) return true;
        await session.restore();
        return session.me.value ? true : { name: 'sign_in', query: { back: to.fullPath } };
    });
    router.afterEach(async (to, from) => {
        document.title = `${messages.global.t(to.meta.title)} · ${messages.global.t('app.name')}`;
        if (from.name === undefined || to.path === from.path) return;
        await focus_heading({ preventScroll: true });
    });
    return router;
}
