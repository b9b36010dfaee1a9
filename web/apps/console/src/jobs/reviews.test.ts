import type { Finding } from '@gigfair/core/rules/findings';
import { expect, test } from 'vitest';
import { reasons_of, remark_of, type Job } from './reviews';

const finding = (severity: 'block' | 'warn', message: string, fix: string | null = null): Finding => ({
    ...{ rule: message, severity, basis: 'law', message, article: null, field: '/description', start: 0, end: 1, fix, offer: null },
});
const job = (verified: boolean) => ({ employer: { verified } }) as Job;

test('why a post waits: what forbids first, then what warns, then who posts it', () => {
    const findings = [finding('warn', 'a'), finding('block', 'b'), finding('warn', 'c')];
    expect(reasons_of({ job: job(false), findings, why: 'waiting' })).toEqual([
        { key: 'review.why.block', n: 1 },
        { key: 'review.why.warn', n: 2 },
        { key: 'review.why.unverified', n: 1 },
    ]);
    expect(reasons_of({ job: job(true), findings: [], why: 'waiting' })).toEqual([{ key: 'review.why.waiting', n: 1 }]);
    expect(reasons_of({ job: job(true), findings: [], why: 'sampled' })).toEqual([{ key: 'review.why.sampled', n: 1 }]);
});

test('the rules’ own words begin a remark, each once and no more than fit', () => {
    const findings = [finding('warn', '年龄上限', '删去上限。'), finding('warn', '年龄上限', '删去上限。'), finding('block', '押金')];
    expect(remark_of(findings, 200)).toBe('删去上限。 押金');
    expect(remark_of(findings, 7)).toBe('删去上限。');
    expect(remark_of([], 200)).toBe('');
});
