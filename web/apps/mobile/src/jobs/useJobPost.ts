import type { components } from '@gigfair/api';
import { computed, onMounted, reactive, ref, shallowRef } from 'vue';
import { field_errors_of, type Offer } from '../rules/findings';
import { useJobCheck } from '../rules/useJobCheck';
import { own_employers, type OwnEmployer } from '../employers/employers';
import { city_date, date_plus } from '../shared/city_time';
import type { FieldErrors } from '../shared/field_errors';
import { useTranslate } from '../shared/format';
import { Act, answerOf, ApiProblem, useHttp } from '../shared/http';
import { trouble_of } from '../shared/problem';
import { empty_form, form_errors, job_body, next_row, shifts_max } from './job_form';
import { apply_template, type JobTemplate } from './job_templates';
import { relations, type CreatedJob } from './jobs';

/** The contract's largest page; a city has a few dozen markets. */
const markets_max = 100;

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
    const created = shallowRef<CreatedJob>();
    const posting = new Act();
    const check = useJobCheck(form);

    /** What is missing, and what a rule forbids. */
    const all_errors = computed(() => [...errors.value, ...field_errors_of(check.findings.value, check.body.value)]);


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
        try {
            const body = job_body(form);
            const send = (key: string) => answerOf(api.POST('/api/v1/jobs', { body, params: { header: { 'Idempotency-Key': key } } }));
            created.value = await posting.run(body, send);
        } catch (failure) {
            const findings = failure instanceof ApiProblem ? (failure.problem.findings ?? []) : [];
            error.value = failure;
            if (findings.length > 0) check.show(findings, job_body(form));
            else errors.value = trouble_of(failure, t).fields;
        } finally {
            busy.value = false;
        }
    }
    /** The lawful form in one tap. */
    function take(offer: Offer): void {
        const relation = relations.find((each) => each === offer.value);
        if (offer.field === '/relation' && relation) form.relation = relation;
    }
    function post_another(): void {
        created.value = undefined;
        errors.value = [];
    }

    add_shift();
    onMounted(load);
    return { form, today, employers, markets, errors: all_errors, findings: check.findings, checked: check.body, take, busy, error, created, load, start_from, add_shift, remove_shift, post, post_another };
}
