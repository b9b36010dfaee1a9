import { by_place, type Finding, type Offer } from '@gigfair/core/rules/findings';
import type { FieldErrors } from '@gigfair/core/shared/field_errors';
import { useTranslate } from '@gigfair/core/shared/format';
import { ApiProblem } from '@gigfair/core/shared/http';
import { trouble_of } from '@gigfair/core/shared/problem';
import { computed, ref, watch } from 'vue';
import { useJobCheck } from '../rules/useJobCheck';
import { checkable_job, form_places, type CheckableJob, type JobForm, type KeyedError } from './job_form';
import { form_offer } from './job_offers';

function findings_of(failure: unknown): Finding[] {
    return failure instanceof ApiProblem ? (failure.problem.findings ?? []) : [];
}

interface Asked {
    /** The post as the rules are asked about it. */
    checkable?: (form: JobForm) => CheckableJob | undefined;
    /** The fields that are shown, in their order. */
    places?: (form: JobForm) => string[];
}

/** A post's form while it is written: what is wrong with it, by field, and sending it. */
export function useJobWriting(form: JobForm, { checkable = checkable_job, places = form_places }: Asked = {}) {
    const t = useTranslate();
    const errors = ref<FieldErrors>([]);
    const busy = ref(false);
    const error = ref<unknown>();
    const { checked, show } = useJobCheck(form, checkable);

    /** Findings by the field that they stand under; undefined has those of no field. */
    const placed = computed(() => by_place(checked.value?.findings ?? [], places(form)));
    // A refusal for its findings speaks of the form before it was changed.
    watch(form, () => {
        if (findings_of(error.value).length > 0) error.value = undefined;
    });

    /** Sends `body` unless something is missing; undefined where it was not taken, and why stands at its fields. */
    async function send<Answer>(body: unknown, missing: readonly KeyedError[], act: () => Promise<Answer>): Promise<Answer | undefined> {
        error.value = undefined;
        errors.value = missing.map(({ pointer, key }) => ({ pointer, message: t(key) }));
        if (missing.length > 0) return undefined;
        busy.value = true;
        try {
            return await act();
        } catch (failure) {
            const findings = findings_of(failure);
            error.value = failure;
            if (findings.length > 0) show({ ...checked.value, findings, body });
            else errors.value = trouble_of(failure, t).fields;
            return undefined;
        } finally {
            busy.value = false;
        }
    }
    /** What an offer would put in, in words; undefined where this form cannot. */
    const offer_words = (offer: Offer) => form_offer(offer, t)?.words;
    function take(offer: Offer): void {
        form_offer(offer, t)?.put_into(form);
    }
    return { errors, busy, error, checked, placed, send, offer_words, take };
}

export type JobWriting = ReturnType<typeof useJobWriting>;
