import { expect, test } from 'vitest';
import { default_filters, openings_query } from './openings_query';

// 2026-11-25 07:30 in the city, still the evening before in most of the world.
const now = new Date('2026-11-24T23:30:00Z');
const centre = { kind: 'centre' } as const;

test('a first look asks for nothing but the nearest within 10 km of the centre', () => {
    expect(openings_query(default_filters(), centre, now)).toEqual({ mode: 'distance', radius_m: 10_000, limit: 20 });
});

test('a place is sent to a metre, lat with lon', () => {
    const query = openings_query(default_filters(), { kind: 'here', lon: 120.1040004, lat: 30.8679996 }, now);
    expect(query).toMatchObject({ lon: 120.104, lat: 30.868 });
});

test('every chosen filter is sent under the contract’s name', () => {
    const filters = { ...default_filters(), mode: 'recent' as const, shift: 'night' as const, settlement: 'day' as const, pay_floor_fen: 2500, occupation: 'kitchen_help', radius_m: 5000 };
    expect(openings_query(filters, centre, now, 'abc')).toEqual({
        mode: 'recent',
        radius_m: 5000,
        limit: 20,
        shift: 'night',
        settlement: 'day',
        pay_min_fen: 2500,
        occupation: 'kitchen_help',
        cursor: 'abc',
    });
});

test('dates are the city’s', () => {
    const at = (date: 'today' | 'tomorrow' | 'week') => openings_query({ ...default_filters(), date }, centre, now);
    expect(at('today')).toMatchObject({ to: '2026-11-25' });
    expect(at('today').from).toBeUndefined();
    expect(at('tomorrow')).toMatchObject({ from: '2026-11-26', to: '2026-11-26' });
    expect(at('week')).toMatchObject({ to: '2026-12-01' });
});
