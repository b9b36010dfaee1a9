import { useTranslate } from '@gigfair/core/shared/format';
import type { FieldErrors } from '@gigfair/core/shared/field_errors';
import { Act, answerOf, useHttp } from '@gigfair/core/shared/http';
import { computed, ref } from 'vue';
import { report_text_max, type JobReport, type NewJobReport, type ReportReason } from './job_reports';

/** Reporting a post: why, in what words, and the act itself. */
export function useJobReport(job_id: () => string) {
    const { api } = useHttp();
    const t = useTranslate();
    const reason = ref<ReportReason | ''>('');
    const text = ref('');
    const busy = ref(false);
    const error = ref<unknown>();
    const sending = new Act();

    // The field takes more than that: to cut a long text off unseen would hide what stands at its end.
    const errors = computed<FieldErrors>(() =>
        Array.from(text.value.trim()).length > report_text_max ? [{ pointer: '/text', message: t('report.text_too_long', { n: report_text_max }) }] : [],
    );
    const can_send = computed(() => reason.value !== '' && errors.value.length === 0);

    /** What the server made of it; undefined where nothing was sent or it failed. */
    async function send(): Promise<JobReport | undefined> {
        if (reason.value === '' || !can_send.value || busy.value) return undefined;
        busy.value = true;
        error.value = undefined;
        const words = text.value.trim();
        const body: NewJobReport = { reason: reason.value, ...(words === '' ? {} : { text: words }) };
        const path = { id: job_id() };
        try {
            return await sending.run({ path, body }, (key) =>
                answerOf(api.POST('/api/v1/jobs/{id}:report', { body, params: { path, header: { 'Idempotency-Key': key } } })),
            );
        } catch (failure) {
            error.value = failure;
            return undefined;
        } finally {
            busy.value = false;
        }
    }
    return { reason, text, busy, error, errors, can_send, send };
}
