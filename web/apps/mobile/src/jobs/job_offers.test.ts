import { expect, test } from 'vitest';
import { empty_form } from './job_form';
import { form_offer } from './job_offers';

const t = (key: string, values?: Record<string, unknown>) => key + (values ? JSON.stringify(values) : '');

test.each([
    ['/relation', 'task_term', 'relation.task_term', { relation: 'task_term' }],
    ['/settlement', 'fortnight', 'settlement.fortnight', { settlement: 'fortnight' }],
    ['/pay/unit', 'hour', 'pay_unit.hour', { unit: 'hour' }],
    ['/injury_cover/kind', 'single_item', 'injury_cover.single_item', { cover_kind: 'single_item' }],
    ['/requirements/min_age', '16', 'rules.age{"n":"16"}', { min_age: '16' }],
    ['/requirements/max_age', '60', 'rules.age{"n":"60"}', { max_age: '60' }],
    ['/requirements/certificates/-', 'forklift', 'certificate.forklift', { certificates: ['forklift'] }],
])('the offer of %s is put in as %s', (field, value, words, change) => {
    const form = empty_form();
    const offer = form_offer({ field, value }, t);
    expect(offer?.words).toBe(words);
    offer?.put_into(form);
    expect(form).toEqual({ ...empty_form(), ...change });
});

test.each([
    ['/relation', 'nothing_known'],
    ['/requirements/min_age', '十六'],
    ['/requirements/certificates/-', '健康证'],
    ['/title', '洗碗工'],
])('an offer that the form cannot take has no button: %s %s', (field, value) => {
    expect(form_offer({ field, value }, t)).toBeUndefined();
});

test('a certificate that is asked for already is not asked for twice', () => {
    const form = { ...empty_form(), certificates: ['health'] };
    form_offer({ field: '/requirements/certificates/-', value: 'health' }, t)?.put_into(form);
    form_offer({ field: '/requirements/certificates/-', value: 'forklift' }, t)?.put_into(form);
    expect(form.certificates).toEqual(['health', 'forklift']);
});
