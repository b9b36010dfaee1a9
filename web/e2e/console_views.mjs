// Every view of the console, how one gets there and what must be seen: for axe and for the pictures. What would leave
// something behind, or take a day to come about, is answered in the server's place.
import { window_login } from './staff_steps.mjs';

const description = '𠮷祥饭店后厨：洗碗、收台，45岁以下，包一餐。\n先交押金200元，离店退还。';
/** Where words stand in the text, in code points. */
function place_of(words) {
    const start = Array.from(description.slice(0, description.indexOf(words))).length;
    return { start, end: start + Array.from(words).length };
}
const finding = (change) => ({
    ...{ rule: 'age.cap', severity: 'warn', basis: 'market_rule', message: '年龄上限需要写明与工作有关的理由。', article: null },
    ...{ field: '/description', ...place_of('45岁以下'), fix: '删去上限，或在要求中写明理由。', offer: null },
    ...change,
});
const ago = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
const ahead = (days) => new Date(Date.now() + days * 86_400_000).toISOString();
const day = (days) => ahead(days).slice(0, 10);

const job = (change) => ({
    ...{ job_id: '0000000000001', state: 'in_review', title: '后厨帮工', occupation: { code: 'dishwasher', name: '洗碗工' } },
    description,
    employer: {
        ...{ id: '0000000000009', name: '演示小吃店', kind: 'shop', verified: true, pay_reliability: null, label: '演示' },
        ...{ agency_label: null, verified_until: day(120), licences: [] },
    },
    market: { id: '0000000000007', name: '东湖家园社区零工市场' },
    place: { lon: 120.1, lat: 30.87, crs: 'WGS84', region_code: '330502001', address_public: '月河街道' },
    address: '月河街道演示路 1 号',
    pay: { amount_fen: 2700, unit: 'hour', hourly_fen: 2700, pieces_per_hour: null, hours_expected: null },
    ...{ settlement: 'day', relation: 'service', requirements: { max_age: 45 }, benefits: ['meal'] },
    injury_cover: { kind: 'single_item', policy_no: null },
    ...{ series: false, openings_count: 2, places_left: 6, posted_at: null, expires_at: ahead(3) },
    ...change,
});
const waiting_jobs = [
    {
        job: job({}),
        findings: [
            finding({ rule: 'fee.deposit', severity: 'block', basis: 'law', message: '不得向求职者收取押金、保证金等任何担保。', article: '《劳动合同法》第九条', ...place_of('押金'), fix: '删去押金。' }),
            finding({}),
        ],
        reviews: [{ verdict: 'asked', remark: '请写明年龄要求与这项工作有什么关系；没有关系的请删去。', at: ago(12) }],
        waiting_since: ago(95),
        why: 'waiting',
    },
    {
        job: job({ job_id: '0000000000002', title: '快件分拣员（晚班，可连做多日，需要弯腰和搬运轻件）' }),
        findings: [finding({})],
        reviews: [],
        waiting_since: ago(40),
        why: 'waiting',
    },
    {
        job: job({ job_id: '0000000000003', title: '客房保洁', employer: { ...job({}).employer, verified: false, name: '湖东街道王家', kind: 'household', label: null } }),
        findings: [],
        reviews: [],
        waiting_since: ago(3),
        why: 'waiting',
    },
    {
        job: job({ job_id: '0000000000004', title: '咖啡店早班', state: 'open', posted_at: ago(2) }),
        findings: [],
        reviews: [],
        waiting_since: ago(2),
        why: 'sampled',
    },
];
const openings = [1, 2].map((n) => ({
    ...{ opening_id: `000000000001${n}`, start: ahead(n), end: new Date(Date.now() + n * 86_400_000 + 4 * 3_600_000).toISOString() },
    ...{ places: 3, places_left: 3, state: 'open' },
}));

const list = (items) => ({ items, next_cursor: null });
const answer = (page, path, json, status = 200) => page.route(path, (route) => route.fulfill({ status, json, contentType: status < 400 ? 'application/json' : 'application/problem+json' }));
const problem = (status, code, title) => ({ type: 'about:blank', title, status, code, detail: title, request_id: 'r000000000000' });

async function open_queue(page, items = waiting_jobs) {
    await answer(page, '**/reviews?*', list(items));
    await answer(page, '**/api/v1/jobs/*/openings?*', list(openings));
    await page.goto('/console/');
    await page.locator('[data-count]').waitFor();
}
async function open_rule_warnings(page) {
    await open_queue(page);
    await page.locator('[data-rule-warnings] summary').click();
    await page.locator('[data-table]').first().waitFor();
}
async function open_review(page) {
    await open_queue(page);
    await page.locator('[data-item="0000000000001"]').click();
    await page.locator('.detail [data-words] mark').first().waitFor();
}
const open_verdict = (name, template) => async (page) => {
    await open_review(page);
    await page.locator(`[data-verdict="${name}"]`).click();
    if (template !== undefined) await page.locator('.template').nth(template).click();
    await page.locator('.verdict textarea').waitFor();
};
async function open_sampled(page) {
    await open_queue(page);
    await page.locator('[data-item="0000000000004"]').click();
    await page.locator('.detail [data-words]').waitFor();
}
async function open_colleague(page) {
    await open_verdict('refuse', 0)(page);
    await answer(page, '**/api/v1/jobs/*:refuse', problem(409, 'job.not_in_review', '这条招工信息不在待审核状态。'), 409);
    await answer(page, '**/api/v1/jobs/0000000000001', job({ state: 'open' }));
    await page.locator('.verdict form .button').first().click();
    await page.locator('[data-decided="colleague"]').waitFor();
}
async function open_trouble(page) {
    await open_verdict('ask', 0)(page);
    await answer(page, '**/api/v1/jobs/*:ask', problem(503, 'storage.busy', '服务器正忙。'), 503);
    await page.locator('.verdict form .button').first().click();
    await page.locator('.verdict .problem').waitFor();
}
async function open_ended(page) {
    await open_verdict('refuse', 0)(page);
    await answer(page, '**/api/v1/jobs/*:refuse', problem(401, 'session.expired', '登录已过期，请重新登录。'), 401);
    await page.locator('.verdict form .button').first().click();
    await page.locator('dialog[open] input').first().waitFor();
}

const check = (by, verdict, change = {}) => ({ by, verdict, reason: null, remark: '', at: ago(50), ...change });
const employer = (change) => ({
    ...{ employer_id: '0000000000021', name: '演示人力资源有限公司', kind: 'agency', state: 'awaiting_second', reason: 'employer.awaits_second' },
    ...{ uscc: '91330502MA2B7XK37F', region_code: '330502001', applied_at: ago(200), verified_until: null, waits_for: 'second_person' },
    ...{ waiting_since: ago(200), second_person_needed: true, suspension: null, label: '演示' },
    licences: [
        { kind: 'human_resources_service', number: '330502-2024-0017', issued_by: '演示区人力社保局', expires_on: day(21), stage: 'handed_in' },
        { kind: 'labour_dispatch', number: '330502-2023-0004', issued_by: '演示区人力社保局', expires_on: day(-4), stage: 'accepted' },
    ],
    mandates: [{ since: day(-60), until: day(300), document_ref: '委托书第 3 号' }],
    ...change,
});
const waiting_employers = [
    { employer: employer({}), checks: [check('market_staff', 'approved', { remark: '原件已看。' }), check('registry', 'approved', { at: ago(199) })] },
    {
        employer: employer({
            ...{ employer_id: '0000000000022', name: '演示餐饮店', kind: 'shop', state: 'refused', reason: 'employer.name_differs', waits_for: 'registry_refusal' },
            ...{ second_person_needed: false, licences: [], mandates: [], waiting_since: ago(30) },
        }),
        checks: [check('registry', 'refused', { reason: 'employer.name_differs', at: ago(30) })],
    },
    {
        employer: employer({
            ...{ employer_id: '0000000000023', name: '湖东街道演示待核', kind: 'household', state: 'pending', reason: null, uscc: null, waits_for: 'application' },
            ...{ second_person_needed: false, licences: [], mandates: [], waiting_since: ago(5), region_code: null },
        }),
        checks: [],
    },
];
const open_check = (id) => async (page) => {
    await open_queue(page);
    await answer(page, '**/employer-checks?*', list(waiting_employers));
    await page.locator('.tab').nth(1).click();
    await page.locator(`[data-item="${id}"]`).click();
    await page.locator('[data-register]').waitFor();
};

const suspension = (change) => ({ since: null, asked: null, asked_until: null, ...change });
const suspensions = [
    {
        employer: employer({
            ...{ employer_id: '0000000000024', name: '演示酒楼', kind: 'firm', state: 'suspended', reason: 'employer.suspended_by_staff', waits_for: null },
            ...{ waiting_since: null, second_person_needed: false, licences: [], mandates: [], suspension: suspension({ since: ago(5000) }) },
        }),
        checks: [check('county_supervisor', 'suspended', { remark: '多次被举报收押金，经核查属实。', at: ago(5000) }), check('market_manager', 'suspension_asked', { remark: '多次被举报。', at: ago(5400) })],
    },
    {
        employer: employer({
            ...{ employer_id: '0000000000025', state: 'suspended', waits_for: null, waiting_since: null },
            suspension: suspension({ since: ago(9000), asked: 'reinstatement', asked_until: ahead(2) }),
        }),
        checks: [check('market_manager', 'reinstatement_asked', { remark: '问题已整改。' }), check('city_admin', 'suspended', { at: ago(9000) })],
    },
    {
        employer: employer({
            ...{ employer_id: '0000000000026', name: '演示快递站', kind: 'shop', state: 'verified', reason: null, waits_for: null, waiting_since: null },
            ...{ licences: [], mandates: [], verified_until: day(100), suspension: suspension({ asked: 'suspension', asked_until: ahead(2.5) }) },
        }),
        checks: [check('market_manager', 'suspension_asked', { remark: '向求职者收取费用。' })],
    },
];
/** As somebody who leads the market sees it. */
async function as_manager(page) {
    await page.route('**/api/v1/me', async (route) => {
        const response = await route.fetch();
        const me = await response.json();
        const roles = me.roles.map((grant) => (grant.role === 'market_staff' ? { ...grant, role: 'market_manager' } : grant));
        await route.fulfill({ response, json: { ...me, roles } });
    });
}
async function open_suspensions(page) {
    await answer(page, '**/suspensions?*', list(suspensions));
    await open_queue(page);
    await page.locator('.tab').nth(3).click();
    await page.locator('[data-stage="suspended"]').waitFor();
}
async function open_suspension_unasked(page) {
    await open_suspensions(page);
    await page.locator('[data-item="0000000000024"]').click();
    await page.locator('[data-not-mine]').waitFor();
}
const open_suspension = (id, verdict) => async (page) => {
    await as_manager(page);
    await open_suspensions(page);
    await page.locator(`[data-item="${id}"]`).click();
    await page.locator(`[data-verdict="${verdict}"]`).click();
    await page.locator('.template').first().click();
    await page.locator('[data-follows]').waitFor();
};
async function open_suspending(page) {
    await as_manager(page);
    await open_report(page);
    await page.locator('[data-verdict="suspend"]').last().click();
    await page.locator('[data-suspend] .template').first().click();
    await page.locator('[data-suspend] textarea').scrollIntoViewIfNeeded();
}

const filed = (id, reason, change = {}) => ({
    report: {
        ...{ report_id: id, job_id: '0000000000001', reason, at: ago(300), due_at: ahead(0.8), outcome: null, remark: null, resolved_at: null },
        ...change.report,
    },
    ...{ text: change.text ?? null, overdue: change.overdue ?? false, open_reports: change.open_reports ?? 1 },
    job: job({ state: 'open', posted_at: ago(600) }),
});
const reports = [
    filed('0000000000031', 'asks_for_money', {
        ...{ text: '到了店里说要先交两百押金，不交不让上班。\n微信转账记录我有。', overdue: true, open_reports: 3 },
        report: { due_at: ago(20), at: ago(1460) },
    }),
    filed('0000000000032', 'not_as_described'),
];
const versions = [
    { version: 2, at: ago(400), body: { title: '后厨帮工', description, pay: { amount_fen: 2700, unit: 'hour' } }, findings: waiting_jobs[0].findings },
    { version: 1, at: ago(600), body: { title: '后厨帮工', description: '洗碗、收台，包一餐。', pay: { amount_fen: 2700, unit: 'hour' } }, findings: [] },
];
async function open_report(page) {
    await open_queue(page);
    await answer(page, '**/markets/*/reports?*', list(reports));
    await answer(page, '**/versions?*', list(versions));
    await page.locator('.tab').nth(2).click();
    await page.locator('[data-item="0000000000031"]').click();
    await page.locator('[data-report-text]').waitFor();
    await page.locator('[data-versions]').waitFor();
}
async function open_removal(page) {
    await open_report(page);
    await page.locator('[data-verdict="removed"]').click();
    await page.locator('.template').first().click();
}

async function open_takedown(page) {
    await open_report(page);
    await page.locator('[data-verdict="suspend"]').click();
    await page.locator('[data-takedown] .template').first().click();
}
async function open_put_back(page) {
    await open_removal(page);
    await answer(page, '**/api/v1/reports/*:resolve', { ...reports[0].report, outcome: 'removed' });
    await answer(page, '**/api/v1/jobs/0000000000001', job({ state: 'suspended' }));
    await page.locator('.verdict form .button').first().click();
    await page.locator('[data-verdict="restore"]').waitFor();
}

async function open_sign_in(page) {
    await page.goto('/console/');
    await page.locator('form .otp').waitFor();
}
const open_refused = (status, code, title, headers = {}) => async (page) => {
    await page.route('**/sign-in/staff', (route) =>
        route.fulfill({ status, json: problem(status, code, title), contentType: 'application/problem+json', headers }),
    );
    await open_sign_in(page);
    for (const [n, value] of ['demo-window', 'not-the-password', '123456'].entries()) await page.locator('form input').nth(n).fill(value);
    await page.locator('form > button').click();
    await page.locator(`[data-code="${code}"]`).waitFor();
};

async function open_nowhere(page) {
    await page.goto('/console/no/such/page');
    await page.locator('main a.button').waitFor();
}

const at_a_window = (views) => views.map((view) => ({ ...view, session: window_login }));

/** By what they are about; `session` names who must be signed in. */
export const console_views = {
    door: [
        { name: 'console-sign-in', open: open_sign_in },
        { name: 'console-sign-in-refused', open: open_refused(401, 'sign_in.staff_refused', '账号、密码或动态口令不正确，请核对后重试。') },
        { name: 'console-sign-in-locked', open: open_refused(429, 'sign_in.locked', '失败次数过多，请 900 秒后再试。', { 'Retry-After': '900' }) },
    ],
    posts: at_a_window([
        { name: 'console-reviews', open: open_queue },
        { name: 'console-rule-warnings', open: open_rule_warnings },
        { name: 'console-review', open: open_review },
        { name: 'console-review-ask', open: open_verdict('ask', 1) },
        { name: 'console-review-refuse', open: open_verdict('refuse', 0) },
        { name: 'console-review-approve', open: open_verdict('approve') },
        { name: 'console-review-sampled', open: open_sampled },
    ]),
    trouble: at_a_window([
        { name: 'console-review-colleague', open: open_colleague },
        { name: 'console-review-trouble', open: open_trouble },
        { name: 'console-ended', open: open_ended },
        { name: 'console-reviews-empty', open: (page) => open_queue(page, []) },
        { name: 'console-nowhere', open: open_nowhere },
    ]),
    employers: at_a_window([
        { name: 'console-check-agency', open: open_check('0000000000021') },
        { name: 'console-check-register', open: open_check('0000000000022') },
        { name: 'console-check-household', open: open_check('0000000000023') },
    ]),
    suspensions: at_a_window([
        { name: 'console-suspensions', open: open_suspension_unasked },
        { name: 'console-suspend-second', open: open_suspension('0000000000026', 'suspend') },
        { name: 'console-reinstate-first', open: open_suspension('0000000000024', 'reinstate') },
        { name: 'console-reinstate-second', open: open_suspension('0000000000025', 'refuse') },
        { name: 'console-suspend', open: open_suspending },
    ]),
    reports: at_a_window([
        { name: 'console-report', open: open_report },
        { name: 'console-report-removal', open: open_removal },
        { name: 'console-report-takedown', open: open_takedown },
        { name: 'console-report-put-back', open: open_put_back },
    ]),
};
