import { city_date } from '@gigfair/core/shared/city_time';
import type { FieldErrors } from '@gigfair/core/shared/field_errors';
import { useTranslate } from '@gigfair/core/shared/format';
import { Act, answerOf, useHttp } from '@gigfair/core/shared/http';
import { trouble_of } from '@gigfair/core/shared/problem';
import { onMounted, ref, shallowRef } from 'vue';
import { useAttempt } from '../shared/useAttempt';
import { own_employers, type OwnEmployer } from './employers';
import { renewal_errors, renewal_form, renewal_of, type RenewalForm } from './renewal';

/** Handing in what is new about one employer; the registry is asked again, and of an agency two persons look. */
export function useEmployerRenewal(id: string) {
    const { api } = useHttp();
    const t = useTranslate();

    const employer = shallowRef<OwnEmployer>();
    const form = ref<RenewalForm>();
    const today = ref(city_date(new Date()));
    const loaded = ref(false);
    const handed_in = ref(false);
    const errors = ref<FieldErrors>([]);
    const { busy, error, attempt } = useAttempt((failure) => (errors.value = trouble_of(failure, t).fields));
    const renewing = new Act();

    async function fetch_employer(): Promise<void> {
        const own = await own_employers(api);
        employer.value = own.find(({ employer_id }) => employer_id === id);
        today.value = city_date(new Date());
        loaded.value = true;
    }
    const load = () =>
        attempt(async () => {
            await fetch_employer();
            if (employer.value && !form.value) form.value = renewal_form(employer.value, today.value);
        });
    async function renew(): Promise<void> {
        if (!employer.value || !form.value) return;
        const wrong = renewal_errors(form.value, employer.value, city_date(new Date()));
        errors.value = wrong.map(({ pointer, key }) => ({ pointer, message: t(key) }));
        if (errors.value.length > 0) return;
        const body = renewal_of(form.value, employer.value);
        await attempt(async () => {
            const send = (key: string) =>
                answerOf(api.POST('/api/v1/employers/{id}:renew', { body, params: { path: { id }, header: { 'Idempotency-Key': key } } }));
            await renewing.run(body, send);
            handed_in.value = true;
        });
        // What has come of it stands on the card; without it the answer is still that all was received.
        if (handed_in.value) await attempt(fetch_employer);
    }

    onMounted(load);
    return { employer, form, today, loaded, handed_in, errors, busy, error, load, renew };
}
