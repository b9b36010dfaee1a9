// What a worker sees of their own: what they look for, what is recommended, how it is ranked, their day.
import { worker_phone } from './steps.mjs';

const problem = (status, code, field, title) => ({ type: 'about:blank', title, status, code, field, detail: title, request_id: 'r000000000000' });
const to_part = (page, part) => page.locator(`[data-part="${part}"]`).scrollIntoViewIfNeeded();

async function open_profile(page) {
    await page.goto('/me/worker');
    await page.locator('[data-week]').waitFor();
    await page.locator('[data-wish], [data-part="certificates"]').first().waitFor();
}

async function open_week(page) {
    await open_profile(page);
    await page.locator('[data-preset="none"]').click();
    await page.locator('[data-preset="school"]').click();
    await page.locator('[data-school]').waitFor();
    await to_part(page, 'week');
}

async function open_days(page) {
    await open_week(page);
    await page.locator('[data-week] fieldset input').nth(1).check({ force: true });
    await page.locator('[data-day="0"] .day').click();
    await page.locator('.block').first().waitFor();
}

/** Nothing is kept: the views are looked at one after the other. */
async function open_refused(page) {
    await page.route('**/api/v1/me/worker', async (route) => {
        if (route.request().method() !== 'PUT') return route.fallback();
        await route.fulfill({ status: 422, contentType: 'application/problem+json', json: problem(422, 'worker.birth_date_impossible', '/birth_date', '出生日期有误，请核对。') });
    });
    await open_profile(page);
    await page.locator('[data-part="away"] > button').click();
    await page.locator('form .save button').last().click();
    await page.locator('[data-away="0"] .error').waitFor();
    await page.locator('[data-away="0"] .danger').click();
    await page.locator('form .save button').last().click();
    await page.locator('[data-pointer="/birth_date"] .error').waitFor();
}

async function open_wishes(page) {
    await open_profile(page);
    await page.locator('[data-part="wishes"] button[aria-expanded]').click();
    await page.locator('[data-part="wishes"] fieldset').nth(2).waitFor();
    await to_part(page, 'wishes');
}

const reasons = [
    [{ code: 'near', params: { distance_m: 1_240, minutes: 7 } }, { code: 'wished_first', params: {} }, { code: 'pays_well', params: { hourly_fen: 3_200 } }, { code: 'fresh', params: { hours: 2 } }],
    [{ code: 'wished', params: {} }, { code: 'settles_as_preferred', params: {} }, { code: 'paid_daily', params: {} }, { code: 'fits_free_time', params: {} }],
    [{ code: 'wished_family', params: {} }],
];
const terms = { near: 322_000, pay: 86_600, occupation: 150_000, trust: 70_000, settle: 80_000, skill: 70_000, fresh: 33_745 };
const minutes_from = (time, minutes) => new Date(Date.parse(time) + minutes * 60_000).toISOString();

/** Every reason and both marks, on openings of the city as it is. */
async function answer_recommendations(page) {
    await page.route('**/api/v1/me/recommendations?*', async (route) => {
        const url = new URL('/api/v1/openings?mode=distance&radius_m=10000&limit=6', page.url());
        const { items } = await (await page.request.get(url.href)).json();
        const item = (opening, n) => ({
            ...{ ...opening, score: 812_345 - n * 20_000, terms, reasons: reasons[n % reasons.length], travel_clash: n === 1 },
            ...{ leave_home: minutes_from(opening.start, -9), back_home: minutes_from(opening.end, 9) },
        });
        await route.fulfill({ json: { receipt_id: '0000000000000', rule_version: '2026.1', personalised: true, items: items.map(item) } });
    });
}

async function open_recommended(page) {
    await answer_recommendations(page);
    await page.goto('/');
    await page.locator('[data-personalised]').waitFor();
    await page.locator('[data-opening]').nth(2).waitFor();
    await page.locator('details.score summary').first().click();
}

async function open_nothing_recommended(page) {
    await page.route('**/api/v1/me/recommendations?*', (route) =>
        route.fulfill({ json: { receipt_id: '0000000000000', rule_version: '2026.1-plain', personalised: false, items: [] } }),
    );
    await page.goto('/');
    await page.locator('section.list > [role="status"]').waitFor();
}

async function open_why_not(page) {
    await page.route('**/api/v1/me/why-not?*', (route) => route.fulfill({ json: { listed: false, code: 'clashes', terms: { ...terms, occupation: 0 } } }));
    await answer_recommendations(page);
    await page.goto('/');
    await page.locator('[data-opening]').first().getByRole('link').click();
    await page.locator('.why-not button').click();
    await page.locator('.why-not summary').click();
    await page.locator('.why-not').scrollIntoViewIfNeeded();
}

async function open_algorithm(page) {
    await page.goto('/algorithm?receipt=0000000000000');
    await page.locator('[data-summary]').waitFor();
    await page.locator('details summary').click();
}

async function open_contest(page) {
    await page.goto('/me/receipts/0000000000000/contest');
    await page.locator('form input[type="radio"]').first().check({ force: true });
    await page.locator('textarea').fill('路不是直的，要绕一座桥。');
}

const contest = (n, change) => ({
    ...{ contest_id: `000000000000${n}`, receipt_id: '0000000000000', state: 'open', term: 'near', reason: '路不是直的，要绕一座桥。', rule_version: '2026.1' },
    ...{ identical: true, at: new Date(Date.now() - 86_400_000).toISOString(), due_at: new Date(Date.now() + 86_400_000).toISOString(), answer: null, ...change },
});
async function open_own_contests(page) {
    const items = [
        contest(1, {}),
        contest(2, { term: 'trust', identical: null, due_at: new Date(Date.now() - 3_600_000).toISOString() }),
        contest(3, { term: 'pay', state: 'answered', identical: false, answer: { text: '已核对：按计件折算的时薪有误，已改正。', at: new Date().toISOString() } }),
    ];
    await page.route('**/api/v1/me/contests?*', (route) => route.fulfill({ json: { items, next_cursor: null } }));
    await page.goto('/me/contests');
    await page.locator('[data-contest]').nth(2).waitFor();
}

/** Two shifts with a pause at home, two in a row, and one alone. */
async function answer_day(page, plans) {
    await page.route('**/api/v1/me/day-plan?*', async (route) => {
        const date = new URL(route.request().url()).searchParams.get('date');
        const url = new URL('/api/v1/openings?mode=distance&radius_m=10000&limit=30', page.url());
        const { items } = await (await page.request.get(url.href)).json();
        await route.fulfill({ json: { plans: plans((clock) => `${date}T${clock}:00+08:00`, items) } });
    });
}
const stop = (at, opening, leave, start, end) => ({ ...opening, leave: at(leave), arrive: at(start), start: at(start), end: at(end) });
const three_plans = (at, items) => [
    {
        ...{ value_fen: 19_000, wage_fen: 20_800, travel_minutes: 62, home_at: at('21:24') },
        stops: [stop(at, items[0], '10:12', '10:30', '14:00'), stop(at, items[20], '16:10', '16:30', '21:00')],
    },
    {
        ...{ value_fen: 15_000, wage_fen: 16_050, travel_minutes: 35, home_at: at('15:08') },
        stops: [stop(at, items[8], '08:18', '08:30', '12:30'), stop(at, items[12], '12:30', '13:00', '15:00')],
    },
    { ...{ value_fen: 9_000, wage_fen: 9_900, travel_minutes: 24, home_at: at('21:12') }, stops: [stop(at, items[5], '16:48', '17:00', '21:00')] },
];
async function open_day(page) {
    await answer_day(page, three_plans);
    await page.goto('/me/day');
    await page.locator('[data-plan="3"]').waitFor();
}
async function open_day_map(page) {
    await open_day(page);
    await page.locator('[data-plan="1"] > button').click();
    await page.locator('.day-stop').nth(1).waitFor();
    await page.locator('.leaflet-overlay-pane path').first().waitFor({ state: 'attached' });
    await page.locator('.leaflet-container').scrollIntoViewIfNeeded();
}
async function open_empty_day(page) {
    await answer_day(page, () => []);
    await page.goto('/me/day');
    await page.locator('.none').waitFor();
}

export const worker_views = [
    { name: 'me-worker', open: (page) => page.goto('/me').then(() => page.locator('[data-part="worker"]').waitFor()) },
    { name: 'profile', open: open_profile },
    { name: 'profile-week', open: open_week, draws_by_setting: true },
    { name: 'profile-days', open: open_days },
    { name: 'profile-wishes', open: open_wishes },
    { name: 'profile-refused', open: open_refused },
    { name: 'recommended', open: open_recommended },
    { name: 'recommended-none', open: open_nothing_recommended },
    { name: 'why-not', open: open_why_not },
    { name: 'algorithm', open: open_algorithm },
    { name: 'contest', open: open_contest },
    { name: 'own-contests', open: open_own_contests },
    { name: 'day', open: open_day },
    { name: 'day-map', open: open_day_map, draws_by_setting: true },
    { name: 'day-none', open: open_empty_day },
].map((view) => ({ ...view, session: worker_phone }));
