import { expect, test } from 'vitest';
import type { FiledLicence, OwnEmployer } from './employers';
import { may_renew_mandate, next_step, renewal_errors, renewal_form, renewal_of } from './renewal';

const today = '2026-11-25';
const in_30_days = '2026-12-25';
const in_31_days = '2026-12-26';

const employer = (change: Partial<OwnEmployer> = {}): OwnEmployer => ({
    ...{ employer_id: 'eeeeeeeeeeeee', name: '演示餐饮', kind: 'firm', state: 'verified', verified: true },
    ...{ reason: null, verified_until: '2027-05-25', renew_on: '2027-04-25', waits_for: null, question: null, mandate: null, licences: [] },
    ...change,
});
const licence = (expires_on: string, change: Partial<FiledLicence> = {}): FiledLicence => ({
    ...{ kind: 'human_resources_service', number: '330502-1', issued_by: '示例区人力社保局', expires_on, stage: 'accepted' },
    ...change,
});
const agency = (change: Partial<OwnEmployer> = {}) => employer({ kind: 'agency', licences: [licence('2029-06-30')], ...change });
const step = (of: OwnEmployer) => next_step(of, today);

test('who stands has nothing to do until asked to renew', () => {
    expect(step(employer())).toBeUndefined();
    expect(step(agency())).toBeUndefined();
    expect(step(employer({ waits_for: 'renewal_due' }))).toBe('renew');
    expect(step(agency({ waits_for: 'licence_ending' }))).toBe('renew');
    // A household has no papers: it is asked about again.
    expect(step(employer({ kind: 'household', waits_for: 'renewal_due' }))).toBe('check');
    expect(step(employer({ kind: 'household', state: 'lapsed' }))).toBe('check');
});

test('a licence is worth renewing in its last 30 days, unless a newer one was handed in', () => {
    expect(step(agency({ licences: [licence(in_31_days)] }))).toBeUndefined();
    expect(step(agency({ licences: [licence(in_30_days)] }))).toBe('renew');
    expect(step(agency({ licences: [licence(in_30_days), licence('2029-06-30', { stage: 'handed_in' })], waits_for: 'renewal' }))).toBeUndefined();
    expect(step(agency({ state: 'pending', licences: [licence(in_30_days, { stage: 'handed_in' })] }))).toBe('renew');
    expect(step(agency({ state: 'pending', licences: [licence(in_31_days, { stage: 'handed_in' })] }))).toBe('check');
});

test('lapsed is renewed; what is with the staff waits', () => {
    expect(step(employer({ state: 'lapsed', reason: 'employer.verification_ended' }))).toBe('renew');
    expect(step(agency({ state: 'lapsed', reason: 'employer.licence_expired' }))).toBe('renew');
    expect(step(agency({ state: 'lapsed', waits_for: 'registry_refusal' }))).toBe('renew');
    expect(step(agency({ state: 'lapsed', waits_for: 'renewal' }))).toBeUndefined();
    expect(step(agency({ state: 'lapsed', waits_for: 'second_person' }))).toBeUndefined();
    // Of a firm nobody but the silent registry is waited for.
    expect(step(employer({ state: 'lapsed', waits_for: 'renewal' }))).toBe('renew');
    expect(step(employer({ waits_for: 'renewal' }))).toBe('check');
});

test('who was refused applies anew, and whose licence was refused hands in another', () => {
    expect(step(employer({ state: 'refused', reason: 'employer.name_differs' }))).toBe('apply');
    expect(step(agency({ state: 'refused', reason: 'employer.refused_by_staff' }))).toBe('apply');
    expect(step(agency({ state: 'refused', reason: 'employer.licence_expired' }))).toBe('renew');
    expect(step(agency({ state: 'awaiting_second' }))).toBeUndefined();
    expect(step(employer({ state: 'suspended' }))).toBeUndefined();
});

test('the form has what is on file, and asks anew for the last day of what ends soon', () => {
    const dispatching = licence('2028-01-31', { kind: 'labour_dispatch', number: '派遣 7' });
    const { agency: filled } = renewal_form(agency({ licences: [licence(in_30_days), dispatching] }), today);
    expect(filled.human_resources_service).toEqual({ number: '330502-1', issued_by: '示例区人力社保局', expires_on: '' });
    expect(filled.dispatches).toBe(true);
    expect(filled.labour_dispatch).toEqual({ number: '派遣 7', issued_by: '示例区人力社保局', expires_on: '2028-01-31' });
    const handed_in = licence('2029-06-30', { number: '330502-2', stage: 'handed_in' });
    const again = renewal_form(agency({ licences: [licence(in_30_days), handed_in] }), today);
    expect(again.agency.human_resources_service).toMatchObject({ number: '330502-2', expires_on: '2029-06-30' });
});

test('a mandate can be renewed while its employer stands, and is what the form is about then', () => {
    const may = (of: OwnEmployer) => may_renew_mandate(of, today);
    expect(may(employer())).toBe(true);
    expect(may(agency({ state: 'lapsed', waits_for: 'renewal' }))).toBe(true);
    // Where there is a renewal to hand in, its form asks for the mandate too.
    expect(may(employer({ state: 'lapsed' }))).toBe(false);
    expect(may(employer({ kind: 'household' }))).toBe(false);
    expect(may(employer({ state: 'suspended' }))).toBe(false);
    expect(renewal_form(employer(), today).mandate.changed).toBe(true);
    expect(renewal_form(employer({ state: 'lapsed' }), today).mandate.changed).toBe(false);
});

test('what is sent is the licences of an agency, and a mandate only where it has changed', () => {
    const form = renewal_form(agency({ licences: [licence(in_30_days)] }), today);
    form.agency.human_resources_service.expires_on = '2029-12-25';
    form.mandate = { changed: false, until: '2027-12-31', document_ref: '第 3 号' };
    const licences = [{ kind: 'human_resources_service', number: '330502-1', issued_by: '示例区人力社保局', expires_on: '2029-12-25' }];
    expect(renewal_of(form, agency())).toEqual({ licences });
    form.mandate.changed = true;
    expect(renewal_of(form, agency())).toEqual({ licences, mandate: { until: '2027-12-31', document_ref: '第 3 号' } });
    form.mandate.document_ref = ' ';
    expect(renewal_of(form, employer())).toEqual({ mandate: { until: '2027-12-31' } });
    expect(renewal_of(form, employer({ kind: 'household' }))).toEqual({});
});

test('what is wrong is named at its field; a last day still counts', () => {
    const form = renewal_form(agency({ licences: [licence(in_30_days)] }), today);
    const pointers = (of: OwnEmployer) => renewal_errors(form, of, today).map(({ pointer }) => pointer);
    expect(pointers(agency())).toEqual(['/licences/0/expires_on']);
    form.agency.human_resources_service.expires_on = today;
    form.mandate = { changed: true, until: '', document_ref: '' };
    expect(renewal_errors(form, agency(), today)).toEqual([{ pointer: '/mandate/until', key: 'employer.mandate.end_missing' }]);
    form.mandate.until = '2026-11-24';
    expect(renewal_errors(form, employer(), today)).toEqual([{ pointer: '/mandate/until', key: 'employer.mandate.ended' }]);
    form.mandate.until = today;
    expect(pointers(agency())).toEqual([]);
    expect(pointers(employer({ kind: 'household' }))).toEqual([]);
});
