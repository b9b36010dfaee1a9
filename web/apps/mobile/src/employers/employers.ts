import type { components } from '@gigfair/api';
import { answerOf, type Api } from '@gigfair/core/shared/http';

export type OwnEmployer = components['schemas']['OwnEmployer'];
export type EmployerVerification = components['schemas']['EmployerVerification'];
export type EmployerKind = components['schemas']['EmployerKind'];
export type EmployerApplication = components['schemas']['EmployerApplication'];

export type LicenceKind = components['schemas']['LicenceKind'];
export type EmployerLicence = components['schemas']['EmployerLicence'];
export type FiledLicence = components['schemas']['FiledLicence'];
export type EmployerMandate = components['schemas']['EmployerMandate'];
export type EmployerRenewal = components['schemas']['EmployerRenewal'];

export const employer_kinds = ['firm', 'shop', 'household', 'agency'] as const satisfies readonly EmployerKind[];
export const credit_code_pattern = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

/** One person rarely speaks for more employers than one page holds. */
const own_employers_max = 100;

export async function own_employers(api: Api): Promise<OwnEmployer[]> {
    const list = await answerOf(api.GET('/api/v1/employers/me', { params: { query: { limit: own_employers_max } } }));
    return list.items;
}

const code_alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Weights of GB 32100-2015: powers of 3 modulo 31. */
const code_weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Whether a unified social credit code's last character follows from the others. */
export function has_right_check_character(code: string): boolean {
    if (!credit_code_pattern.test(code)) return false;
    const sum = code_weights.reduce((total, weight, n) => total + weight * code_alphabet.indexOf(code.charAt(n)), 0);
    return code_alphabet.charAt((31 - (sum % 31)) % 31) === code.charAt(17);
}
