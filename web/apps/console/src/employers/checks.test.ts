import { expect, test } from 'vitest';
import zh_cn from '../locales/zh-CN';
import { days_left, ending_of, first_approval, register_word, type EmployerCheck, type WaitingEmployer } from './checks';

const said = (by: EmployerCheck['by'], verdict: EmployerCheck['verdict']): EmployerCheck => ({ by, verdict, reason: null, remark: '', at: '2026-11-25T02:00:00Z' });

test('the last day still counts', () => {
    expect(days_left('2026-11-28', '2026-11-28')).toBe(0);
    expect(days_left('2026-12-01', '2026-11-28')).toBe(3);
    expect(days_left('2026-11-27', '2026-11-28')).toBe(-1);
    expect(days_left('2028-03-01', '2028-02-28')).toBe(2);
    expect([-1, 0, 1, 30, 31].map(ending_of)).toEqual(['over', 'today', 'soon', 'soon', 'later']);
});

test('the newest word of the register counts', () => {
    expect(register_word([said('market_staff', 'asked'), said('registry', 'approved'), said('registry', 'unanswered')])?.verdict).toBe('approved');
    expect(register_word([said('house', 'lapsed')])).toBeUndefined();
});

test('the first of two persons is somebody of the staff', () => {
    const checks = [said('registry', 'approved'), said('market_manager', 'approved')];
    const waiting = (second_person_needed: boolean) => ({ employer: { second_person_needed }, checks }) as unknown as WaitingEmployer;
    expect(first_approval(waiting(true))?.by).toBe('market_manager');
    expect(first_approval(waiting(false))).toBeUndefined();
});

test('there are words for whatever the contract names', () => {
    const waits_for = ['application', 'second_person', 'registry_refusal', 'renewal_due', 'licence_ending', 'renewal'];
    expect(Object.keys(zh_cn.check.waits_for)).toEqual(waits_for);
    expect(Object.keys(zh_cn.check.waits_for_text)).toEqual(waits_for);
    expect(Object.keys(zh_cn.check.verdict)).toEqual(['approved', 'refused', 'asked', 'unanswered', 'lapsed', 'suspension_asked', 'suspended', 'reinstatement_asked', 'reinstated', 'reinstatement_refused']);
    expect(Object.keys(zh_cn.employer.state)).toEqual(['pending', 'awaiting_second', 'verified', 'refused', 'lapsed', 'suspended']);
});
