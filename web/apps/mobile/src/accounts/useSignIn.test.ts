import { expect, test } from 'vitest';
import { code_pattern, own_path, phone_pattern } from './useSignIn';

test('after signing in one only goes to a path of this app', () => {
    expect(own_path('/employer/jobs?state=open')).toBe('/employer/jobs?state=open');
    for (const foreign of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '', ['/a'], undefined]) {
        expect(own_path(foreign)).toBeUndefined();
    }
});

test('phones and codes have the contract’s form', () => {
    expect(phone_pattern.test('12000000001')).toBe(true);
    for (const wrong of ['2200000000', '120000000011', '1200000000a', '']) expect(phone_pattern.test(wrong)).toBe(false);
    expect(code_pattern.test('012345')).toBe(true);
    expect(code_pattern.test('12345')).toBe(false);
});
