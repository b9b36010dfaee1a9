import { city_date } from '@gigfair/core/shared/city_time';
import type { FieldErrors } from '@gigfair/core/shared/field_errors';
import { useTranslate } from '@gigfair/core/shared/format';
import { Act, answerOf, useHttp } from '@gigfair/core/shared/http';
import { trouble_of } from '@gigfair/core/shared/problem';
import { computed, reactive, ref, shallowRef } from 'vue';
import { useSession } from '../accounts/session';
import type { PickedStreet } from '../shared/settings';
import { useAttempt } from '../shared/useAttempt';
import { empty_agency, licence_errors, licences_of, type AgencyForm } from './licence_form';
import { has_right_check_character, type EmployerApplication, type EmployerKind, type EmployerVerification } from './employers';

export interface EmployerForm {
    kind: EmployerKind;
    name: string;
    uscc: string;
    contact_name: string;
    street: PickedStreet | null;
    agency: AgencyForm;
}

export function needs_credit_code(kind: EmployerKind): boolean {
    return kind !== 'household';
}

/** The request's body; what was left empty is not sent. */
export function application_of(form: EmployerForm): EmployerApplication {
    const body: EmployerApplication = { kind: form.kind, name: form.name.trim() };
    if (needs_credit_code(form.kind)) body.uscc = form.uscc.trim().toUpperCase();
    if (form.contact_name.trim()) body.contact_name = form.contact_name.trim();
    if (form.street) body.place_region_code = form.street.code;
    if (form.kind === 'agency') body.licences = licences_of(form.agency);
    return body;
}

/** Keys of the words for what must be corrected before asking the server. */
export function application_errors(form: EmployerForm, today: string): { pointer: string; key: string }[] {
    const errors: { pointer: string; key: string }[] = [];
    if (!form.name.trim()) errors.push({ pointer: '/name', key: 'employer.name_missing' });
    if (needs_credit_code(form.kind) && !has_right_check_character(form.uscc.trim().toUpperCase())) {
        errors.push({ pointer: '/uscc', key: 'employer.uscc_wrong' });
    }
    if (form.kind === 'agency') errors.push(...licence_errors(form.agency, today));
    return errors;
}

/** Becoming an employer: apply, and have the registry asked until it has answered. */
export function useEmployerApply() {
    const { api } = useHttp();
    const session = useSession();
    const t = useTranslate();

    const form = reactive<EmployerForm>({ kind: 'firm', name: '', uscc: '', contact_name: '', street: null, agency: empty_agency() });
    const errors = ref<FieldErrors>([]);
    const { busy, error, attempt } = useAttempt((failure) => (errors.value = trouble_of(failure, t).fields));
    const verification = shallowRef<EmployerVerification>();
    const applying = new Act();
    const verifying = new Act();

    async function apply(): Promise<void> {
        errors.value = application_errors(form, city_date(new Date())).map(({ pointer, key }) => ({ pointer, message: t(key) }));
        if (errors.value.length > 0) return;
        await attempt(async () => {
            const body = application_of(form);
            const send = (key: string) =>
                answerOf(api.POST('/api/v1/employers', { body, params: { header: { 'Idempotency-Key': key } } }));
            verification.value = await applying.run(body, send);
            // Whoever applies is its member from now on.
            await session.reload();
        });
    }
    async function verify(): Promise<void> {
        const id = verification.value?.employer_id;
        if (id === undefined) return;
        await attempt(async () => {
            const send = (key: string) =>
                answerOf(
                    api.POST('/api/v1/employers/{id}:verify', { params: { path: { id }, header: { 'Idempotency-Key': key } } }),
                );
            verification.value = await verifying.run(id, send);
        });
    }

    /** Refused: what was typed stays, to be put right. */
    function correct(): void {
        verification.value = undefined;
        errors.value = [];
    }

    return {
        form,
        errors,
        busy,
        error,
        verification,
        asks_code: computed(() => needs_credit_code(form.kind)),
        asks_licences: computed(() => form.kind === 'agency'),
        apply,
        verify,
        correct,
    };
}
