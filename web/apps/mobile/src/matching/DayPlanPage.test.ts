import { city_date, city_moment, date_plus } from '@gigfair/core/shared/city_time';
import { flushPromises, RouterLinkStub } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { mount_in_app, server_of, worker_of_test } from '../shared/app_fixture';
import type { DayPlan } from './day_plan';
import DayPlanPage from './DayPlanPage.vue';

const today = city_date(new Date());
const tomorrow = date_plus(today, 1);
const stop = (n: number, date: string, leave: string, start: string, end: string) => ({
    ...{ opening_id: `o${n}`, job_id: `j${n}`, title: `班次 ${n}`, employer: { name: '演示餐饮' }, place: { lon: 120.1, lat: 30.87, address_public: '月河街道' } },
    ...{ pay: { amount_fen: 2600, unit: 'hour', hourly_fen: 2600 }, settlement: 'day' },
    ...{ leave: city_moment(date, leave), arrive: city_moment(date, start), start: city_moment(date, start), end: city_moment(date, end) },
});
const plans = (date: string) =>
    [
        { value_fen: 19_000, wage_fen: 20_800, travel_minutes: 60, stops: [stop(1, date, '10:20', '10:30', '14:00'), stop(2, date, '16:10', '16:30', '21:00')], home_at: city_moment(date, '21:30') },
        { value_fen: 9_000, wage_fen: 10_400, travel_minutes: 20, stops: [stop(3, date, '16:50', '17:00', '21:00')], home_at: city_moment(date, '21:10') },
    ] as unknown as DayPlan[];

function server({ home = true } = {}) {
    return server_of(({ path, query }) => {
        if (path === '/me/worker') {
            const place = home ? { lon: 120.104, lat: 30.868, crs: 'WGS84' } : null;
            return { body: { home: place, travel: { mode: 'ebike', speed_kmh: 15 }, week_free: 'f'.repeat(84), away: [] }, headers: { ETag: '"1"' } };
        }
        if (path === '/regions') return { body: { items: [{ code: '3305', name: '湖州市', centre: { lon: 120.09, lat: 30.89, crs: 'WGS84' } }], next_cursor: null } };
        const date = query.get('date') ?? '';
        return { body: { plans: date === tomorrow ? plans(date) : [] } };
    });
}

test('a day has plans with times, wage and what an hour makes with the ways', async () => {
    const { fetch, asked } = server();
    const { page } = await mount_in_app(DayPlanPage, { fetch, me: worker_of_test });
    expect(page.text()).toContain('没有排得下的班次');
    await page.findAll('input[type="radio"]')[1]!.setValue();
    await flushPromises();
    expect(asked.filter(({ path }) => path === '/me/day-plan').map(({ query }) => query.get('date'))).toEqual([today, tomorrow]);
    const first = page.get('[data-plan="1"]');
    expect(first.text()).toMatch(/208 元.*路上共 60 分钟.*合 23.1 元\/时/s);
    const steps = first.findAll('[data-step]').map((step) => step.text().replace(/\s+/g, ''));
    expect(steps[0]).toBe('10:20出发');
    expect(steps[1]).toMatch(/^10:30班次1做到14:00，3.5小时/);
    expect(steps[2]).toBe('14:00空到16:10');
    expect(steps.at(-1)).toBe('21:30到家');
    expect(first.getComponent(RouterLinkStub).props('to')).toEqual({ name: 'job', params: { id: 'j1' }, query: { opening: 'o1' } });
    expect(page.findAll('[data-plan]')).toHaveLength(2);
    page.unmount();
});

test('without a home it says from where it was reckoned', async () => {
    const { fetch } = server({ home: false });
    const { page } = await mount_in_app(DayPlanPage, { fetch, me: worker_of_test });
    await page.findAll('input[type="radio"]')[1]!.setValue();
    await flushPromises();
    expect(page.text()).toContain('先从市中心算');
    page.unmount();
});
