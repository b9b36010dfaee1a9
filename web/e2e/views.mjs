// Every view of the app, how one gets there and what must be seen: for axe and for the pictures.
import { cards, employer_phone, open_list } from './steps.mjs';
import { worker_views } from './worker_views.mjs';

const panel = (name) => async (page) => {
    await open_list(page);
    await page.locator(`[data-panel="${name}"]`).click();
    await page.locator('#filter-panel label').first().waitFor();
};

async function open_job(page) {
    await open_list(page);
    await cards(page).first().getByRole('link').click();
    await page.locator('[data-fact="employer"]').waitFor();
}

/** A job that is over: the page must say so before all else. */
async function open_closed_job(page) {
    await page.route('**/api/v1/jobs/*', async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, json: { ...(await answer.json()), state: 'closed', places_left: 0 } });
    });
    await open_job(page);
    await page.locator('[data-state="closed"]').waitFor();
}

async function open_map(page) {
    await page.goto('/map');
    await page.locator('.opening-marker').first().waitFor();
    await page.locator('.leaflet-overlay-pane path').first().waitFor({ state: 'attached' });
}

async function open_code(page) {
    await page.route('**/api/v1/sign-in/codes', (route) => route.fulfill({ status: 202, json: {} }));
    await page.goto('/sign-in');
    await page.locator('input[type="tel"]').fill('12000000009');
    await page.locator('form button').first().click();
    await page.locator('input[autocomplete="one-time-code"]').waitFor();
}

async function open_trouble(page) {
    await page.route('**/api/v1/openings?*', (route) => route.abort());
    await page.goto('/');
    await page.locator('.problem').waitFor();
}

async function open_form(page) {
    await page.goto('/employer/jobs/new');
    await page.locator('optgroup').first().waitFor({ state: 'attached' });
}

/** A message that is read into the form, complete enough to be told what it will cost. */
async function open_pasted(page) {
    await open_form(page);
    const message = '【急招】洗碗工3名！\n明天下午4点半到9点半，25.5元/小时，日结，包一餐，男女不限\n地址：吴兴区月河街道演示路1号\n联系电话：12000000002';
    await page.locator('[data-paste] textarea').fill(message);
    await page.locator('[data-paste] button').click();
    await page.locator('[data-paste] .facts').waitFor();
    await page.locator('[data-pointer="/injury_cover/kind"] select').selectOption('single_item');
    await page.locator('[data-pointer="/relation"] select').selectOption('part_time');
    await page.locator('.cost').waitFor();
    await page.locator('[data-paste]').scrollIntoViewIfNeeded();
}

async function open_wrong_form(page) {
    await open_form(page);
    await page.locator('form > button').click();
    await page.locator('.field .error').first().waitFor();
}

/** Work, pay and a shift that break rules, in words and in values, before the rest of the form is filled in. */
async function open_findings(page) {
    await open_form(page);
    await page.locator('.templates button').first().click();
    await page.locator('[data-pointer="/description"] textarea').fill('洗碗、收台。限女性，先交押金200，试工无工资，45岁以下。');
    await page.locator('[data-pointer="/pay/amount_fen"] input').fill('27');
    await page.locator('[data-pointer="/relation"] select').selectOption('dispatch');
    for (const rule of ['fee.deposit', 'age.cap', 'relation.dispatch_day_pay']) await page.locator(`[data-rule="${rule}"]`).waitFor();
    await page.locator('[data-rule="fee.deposit"]').scrollIntoViewIfNeeded();
}

/** A post that waits for staff, shown without leaving one behind. */
async function open_in_review(page) {
    await page.route('**/api/v1/jobs', (route) =>
        route.fulfill({
            status: 201,
            json: {
                job_id: '0000000000000',
                state: 'in_review',
                findings: [
                    {
                        ...{ rule: 'age.cap', severity: 'warn', basis: 'market_rule', message: '年龄上限需要写明与工作有关的理由。' },
                        ...{ article: null, field: '/description', start: 6, end: 11, fix: '删去上限，或在要求中写明理由。', offer: null },
                    },
                ],
            },
        }),
    );
    await open_form(page);
    await page.locator('.templates button').first().click();
    await page.locator('[data-pointer="/description"] textarea').fill('洗碗、收台。45岁以下。');
    await page.locator('[data-pointer="/pay/amount_fen"] input').fill('27');
    await page.locator('input[type="checkbox"]').first().check();
    await page.locator('[data-pointer="/injury_cover/kind"] select').selectOption('single_item');
    await page.locator('form > button').click();
    await page.locator('[data-state="in_review"] [data-rule="age.cap"]').waitFor();
}

const problem = (status, code, title) => ({ type: 'about:blank', title, status, code, detail: title, request_id: 'r000000000000' });

const own_report = (n, job_title, job_state, change = {}) => ({
    report: {
        ...{ report_id: `000000000003${n}`, job_id: '0000000000001', reason: 'asks_for_money', at: new Date(Date.now() - n * 7_200_000).toISOString() },
        ...{ due_at: new Date(Date.now() + (12 - n * 8) * 3_600_000).toISOString(), outcome: null, remark: null, resolved_at: null, ...change },
    },
    ...{ job_title, job_state },
});
async function open_own_reports(page) {
    const items = [
        own_report(1, '后厨帮工', 'open'),
        own_report(2, null, 'in_review', { reason: 'unpaid' }),
        own_report(3, '快件分拣员（晚班）', 'suspended', { outcome: 'removed', remark: '经核查，这条招工违反规定，已下架。', resolved_at: new Date().toISOString() }),
    ];
    await page.route('**/api/v1/me/reports?*', (route) => route.fulfill({ json: { items, next_cursor: null } }));
    await page.goto('/me/reports');
    await page.locator('[data-report]').nth(2).waitFor();
}

/** A job that an agency posts for another firm. */
async function open_agency_job(page) {
    await page.route('**/api/v1/jobs/*', async (route) => {
        const response = await route.fetch();
        const job = await response.json();
        const employer = { ...job.employer, name: '湖州演示人力资源服务有限公司', kind: 'agency', agency_label: '招聘服务', licences: [licence(400)] };
        const user_enterprise = { name: '南太湖演示度假酒店', uscc: '91330502MA2B7XK37F' };
        await route.fulfill({ response, json: { ...job, employer, user_enterprise, wage_payer: 'user_enterprise' } });
    });
    await open_job(page);
    await page.locator('[data-fact="wage_payer"]').scrollIntoViewIfNeeded();
}

/** The form of an agency, which says whom it posts for. */
async function open_agency_form(page) {
    await answer_own_employers(page, [own_employers[0]]);
    await page.goto('/employer/jobs/new');
    await page.locator('[data-pointer="/user_enterprise/name"] input').fill('南太湖演示度假酒店');
    await page.locator('[data-pointer="/user_enterprise/uscc"] input').fill('91330502MA0000000A');
    await page.locator('form > button').click();
    await page.locator('[data-pointer="/user_enterprise/uscc"] .error').waitFor();
    await page.locator('[data-user-enterprise]').scrollIntoViewIfNeeded();
}

async function open_change(page) {
    await page.goto('/employer/jobs');
    await page.locator('article.job[data-state="open"] a.button').first().click();
    await page.locator('[data-kept="shifts"]').waitFor();
}

/** Somebody else saved first; shown without a second person. */
async function open_outdated_change(page) {
    await page.route('**/api/v1/jobs/*', async (route) => {
        if (route.request().method() !== 'PATCH') return route.fallback();
        await route.fulfill({ status: 412, contentType: 'application/problem+json', json: problem(412, 'job.changed_meanwhile', '这条招工信息刚刚被改过。') });
    });
    await open_change(page);
    await page.locator('[data-pointer="/title"] input').fill('晚市服务员（可连做三天）');
    await page.locator('[data-pointer="/address"] input').fill('月河街道演示路 2 号');
    await page.locator('form > button').click();
    await page.locator('[data-outdated]').scrollIntoViewIfNeeded();
}

async function open_renewed_change(page) {
    await open_outdated_change(page);
    await page.route('**/versions?*', async (route) => {
        const answer = await route.fetch();
        const { items, next_cursor } = await answer.json();
        const [{ body, version, ...rest }] = items;
        const theirs = { ...body, title: '晚市传菜员', description: '传菜、收台，九点前下班。' };
        await route.fulfill({ response: answer, json: { items: [{ ...rest, version: version + 1, body: theirs }, ...items], next_cursor } });
    });
    await page.locator('[data-outdated] button').click();
    await page.locator('[data-clash="title"]').waitFor();
}

async function open_changed(page) {
    await page.route('**/api/v1/jobs/*', async (route) => {
        if (route.request().method() !== 'PATCH') return route.fallback();
        await route.fulfill({ json: { job_id: '0000000000000', state: 'in_review', version: 2, findings: [] } });
    });
    await open_change(page);
    await page.locator('[data-pointer="/title"] input').fill('晚市传菜员');
    await page.locator('form > button').click();
    await page.locator('[data-state="in_review"]').waitFor();
}

async function open_closing(page) {
    await page.goto('/employer/jobs');
    await page.locator('article.job .danger').first().click();
    await page.locator('article.job .confirm').waitFor();
}

async function open_apply(page) {
    await page.goto('/employer/apply');
    await page.locator('form input[type="radio"]').nth(3).waitFor({ state: 'attached' });
}

async function open_apply_agency(page) {
    await open_apply(page);
    await page.locator('form input[type="radio"]').nth(3).check({ force: true });
    await page.locator('input[type="checkbox"]').check();
    await page.locator('[data-licence="labour_dispatch"]').waitFor();
}

const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const licence = (days, change) => ({
    ...{ kind: 'human_resources_service', number: '330502-2026-0017', issued_by: '示例区人力社保局', expires_on: day(days), stage: 'accepted' },
    ...change,
});
const own_employer = (n, change) => ({
    ...{ employer_id: `000000000000${n}`, name: '月河演示餐饮店', kind: 'shop', state: 'verified', verified: true, reason: null },
    ...{ verified_until: day(150), renew_on: day(120), waits_for: null, question: null, mandate: null, licences: [] },
    ...change,
});
/** One of each that a member may have to do something about, or wait for. */
const own_employers = [
    own_employer(1, { kind: 'agency', name: '湖州演示人力资源服务有限公司', verified_until: day(10), renew_on: day(-20), waits_for: 'licence_ending', mandate: { since: day(-300), until: day(12), document_ref: null }, licences: [licence(10)] }),
    own_employer(2, {
        ...{ kind: 'agency', name: '南太湖演示劳务派遣', verified_until: day(-2), state: 'lapsed', verified: false, reason: 'employer.licence_expired', waits_for: 'renewal' },
        licences: [licence(-2), licence(1000, { stage: 'handed_in' }), licence(400, { kind: 'labour_dispatch', number: '派遣 330502-07' })],
    }),
    own_employer(3, { kind: 'firm', name: '东湖演示物流', state: 'lapsed', verified: false, reason: 'employer.verification_ended', verified_until: day(-1) }),
    own_employer(4, { kind: 'household', name: '湖东街道演示家庭', state: 'pending', verified: false, verified_until: null, reason: 'employer.awaits_staff', waits_for: 'application', renew_on: null, question: { remark: '请补充您与这户家庭的关系。', at: new Date(Date.now() - 3_600_000).toISOString() } }),
    own_employer(5),
];

async function answer_own_employers(page, employers) {
    await page.route('**/api/v1/employers/me?*', (route) => route.fulfill({ json: { items: employers, next_cursor: null } }));
}

async function open_own_employers(page) {
    await answer_own_employers(page, own_employers);
    await page.goto('/employer');
    await page.locator('[data-employer]').nth(4).waitFor();
}

async function open_renewal(page) {
    await answer_own_employers(page, own_employers);
    await page.goto('/employer/0000000000001/renew');
    await page.locator('form input[type="checkbox"]').last().check();
    await page.locator('[data-pointer="/mandate/until"]').waitFor();
}

async function open_wrong_renewal(page) {
    await open_renewal(page);
    await page.locator('form > button').click();
    await page.locator('.field .error').nth(1).waitFor();
}

async function open_recheck(page) {
    await answer_own_employers(page, own_employers);
    await page.goto('/employer/0000000000003/renew');
    await page.locator('form > button').waitFor();
}

/** What comes of a renewal, shown without handing one in. */
async function open_renewed(page) {
    await open_renewal(page);
    await page.locator('form input[type="checkbox"]').last().uncheck();
    await page.locator('form input[type="date"]').first().fill(day(1000));
    const [agency] = own_employers;
    const handed_in = { ...agency, waits_for: 'renewal', licences: [...agency.licences, licence(1000, { stage: 'handed_in' })] };
    await page.route('**/api/v1/employers/*:renew', (route) => route.fulfill({ json: { employer_id: agency.employer_id, state: 'verified', reason: null } }));
    await answer_own_employers(page, [handed_in]);
    await page.locator('form > button').click();
    await page.locator('[data-stage="handed_in"]').waitFor();
}

/** What the registry may say, shown without asking it. */
const open_verification = (state, reason) => async (page) => {
    await page.route('**/api/v1/employers', (route) =>
        route.fulfill({ status: 201, json: { employer_id: '0000000000000', state, reason } }),
    );
    await open_apply(page);
    await page.locator('form input[type="radio"]').nth(2).check({ force: true });
    await page.locator('form input[autocomplete="organization"]').fill('演示家庭');
    await page.locator('form > button').click();
    await page.locator('.verification').waitFor();
};

const open_look = async (page) => {
    await page.goto('/look');
    await page.locator('textarea').fill('饭店招人，限女性，押金200，试工无工资，加v信');
    await page.locator('form button').click();
    await page.locator('.result').waitFor();
};

/** Nothing is sent: the views are looked at more often than one may report. */
async function open_report_form(page) {
    await open_job(page);
    await page.locator('a.report').click();
    await page.locator('form input[type="radio"]').first().waitFor({ state: 'attached' });
}

const open_report = (change) => async (page) => {
    const open = { outcome: null, remark: null, resolved_at: null };
    await page.route('**/api/v1/reports/*', (route) =>
        route.fulfill({
            json: {
                ...{ report_id: '0000000000000', job_id: '0000000000001', reason: 'asks_for_money' },
                ...{ at: '2026-11-25T09:00:00+08:00', due_at: '2026-11-26T09:00:00+08:00', ...open, ...change },
            },
        }),
    );
    await page.goto('/reports/0000000000000');
    await page.locator('[data-outcome]').waitFor();
};
const removed = { outcome: 'removed', remark: '收押金属实，已下架。', resolved_at: '2026-11-25T15:30:00+08:00' };

/** Own posts as if staff had just asked about each. */
async function open_asked(page) {
    const review = { verdict: 'asked', remark: '年龄上限与工作有什么关系？', at: '2026-11-25T09:30:00+08:00' };
    await page.route('**/api/v1/employers/me/jobs?*', async (route) => {
        const answer = await route.fetch();
        const list = await answer.json();
        await route.fulfill({ response: answer, json: { ...list, items: list.items.map((job) => ({ ...job, state: 'in_review', reviews: [review] })) } });
    });
    await page.goto('/employer/jobs');
    await page.locator('[data-review="asked"]').first().waitFor();
}

const open_figures = async (page) => {
    await page.goto('/figures');
    await page.locator('[data-metric="posts"] button').click();
    await page.locator('[data-metric="posts"] [data-part="is_not"]').waitFor();
};

const address = (path, wait_for) => async (page) => {
    await page.goto(path);
    await page.locator(wait_for).first().waitFor();
};

/** `session` names who must be signed in. */
export const views = [
    { name: 'home', open: open_list },
    { name: 'home-place', open: panel('place') },
    { name: 'home-time', open: panel('time') },
    { name: 'home-pay', open: panel('pay') },
    { name: 'home-occupation', open: panel('occupation') },
    { name: 'home-trouble', open: open_trouble },
    { name: 'job', open: open_job },
    { name: 'job-closed', open: open_closed_job },
    { name: 'job-agency', open: open_agency_job },
    { name: 'report-form', open: open_report_form },
    { name: 'report-received', open: open_report({}) },
    { name: 'report-removed', open: open_report(removed) },
    { name: 'figures', open: open_figures },
    { name: 'map', open: open_map, draws_by_setting: true },
    { name: 'me-visitor', open: address('/me', 'main a.button') },
    { name: 'sign-in', open: address('/sign-in', 'form') },
    { name: 'sign-in-code', open: open_code },
    { name: 'look', open: open_look },
    { name: 'nowhere', open: address('/no/such/page', 'main a.button') },
    { name: 'me-employer', open: address('/me', '.employer li'), session: employer_phone },
    { name: 'own-jobs', open: address('/employer/jobs', 'article.job'), session: employer_phone },
    { name: 'own-jobs-asked', open: open_asked, session: employer_phone },
    { name: 'own-jobs-closing', open: open_closing, session: employer_phone },
    { name: 'change', open: open_change, session: employer_phone },
    { name: 'change-outdated', open: open_outdated_change, session: employer_phone },
    { name: 'change-renewed', open: open_renewed_change, session: employer_phone },
    { name: 'changed-in-review', open: open_changed, session: employer_phone },
    { name: 'own-reports', open: open_own_reports, session: employer_phone },
    { name: 'post-agency', open: open_agency_form, session: employer_phone },
    { name: 'post', open: open_form, session: employer_phone },
    { name: 'post-pasted', open: open_pasted, session: employer_phone },
    { name: 'post-wrong', open: open_wrong_form, session: employer_phone },
    { name: 'post-findings', open: open_findings, session: employer_phone },
    { name: 'posted-in-review', open: open_in_review, session: employer_phone },
    { name: 'apply', open: open_apply, session: employer_phone },
    { name: 'apply-agency', open: open_apply_agency, session: employer_phone },
    { name: 'apply-pending', open: open_verification('pending', 'employer.awaits_staff'), session: employer_phone },
    { name: 'apply-refused', open: open_verification('refused', 'employer.name_differs'), session: employer_phone },
    { name: 'apply-verified', open: open_verification('verified', null), session: employer_phone },
    { name: 'own-employers', open: open_own_employers, session: employer_phone },
    { name: 'renew-agency', open: open_renewal, session: employer_phone },
    { name: 'renew-agency-wrong', open: open_wrong_renewal, session: employer_phone },
    { name: 'renew-firm', open: open_recheck, session: employer_phone },
    { name: 'renewed', open: open_renewed, session: employer_phone },
    ...worker_views,
];
