import { expect, test } from 'vitest';
import { translate_in } from '../locales/words_i18n';
import { createFormat } from './format';

const zh = createFormat(translate_in('zh-CN'));
const en = createFormat(translate_in('en'));

// A Wednesday, 10:00 in the city. The tests run in New York, where it is still Tuesday.
const now = new Date('2026-11-25T02:00:00Z');
const city = (text: string) => new Date(`${text}:00+08:00`);

test('wages read 26 元/时', () => {
    expect(zh.pay(2600, 'hour')).toBe('26 元/时');
    expect(zh.pay(2650, 'hour')).toBe('26.5 元/时');
    expect(zh.pay(29, 'piece')).toBe('0.29 元/件');
    expect(zh.pay(650000, 'month')).toBe('6,500 元/月');
    expect(zh.pay(123_456_789, 'task')).toBe('1,234,567.89 元/次');
    expect(zh.number(39_500)).toBe('39,500');
    expect(en.pay(2600, 'hour')).toBe('¥26/h');
    expect(en.pay(2649, 'shift')).toBe('¥26.49/shift');
});

test('distances are metres, then kilometres with one decimal', () => {
    expect(zh.distance(0)).toBe('50 米内');
    expect(zh.distance(854)).toBe('850 米');
    expect(zh.distance(994)).toBe('990 米');
    expect(zh.distance(997)).toBe('1 公里');
    expect(zh.distance(1249)).toBe('1.2 公里');
    expect(en.distance(12_340)).toBe('12.3 km');
});

test('days are the city’s, not the phone’s', () => {
    expect(zh.day(city('2026-11-25T00:00'), now)).toBe('今天');
    expect(zh.day(city('2026-11-25T23:59'), now)).toBe('今天');
    expect(zh.day(city('2026-11-26T00:00'), now)).toBe('明天');
    expect(zh.day(city('2026-11-28T09:00'), now)).toBe('11月28日 周六');
    expect(en.day(city('2026-11-28T09:00'), now)).toBe('Sat, Nov 28');
});

test('a shift over midnight says so', () => {
    expect(zh.shift(city('2026-11-25T17:00'), city('2026-11-25T21:30'), now)).toBe('今天 17:00–21:30');
    expect(zh.shift(city('2026-11-25T22:00'), city('2026-11-26T06:00'), now)).toBe('今天 22:00–次日 06:00');
    expect(en.shift(city('2026-11-26T22:00'), city('2026-11-27T06:00'), now)).toBe('Tomorrow 22:00–next day 06:00');
});

test('hours and ages', () => {
    expect(zh.hours(city('2026-11-25T17:00'), city('2026-11-25T21:30'))).toBe('4.5 小时');
    expect(en.hours(city('2026-11-25T17:00'), city('2026-11-25T18:00'))).toBe('1 hour');
    const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
    expect(zh.age(ago(0), now)).toBe('刚刚');
    expect(zh.age(ago(-3), now)).toBe('刚刚');
    expect(zh.age(ago(59), now)).toBe('59 分钟前');
    expect(zh.age(ago(60), now)).toBe('1 小时前');
    expect(zh.age(ago(60 * 49), now)).toBe('2 天前');
    expect(en.age(ago(1), now)).toBe('1 minute ago');
    expect(en.age(ago(120), now)).toBe('2 hours ago');
});

test('a moment has date and clock', () => {
    expect(zh.moment(city('2026-11-26T17:00'))).toBe('11月26日 17:00');
    expect(en.moment(city('2026-11-26T17:00'))).toBe('Nov 26, 17:00');
});
