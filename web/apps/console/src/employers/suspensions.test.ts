import { expect, test } from 'vitest';
import zh_cn from '../locales/zh-CN';
import type { EmployerFile, WaitingEmployer } from './checks';
import { may_suspend, outcome_of, stage_of, stage_since } from './suspensions';

const file = (state: EmployerFile['state'], suspension: Partial<NonNullable<EmployerFile['suspension']>> | null) =>
    ({ state, suspension: suspension && { since: null, asked: null, asked_until: null, ...suspension } }) as EmployerFile;
const day = (n: number) => `2026-11-2${n}T02:00:00Z`;

test('how far it is follows from the state and from what is asked', () => {
    expect(stage_of(file('verified', null))).toBeUndefined();
    expect(stage_of(file('verified', { asked: 'suspension' }))).toBe('suspension_asked');
    expect(stage_of(file('suspended', { since: day(1) }))).toBe('suspended');
    expect(stage_of(file('suspended', { since: day(1), asked: 'reinstatement' }))).toBe('reinstatement_asked');
    expect(Object.keys(zh_cn.suspension.stage)).toEqual(['suspension_asked', 'suspended', 'reinstatement_asked']);
});

test('since when counts from the last word about it', () => {
    const checks = [
        { verdict: 'reinstatement_asked', at: day(4) },
        { verdict: 'reinstatement_asked', at: day(2) },
        { verdict: 'suspended', at: day(1) },
    ];
    const since = (employer: EmployerFile) => stage_since({ employer, checks } as unknown as WaitingEmployer);
    expect(since(file('suspended', { since: day(1) }))).toBe(day(1));
    expect(since(file('suspended', { since: day(1), asked: 'reinstatement' }))).toBe(day(4));
});

test('the first of two persons only asks', () => {
    expect(outcome_of('suspend', file('verified', { asked: 'suspension' }))).toBe('suspend_first');
    expect(outcome_of('suspend', file('suspended', { since: day(1) }))).toBe('suspend');
    expect(outcome_of('reinstate', file('suspended', { since: day(1), asked: 'reinstatement' }))).toBe('reinstate_first');
    expect(outcome_of('reinstate', file('verified', null))).toBe('reinstate');
    expect(outcome_of('refuse', file('suspended', { since: day(1) }))).toBe('refuse');
});

test('the staff at a window may not, nor may another market’s manager', () => {
    const may = (role: Parameters<typeof may_suspend>[0][number]['role'], scope: string | null) => may_suspend([{ role, scope }], 'm1');
    expect(may('market_manager', 'm1')).toBe(true);
    expect(may('county_supervisor', '330502')).toBe(true);
    expect(may('city_admin', null)).toBe(true);
    expect(may('market_staff', 'm1')).toBe(false);
    expect(may('market_manager', 'm2')).toBe(false);
});
