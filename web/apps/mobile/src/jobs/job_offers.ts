import type { Offer } from '@gigfair/core/rules/findings';
import type { Translate } from '@gigfair/core/shared/format';
import { settlements } from '../matching/openings_query';
import type { JobForm } from './job_form';
import { injury_cover_kinds, pay_units, relations } from './jobs';

/** An offer of the rules as this form understands it: what it is called, and how it is put in. */
export interface FormOffer {
    words: string;
    put_into(form: JobForm): void;
}

/** A value of one of the form's lists, called by the list's own words. */
function chosen<Value extends string>(
    values: readonly Value[],
    value: string,
    words: (known: Value) => string,
    put: (form: JobForm, known: Value) => void,
): FormOffer | undefined {
    const known = values.find((each) => each === value);
    return known && { words: words(known), put_into: (form) => put(form, known) };
}

function age(value: string, t: Translate, put: (form: JobForm) => void): FormOffer | undefined {
    return /^[0-9]{1,3}$/.test(value) ? { words: t('rules.age', { n: value }), put_into: put } : undefined;
}

/** One more certificate that the post asks for; the list has each once. */
function certificate(code: string, t: Translate): FormOffer | undefined {
    if (!/^[a-z][a-z0-9_]{0,39}$/.test(code)) return undefined;
    return {
        words: t(`certificate.${code}`),
        put_into: (form) => (form.certificates = [...new Set([...form.certificates, code])]),
    };
}

/** What an offer means here; undefined for a field or value that this form does not have. */
export function form_offer({ field, value }: Offer, t: Translate): FormOffer | undefined {
    switch (field) {
        case '/relation':
            return chosen(relations, value, (known) => t(`relation.${known}`), (form, known) => (form.relation = known));
        case '/settlement':
            return chosen(settlements, value, (known) => t(`settlement.${known}`), (form, known) => (form.settlement = known));
        case '/pay/unit':
            return chosen(pay_units, value, (known) => t(`pay_unit.${known}`), (form, known) => (form.unit = known));
        case '/injury_cover/kind':
            return chosen(injury_cover_kinds, value, (known) => t(`injury_cover.${known}`), (form, known) => (form.cover_kind = known));
        case '/requirements/min_age':
            return age(value, t, (form) => (form.min_age = value));
        case '/requirements/max_age':
            return age(value, t, (form) => (form.max_age = value));
        case '/requirements/certificates/-':
            return certificate(value, t);
        default:
            return undefined;
    }
}
