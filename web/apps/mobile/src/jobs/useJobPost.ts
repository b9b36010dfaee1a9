import type { components } from '@gigfair/api';
import { city_date, date_plus } from '@gigfair/core/shared/city_time';
import { useTranslate } from '@gigfair/core/shared/format';
import { Act, answerOf, useHttp } from '@gigfair/core/shared/http';
import { onMounted, reactive, shallowRef, watchEffect } from 'vue';
import { own_employers, type OwnEmployer } from '../employers/employers';
import { empty_form, form_errors, job_body, next_row, shifts_max } from './job_form';
import { apply_template, type JobTemplate } from './job_templates';
import type { CreatedJob, NewJob } from './jobs';
import { useJobWriting } from './useJobWriting';

/** The contract's largest page; a city has a few dozen markets. */
const markets_max = 100;

/** A post that was taken, with the body that its findings speak of. */
export interface PostedJob {
    answer: CreatedJob;
    body: NewJob;
}

/** Posting a job: the form and the act itself. */
export function useJobPost() {
    const { api } = useHttp();
    const t = useTranslate();

    const today = city_date(new Date());
    const form = reactive(empty_form());
    const employers = shallowRef<OwnEmployer[]>([]);
    const markets = shallowRef<components['schemas']['Market'][]>([]);
    const created = shallowRef<PostedJob>();
    const posting = new Act();
    const writing = useJobWriting(form);

    watchEffect(() => {
        const mine = employers.value;
        const poster = mine.length === 1 ? mine[0] : mine.find((employer) => employer.employer_id === form.employer_id);
        form.employer_kind = poster?.kind ?? '';
    });
    async function load(): Promise<void> {
        writing.error.value = undefined;
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
            writing.error.value = failure;
        }
    }
    function start_from(template: JobTemplate): void {
        const words = { title: t(`template.${template.key}.title`), description: t(`template.${template.key}.description`) };
        apply_template(form, template, words, date_plus(today, 1));
        writing.errors.value = [];
    }
    function add_shift(): void {
        if (form.shifts.length < shifts_max) form.shifts.push(next_row(form.shifts, today));
    }
    function remove_shift(key: number): void {
        form.shifts = form.shifts.filter((row) => row.key !== key);
    }
    async function post(): Promise<void> {
        const body = job_body(form);
        const send = (key: string) => answerOf(api.POST('/api/v1/jobs', { body, params: { header: { 'Idempotency-Key': key } } }));
        const answer = await writing.send(body, form_errors(form), () => posting.run(body, send));
        if (answer) created.value = { answer, body };
    }
    function post_another(): void {
        created.value = undefined;
        writing.errors.value = [];
    }

    add_shift();
    onMounted(load);
    return { form, today, employers, markets, created, writing, load, start_from, add_shift, remove_shift, post, post_another };
}
