import { expect, test } from 'vitest';
import { changes_of, type JobVersion } from './job_versions';

const version = (body: object) => ({ version: 1, at: '2026-11-25T02:00:00Z', findings: [], body }) as unknown as JobVersion;
const pay = { amount_fen: 2700, unit: 'hour' };

test('what changed is named, and nothing else', () => {
    const before = version({ title: '洗碗工', description: '洗碗', pay, requirements: {} });
    expect(changes_of(before, before)).toEqual([]);
    expect(changes_of(version({ title: '洗碗工', description: '洗碗、收台', pay: { ...pay, amount_fen: 2800 }, requirements: {} }), before)).toEqual(['description', 'pay']);
});

test('left out and empty are the same', () => {
    expect(changes_of(version({ title: 'a', benefits: [], requirements: {} }), version({ title: 'a' }))).toEqual([]);
});
