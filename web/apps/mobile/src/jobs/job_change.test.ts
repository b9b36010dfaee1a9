import type { JobOpening } from '@gigfair/core/jobs/job';
import { expect, test } from 'vitest';
import { amendment_of, change_errors, change_places, changed_body, form_of, merged, put_member, rows_ahead } from './job_change';
import { copy_of, type JobForm } from './job_form';
import type { NewJob } from './jobs';

const body: NewJob = {
    ...{ employer_id: 'ccccccccccccc', title: '晚市传菜员', occupation: 'server', description: '传菜、收台。' },
    ...{ place: { lon: 120.104, lat: 30.868, crs: 'WGS84' }, address: '月河街道 1 号', pay: { amount_fen: 2650, unit: 'hour' } },
    ...{ settlement: 'day', relation: 'part_time', injury_cover: { kind: 'single_item', policy_no: 'P-1' }, benefits: ['meal'] },
    requirements: { certificates: ['health'], skills: ['端盘'], experience: '一年', min_age: 18 },
    shifts: { weekly: [], from: '2026-11-26', to: '2026-11-27' },
    ...{ reposted_from: '演示公众号', expires_at: '2026-11-27T17:00:00+08:00' },
};
const opening = (start: string, end: string): JobOpening => ({ opening_id: start, start, end, places: 3, places_left: 1, state: 'open' }) as JobOpening;
const openings = [opening('2026-11-26T09:00:00Z', '2026-11-26T13:00:00Z'), opening('2026-11-27T09:00:00Z', '2026-11-27T17:00:00Z')];
const rows = rows_ahead(openings, new Date('2026-11-25T00:00:00Z'));
const filled = form_of(body, rows, 'shop');
const changed = (change: Partial<JobForm>) => ({ ...copy_of(filled), ...change });
const amended = (change: Partial<JobForm>) => amendment_of(changed(change), filled, body);

test('the form says what the post says, in the city’s time', () => {
    expect(filled).toMatchObject({ title: '晚市传菜员', amount_yuan: '26.5', unit: 'hour', policy_no: 'P-1', min_age: '18', experience: '一年' });
    expect(rows).toEqual([
        { key: 1, date: '2026-11-26', start: '17:00', end: '21:00', places: '3' },
        { key: 2, date: '2026-11-27', start: '17:00', end: '01:00', places: '3' },
    ]);
    // Valid until the last shift starts, as it is where nothing is chosen.
    expect(filled.expires_on).toBe('');
    expect(form_of({ ...body, expires_at: '2026-12-05T23:59:00+08:00' }, rows, 'shop').expires_on).toBe('2026-12-05');
});

test('what has begun is offered no more', () => {
    expect(rows_ahead(openings, new Date('2026-11-26T09:00:00Z')).map(({ date }) => date)).toEqual(['2026-11-27']);
});

test('what was not touched is not sent', () => {
    expect(amended({})).toEqual({});
    expect(amended({ title: ' 晚市传菜员 ' })).toEqual({});
});

test('what was changed is sent, and only that', () => {
    expect(amended({ title: '夜宵传菜员', amount_yuan: '28' })).toEqual({ title: '夜宵传菜员', pay: { amount_fen: 2800, unit: 'hour' } });
    expect(amended({ benefits: [] })).toEqual({ benefits: [] });
    expect(amended({ expires_on: '2026-11-30' })).toEqual({ expires_at: '2026-11-30T23:59:00+08:00' });
    expect(amended({ policy_no: '' })).toEqual({ injury_cover: { kind: 'single_item' } });
});

test('conditions that the form does not show stay', () => {
    expect(amended({ experience: '', min_age: '' })).toEqual({ requirements: { skills: ['端盘'], certificates: ['health'] } });
    expect(changed_body(filled, body).requirements).toEqual(body.requirements);
    expect(amended({ certificates: ['health', 'forklift'] }).requirements).toMatchObject({ skills: ['端盘'], certificates: ['health', 'forklift'], min_age: 18 });
    expect(amended({ certificates: [] }).requirements).not.toHaveProperty('certificates');
});

test('an agency names the firm it posts for, anybody else nobody', () => {
    const agency = form_of({ ...body, user_enterprise: { name: '演示酒店' } }, rows, 'agency');
    expect(agency.user_enterprise_name).toBe('演示酒店');
    expect(amendment_of({ ...copy_of(agency), user_enterprise_name: '演示宾馆' }, agency, body)).toEqual({ user_enterprise: { name: '演示宾馆' } });
    expect(amended({ user_enterprise_name: '演示宾馆' })).toEqual({});
});

test('where it came from may be put right, not taken away', () => {
    expect(change_errors(changed({ reposted_from: ' ' }), filled)).toEqual([{ pointer: '/reposted_from', key: 'change.error.reposted_from' }]);
    expect(change_errors(changed({ reposted_from: '另一个来源' }), filled)).toEqual([]);
});

test('a finding about what stays has no field', () => {
    const places = change_places(filled);
    for (const kept of ['/occupation', '/shifts', '/shifts/0/start', '/place', '/relation', '/pay/unit', '/market_id']) expect(places).not.toContain(kept);
    for (const shown of ['/title', '/pay/amount_fen', '/settlement', '/address', '/requirements/reason']) expect(places).toContain(shown);
});

test('what somebody else wrote comes in, what was typed stays, and where both wrote it is said', () => {
    const mine = changed({ title: '我的标题', description: '一样的话' });
    const theirs = changed({ title: '他的标题', description: '一样的话', address: '新地址', amount_yuan: '30' });
    const { form, clashes } = merged(mine, filled, theirs);
    expect(form).toMatchObject({ title: '我的标题', description: '一样的话', address: '新地址', amount_yuan: '30' });
    expect(clashes.map(({ member }) => member)).toEqual(['title']);
    put_member(form, 'title', theirs);
    expect(form.title).toBe('他的标题');
    // Typed alone, it is no clash.
    expect(merged(mine, filled, copy_of(filled))).toMatchObject({ form: { title: '我的标题' }, clashes: [] });
});
