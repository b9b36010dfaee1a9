import { expect, test } from 'vitest';
import { checkable_job, empty_form, fen_of, form_errors, form_places, job_body, next_row, type JobForm } from './job_form';
import { apply_template, job_templates } from './job_templates';

function filled(change: Partial<JobForm> = {}): JobForm {
    return {
        ...empty_form(),
        title: ' 晚市传菜员 ',
        occupation: 'server',
        description: '传菜、收台。',
        street: { code: '330502001', name: '月河街道', lon: 120.104, lat: 30.868 },
        address: '月河街道 1 号',
        amount_yuan: '26.5',
        shifts: [{ key: 1, date: '2026-11-26', start: '17:00', end: '21:00', places: '2' }],
        cover_kind: 'single_item',
        ...change,
    };
}

test('yuan become fen without floating point', () => {
    expect(fen_of('26')).toBe(2600);
    expect(fen_of('26.5')).toBe(2650);
    expect(fen_of('0.29')).toBe(29);
    expect(fen_of('1.15')).toBe(115);
    for (const wrong of ['', '-1', '26.555', '1e3', '二十', '26,5']) expect(fen_of(wrong)).toBeUndefined();
});

test('a filled form becomes the contract’s body and nothing more', () => {
    expect(job_body(filled())).toEqual({
        title: '晚市传菜员',
        occupation: 'server',
        description: '传菜、收台。',
        place: { lon: 120.104, lat: 30.868, crs: 'WGS84' },
        address: '月河街道 1 号',
        pay: { amount_fen: 2650, unit: 'hour' },
        settlement: 'day',
        relation: 'part_time',
        shifts: [{ start: '2026-11-26T17:00:00+08:00', end: '2026-11-26T21:00:00+08:00', places: 2 }],
        injury_cover: { kind: 'single_item' },
        expires_at: '2026-11-26T17:00:00+08:00',
    });
});

test('a night shift ends on the next day, and across a month', () => {
    const shifts = [{ key: 1, date: '2026-11-30', start: '22:00', end: '06:00', places: '1' }];
    expect(job_body(filled({ shifts })).shifts).toEqual([
        { start: '2026-11-30T22:00:00+08:00', end: '2026-12-01T06:00:00+08:00', places: 1 },
    ]);
});

test('the phone’s position is finer than the street, remote work has none', () => {
    expect(job_body(filled({ position: { lon: 120.11, lat: 30.87 } })).place).toEqual({ lon: 120.11, lat: 30.87, crs: 'WGS84' });
    expect(job_body(filled({ remote: true }))).toMatchObject({ place: 'remote', address: '' });
});

test('what only some jobs have is sent only by those', () => {
    const body = job_body(
        filled({
            unit: 'piece',
            pieces_per_hour: '120',
            min_age: '18',
            experience: '会打包',
            benefits: ['meal'],
            policy_no: 'P-1',
            employer_id: 'e234567890123',
            expires_on: '2026-11-25',
            reposted_from: ' 社区公告栏 ',
        }),
    );
    expect(body.pay).toEqual({ amount_fen: 2650, unit: 'piece', pieces_per_hour: 120 });
    expect(body.requirements).toEqual({ min_age: 18, experience: '会打包' });
    expect(body.benefits).toEqual(['meal']);
    expect(body.injury_cover).toEqual({ kind: 'single_item', policy_no: 'P-1' });
    expect(body.reposted_from).toBe('社区公告栏');
    expect(body.employer_id).toBe('e234567890123');
    expect(body.expires_at).toBe('2026-11-25T23:59:00+08:00');
});

test('every missing value is named at its place, in the order of the form', () => {
    expect(form_errors(empty_form()).map((error) => error.pointer)).toEqual([
        '/title',
        '/occupation',
        '/description',
        '/place',
        '/address',
        '/pay/amount_fen',
        '/shifts',
        '/injury_cover/kind',
    ]);
    expect(form_errors(filled())).toEqual([]);
    const broken = filled({ unit: 'task', hours_expected: '0', shifts: [{ key: 1, date: '', start: '', end: '', places: '0' }] });
    expect(form_errors(broken).map((error) => error.pointer)).toEqual([
        '/pay/hours_expected',
        '/shifts/0/start',
        '/shifts/0/end',
        '/shifts/0/places',
    ]);
});

test('another shift is the last one a day later', () => {
    const [first] = filled().shifts;
    expect(next_row(first ? [first] : [], '2026-11-25')).toEqual({ key: 2, date: '2026-11-27', start: '17:00', end: '21:00', places: '2' });
    expect(next_row([], '2026-11-25').date).toBe('2026-11-26');
});

test('a template leaves place, pay and cover alone', () => {
    const [template] = job_templates;
    const form = filled();
    if (template) apply_template(form, template, { title: 'T', description: 'D' }, '2026-11-26');
    expect(form).toMatchObject({ title: 'T', description: 'D', amount_yuan: '26.5', address: '月河街道 1 号', cover_kind: 'single_item' });
    expect(form.shifts).toHaveLength(1);
});

test('the rules can be asked once the work, its pay and its shifts are there', () => {
    expect(checkable_job(filled())).toEqual({ body: job_body(filled()), missing: [] });
    for (const gap of [{ title: ' ' }, { description: '' }, { occupation: '' }, { amount_yuan: '' }, { shifts: [] }]) {
        expect(checkable_job(filled(gap))).toBeUndefined();
    }
    // Half a place is none: an address alone says nothing of the county, a street alone breaks the contract.
    for (const gap of [{ street: null }, { address: '' }]) {
        expect(checkable_job(filled(gap))?.body).toMatchObject({ place: 'remote', address: '' });
    }
    expect(checkable_job(filled({ street: null, cover_kind: '' }))?.missing).toEqual(['/place', '/injury_cover/kind']);
});

test('only what the form shows is a place for a finding', () => {
    expect(form_places(filled())).toContain('/place');
    expect(form_places(filled({ remote: true }))).not.toContain('/place');
    expect(form_places(filled())).not.toContain('/requirements/reason');
    expect(form_places(filled({ max_age: '60' }))).toContain('/requirements/reason');
    expect(form_places(filled())).toContain('/shifts/0/end');
    expect(form_places(filled())).not.toContain('/shifts/1/end');
});

test('an agency says whom it posts for, but names no household; nobody else does', () => {
    const named = { user_enterprise_name: ' 演示酒店 ', user_enterprise_uscc: '' };
    const agency = (change: Partial<JobForm>) => filled({ employer_kind: 'agency', ...named, ...change });
    expect(job_body(agency({})).user_enterprise).toEqual({ name: '演示酒店' });
    expect(job_body(agency({ user_enterprise_uscc: '91330502MA2B7XK37F' })).user_enterprise).toEqual({ name: '演示酒店', uscc: '91330502MA2B7XK37F' });
    expect(job_body(agency({ relation: 'household' })).user_enterprise).toBeUndefined();
    expect(job_body(filled({ employer_kind: 'firm', ...named })).user_enterprise).toBeUndefined();
    expect(form_places(agency({}))).toContain('/user_enterprise/name');
    expect(form_places(agency({ relation: 'household' }))).not.toContain('/user_enterprise/name');
});

test('a firm’s code needs its name and its check character', () => {
    const pointers = (change: Partial<JobForm>) => form_errors(filled({ employer_kind: 'agency', ...change })).map(({ pointer }) => pointer);
    expect(pointers({ user_enterprise_uscc: '91330502MA2B7XK37F' })).toEqual(['/user_enterprise/name']);
    expect(pointers({ user_enterprise_name: '演示酒店', user_enterprise_uscc: '91330502MA2B7XK37A' })).toEqual(['/user_enterprise/uscc']);
    // That a firm is named at all is the rules' affair.
    expect(pointers({})).toEqual([]);
});
