import { expect, test } from 'vitest';
import { has_right_check_character } from './employers';
import { application_errors, application_of, type EmployerForm } from './useEmployerApply';

/** Made up, with a check character that follows from the rest. */
const code = '91330502MA2B0000X9';

function form(change: Partial<EmployerForm> = {}): EmployerForm {
    return { kind: 'firm', name: ' 演示餐饮 ', uscc: code.toLowerCase(), contact_name: '', street: null, ...change };
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
    expect(application_errors(form({ name: ' ', uscc: '123' })).map((error) => error.pointer)).toEqual(['/name', '/uscc']);
    expect(application_errors(form({ kind: 'household', uscc: '' }))).toEqual([]);
});
