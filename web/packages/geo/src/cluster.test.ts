import { expect, test } from 'vitest';
import { clusters_of, legible_of } from './cluster';
import { minutes_at_speed, travel_minutes } from './travel';

const room = { width: 56, height: 56 };
const donghu = { lon: 120.104, lat: 30.868 };
const next_door = { lon: 120.1041, lat: 30.8681 };
const anji = { lon: 119.68, lat: 30.63 };

test('neighbours share a marker from afar and part when one looks closely', () => {
    expect(clusters_of([donghu, next_door, anji], 11, room).map((cluster) => cluster.items.length)).toEqual([2, 1]);
    expect(clusters_of([donghu, next_door, anji], 19, room)).toHaveLength(3);
});

test('no item is lost or doubled, and a cluster lies at the mean of its items', () => {
    const items = Array.from({ length: 200 }, (_, n) => ({ lon: 119.5 + n * 0.004, lat: 30.5 + (n % 17) * 0.02, n }));
    const clusters = clusters_of(items, 10, room);
    const seen = clusters.flatMap((cluster) => cluster.items.map((item) => item.n)).sort((a, b) => a - b);
    expect(seen).toEqual(items.map((item) => item.n));
    const [pair] = clusters_of([donghu, next_door], 11, room);
    expect(pair?.lon).toBeCloseTo(120.10405, 6);
});

test('no items, no clusters; poles do not break the projection', () => {
    expect(clusters_of([], 11, room)).toEqual([]);
    expect(clusters_of([{ lon: 0, lat: 90 }], 3, room)).toHaveLength(1);
});

test('names that would touch give way to the ones before them', () => {
    expect(legible_of([donghu, next_door, anji], 11, room)).toEqual([donghu, anji]);
    expect(legible_of([donghu, next_door, anji], 20, room)).toHaveLength(3);
});

test('travel minutes are the engine’s: 1.3 times the way, rounded up', () => {
    expect(travel_minutes(0, 'ebike')).toBe(0);
    expect(travel_minutes(1000, 'ebike')).toBe(6);
    expect(travel_minutes(1000, 'walk')).toBe(16);
    expect(travel_minutes(1, 'car')).toBe(1);
    expect(minutes_at_speed(1000, 18)).toBe(5);
});
