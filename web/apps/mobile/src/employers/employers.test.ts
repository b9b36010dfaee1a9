import { expect, test } from 'vitest';
import { has_right_check_character } from './employers';
import { empty_agency, type AgencyForm } from './licence_form';
import { application_errors, application_of, type EmployerForm } from './useEmployerApply';

/** Made up, with a check character that follows from the rest. */
const code = '91330502MA2B0000X9';

const right_code = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((last) => code.slice(0, 17) + last).find(has_right_check_character) ?? '';
const today = '2026-11-25';

function form(change: Partial<EmployerForm> = {}): EmployerForm {
    return { kind: 'firm', name: ' 演示餐饮 ', uscc: code.toLowerCase(), contact_name: '', street: null, agency: empty_agency(), ...change };
}

test('the check character is that of GB 32100', () => {
    const good = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].filter((last) => has_right_check_character(code.slice(0, 17) + last));
    expect(good).toHaveLength(1);
    // Two digits swapped are noticed.
    const right = code.slice(0, 17) + (good[0] ?? '');
    expect(has_right_check_character(right.replace('9133', '9313'))).toBe(false);
    expect(has_right_check_character(right.slice(0, 17))).toBe(false);
    // Of a public example in the standard's form: the letters I, O, S, V and Z never occur.
    expect(has_right_check_character('91330502MA2B0000OI')).toBe(false);
});

test('a firm sends its code in capitals, a household sends none', () => {
    expect(application_of(form())).toEqual({ kind: 'firm', name: '演示餐饮', uscc: code });
    expect(application_of(form({ kind: 'household', name: '王家', contact_name: ' 王女士 ' }))).toEqual({
        kind: 'household',
        name: '王家',
        contact_name: '王女士',
    });
    const street = { code: '330502001', name: '月河街道', lon: 120.104, lat: 30.868 };
    expect(application_of(form({ street })).place_region_code).toBe('330502001');
});

test('what is missing is named at its field', () => {
    expect(application_errors(form({ name: ' ', uscc: '123' }), today).map((error) => error.pointer)).toEqual(['/name', '/uscc']);
    expect(application_errors(form({ kind: 'household', uscc: '' }), today)).toEqual([]);
});

function agency(expires_on: string, dispatches = false): AgencyForm {
    const licence = { number: ' 示例330500001 ', issued_by: '示例区人力社保局', expires_on };
    return { human_resources_service: licence, dispatches, labour_dispatch: { ...licence, number: '示例派遣1' } };
}

test('an agency sends its licence, and a second one where it dispatches workers', () => {
    const sent = application_of(form({ kind: 'agency', agency: agency('2029-06-30') }));
    expect(sent.uscc).toBe(code);
    expect(sent.licences).toEqual([
        { kind: 'human_resources_service', number: '示例330500001', issued_by: '示例区人力社保局', expires_on: '2029-06-30' },
    ]);
    const dispatching = application_of(form({ kind: 'agency', agency: agency('2029-06-30', true) }));
    expect(dispatching.licences?.map(({ kind }) => kind)).toEqual(['human_resources_service', 'labour_dispatch']);
    expect(application_of(form({ agency: agency('2029-06-30') })).licences).toBeUndefined();
});

test('what is wrong with a licence is named at its field; its last day still counts', () => {
    const pointers = (change: AgencyForm) =>
        application_errors(form({ kind: 'agency', uscc: right_code, agency: change }), today).map(({ pointer }) => pointer);
    expect(pointers(empty_agency())).toEqual(['/licences/0/number', '/licences/0/issued_by', '/licences/0/expires_on']);
    expect(pointers(agency('2026-11-24'))).toEqual(['/licences/0/expires_on']);
    expect(pointers(agency(today))).toEqual([]);
    expect(pointers({ ...agency(today), dispatches: true, labour_dispatch: empty_agency().labour_dispatch })).toHaveLength(3);
});
