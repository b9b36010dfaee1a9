import type { components } from '@gigfair/api';
import { by_place, type Finding, type Offer } from '@gigfair/core/rules/findings';
import { city_date, date_plus } from '@gigfair/core/shared/city_time';
import type { FieldErrors } from '@gigfair/core/shared/field_errors';
import { useTranslate } from '@gigfair/core/shared/format';
import { Act, answerOf, ApiProblem, useHttp } from '@gigfair/core/shared/http';
import { trouble_of } from '@gigfair/core/shared/problem';
import { computed, onMounted, reactive, ref, shallowRef, watch } from 'vue';
import { own_employers, type OwnEmployer } from '../employers/employers';
import { useJobCheck } from '../rules/useJobCheck';
import { empty_form, form_errors, form_places, job_body, next_row, shifts_max } from './job_form';
import { form_offer } from './job_offers';
import { apply_template, type JobTemplate } from './job_templates';
import type { CreatedJob, NewJob } from './jobs';

/** The contract's largest page; a city has a few dozen markets. */
const markets_max = 100;

/** A post that was taken, with the body that its findings speak of. */
export interface PostedJob {
    answer: CreatedJob;
    body: NewJob;
}

function findings_of(failure: unknown): Finding[] {
    return failure instanceof ApiProblem ? (failure.problem.findings ?? []) : [];
}

/** Posting a job: the form, what is wrong with it, and the act itself. */
export function useJobPost() {
    const { api } = useHttp();
    const t = useTranslate();

    const today = city_date(new Date());
    const form = reactive(empty_form());
    const employers = shallowRef<OwnEmployer[]>([]);
    const markets = shallowRef<components['schemas']['Market'][]>([]);
    const errors = ref<FieldErrors>([]);
    const busy = ref(false);
    const error = ref<unknown>();
    const created = shallowRef<PostedJob>();
    const posting = new Act();
    const { checked, show } = useJobCheck(form);

    /** Findings by the field that they stand under; undefined has those of no field. */
    const placed = computed(() => by_place(checked.value?.findings ?? [], form_places(form)));
    // A refusal for its findings speaks of the form before it was changed.
    watch(form, () => {
        if (findings_of(error.value).length > 0) error.value = undefined;
    });

    async function load(): Promise<void> {
        error.value = undefined;
        try {
            const query = { limit: markets_max };
            const [mine, all] = await Promise.all([
                own_employers(api),
                answerOf(api.GET('/api/v1/markets', { params: { query } })),
            ]);
            employers.value = mine;
            markets.value = all.items;
            // With one employer there is nothing to choose; the server knows it too.
            if (mine.length > 1) form.employer_id ||= mine.find((employer) => employer.verified)?.employer_id ?? '';
        } catch (failure) {
            error.value = failure;
        }
    }
    function start_from(template: JobTemplate): void {
        const words = { title: t(`template.${template.key}.title`), description: t(`template.${template.key}.description`) };
        apply_template(form, template, words, date_plus(today, 1));
        errors.value = [];
    }
    function add_shift(): void {
        if (form.shifts.length < shifts_max) form.shifts.push(next_row(form.shifts, today));
    }
    function remove_shift(key: number): void {
        form.shifts = form.shifts.filter((row) => row.key !== key);
    }
    async function post(): Promise<void> {
        error.value = undefined;
        errors.value = form_errors(form).map(({ pointer, key }) => ({ pointer, message: t(key) }));
        if (errors.value.length > 0) return;
        busy.value = true;
        const body = job_body(form);
        try {
            const send = (key: string) => answerOf(api.POST('/api/v1/jobs', { body, params: { header: { 'Idempotency-Key': key } } }));
            created.value = { answer: await posting.run(body, send), body };
        } catch (failure) {
            const findings = findings_of(failure);
            error.value = failure;
            if (findings.length > 0) show({ ...checked.value, findings, body });
            else errors.value = trouble_of(failure, t).fields;
        } finally {
            busy.value = false;
        }
    }
    /** What an offer would put in, in words; undefined where this form cannot. */
    const offer_words = (offer: Offer) => form_offer(offer, t)?.words;
    function take(offer: Offer): void {
        form_offer(offer, t)?.put_into(form);
    }
    function post_another(): void {
        created.value = undefined;
        errors.value = [];
    }

    add_shift();
    onMounted(load);
    const shown = { form, today, employers, markets, errors, checked, placed, busy, error, created };
    return { ...shown, load, start_from, add_shift, remove_shift, post, offer_words, take, post_another };
}
