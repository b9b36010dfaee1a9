import { expect, test } from 'vitest';
import { form_of, is_same, merged, profile_errors, profile_of, type ProfileForm } from './profile_form';
import type { WorkerProfile } from './profile';

const now = new Date('2026-11-25T10:00:00+08:00');
const profile: WorkerProfile = {
    ...{ home: { lon: 120.104, lat: 30.868, crs: 'WGS84' }, home_region_code: '330502001', radius_m: 3_000, travel: { mode: 'ebike', speed_kmh: 18 } },
    ...{ week_free: '0'.repeat(84), wishes: ['dishwasher', 'server'], only_wished: true, pay_floor_fen: 2_450, settlements: ['day', 'week'] },
    ...{ prefer_settlement: 'day', skills: ['wok_cooking'], certificates: ['health'], night_ok: false, birth_date: '1988-02-29', personalised: false },
    away: [
        { start: '2026-11-01T00:00:00+08:00', end: '2026-11-03T00:00:00+08:00' },
        { start: '2026-12-01T00:00:00+08:00', end: '2026-12-03T00:00:00+08:00' },
        { start: '2026-12-05T08:00:00+08:00', end: '2026-12-05T18:30:00+08:00' },
    ],
};
const changed = (change: Partial<ProfileForm>): ProfileForm => ({ ...form_of(profile, now), ...change });

test('what was not touched is sent as it came, apart from what is over', () => {
    const { home_region_code: _, ...rest } = profile;
    expect(profile_of(form_of(profile, now), profile)).toEqual({ ...rest, away: profile.away.slice(1) });
});

test('whole days read as days, their last one counts, and hours read as hours', () => {
    const [days, hours] = form_of(profile, now).away;
    expect(days).toMatchObject({ first_date: '2026-12-01', last_date: '2026-12-02', whole_days: true });
    expect(hours).toMatchObject({ first_date: '2026-12-05', last_date: '2026-12-05', whole_days: false, start: '08:00', end: '18:30' });
});

test('another way of travel has its own speed, the same one keeps what was set', () => {
    expect(profile_of(changed({}), profile).travel).toEqual({ mode: 'ebike', speed_kmh: 18 });
    expect(profile_of(changed({ travel_mode: 'walk' }), profile).travel).toEqual({ mode: 'walk', speed_kmh: 5 });
});

test('empty means none', () => {
    const body = profile_of(changed({ home: null, pay_floor_yuan: ' ', birth_date: '', prefer_settlement: '', skills: [], wishes: [] }), profile);
    expect(body).toMatchObject({ home: null, pay_floor_fen: 0, birth_date: null, prefer_settlement: null, skills: [], wishes: [], only_wished: false });
});

test('what cannot be sent is told at its field', () => {
    const away = form_of(profile, now).away;
    const row = (change: object) => ({ ...away[0]!, ...change });
    const codes = (form: ProfileForm) => profile_errors(form).map(({ pointer, key }) => `${pointer} ${key}`);
    expect(codes(changed({}))).toEqual([]);
    expect(codes(changed({ pay_floor_yuan: '655.35' }))).toEqual([]);
    expect(codes(changed({ pay_floor_yuan: '655.36' }))).toEqual(['/pay_floor_fen worker.error.pay_floor']);
    expect(codes(changed({ pay_floor_yuan: '二十' }))).toEqual(['/pay_floor_fen worker.error.pay_floor']);
    expect(codes(changed({ settlements: [] }))).toEqual(['/settlements worker.error.settlements']);
    expect(codes(changed({ away: [row({ last_date: '' })] }))).toEqual(['/away/0 worker.error.away_date']);
    expect(codes(changed({ away: [row({ last_date: '2026-11-30' })] }))).toEqual(['/away/0 worker.error.away_order']);
    expect(codes(changed({ away: [row({ whole_days: false, start: '', end: '10:00' })] }))).toEqual(['/away/0 worker.error.away_clock']);
    expect(codes(changed({ away: [row({ whole_days: false, last_date: '2026-12-01', start: '10:00', end: '10:00' })] }))).toEqual(['/away/0 worker.error.away_order']);
});

test('what was changed here stays on top of what was changed elsewhere', () => {
    const base = form_of(profile, now);
    const theirs = form_of({ ...profile, radius_m: 10_000, wishes: ['cook'] }, now);
    const both = merged({ ...base, wishes: ['server'], night_ok: true }, base, theirs);
    expect(both).toMatchObject({ radius_m: 10_000, wishes: ['server'], night_ok: true });
    expect(is_same(merged(base, base, theirs), theirs)).toBe(true);
});
