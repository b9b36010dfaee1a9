import { onScopeDispose, shallowRef, watch } from 'vue';
import { form_errors, job_body, type JobForm } from '../jobs/job_form';
import { answerOf, useHttp } from '../shared/http';
import type { Finding } from './findings';

const pause_ms = 600;

/**
 * What the rules say of the form while it is typed: asked when a pause shows that a thought is finished, and only
 * once nothing is missing. The newest answer counts; a lost one is no trouble, as publishing asks again.
 */
export function useJobCheck(form: JobForm) {
    const { api } = useHttp();
    const findings = shallowRef<Finding[]>([]);
    const body = shallowRef<unknown>({});
    let timer: ReturnType<typeof setTimeout> | undefined;
    let newest = 0;

    function show(found: Finding[], checked: unknown): void {
        newest += 1;
        findings.value = found;
        body.value = checked;
    }
    async function check(): Promise<void> {
        if (form_errors(form).length > 0) return;
        const asked = job_body(form);
        newest += 1;
        const mine = newest;
        try {
            const answer = await answerOf(api.POST('/api/v1/jobs:check', { body: asked }));
            if (mine === newest) show(answer.findings, asked);
        } catch {
            // Publishing will say it.
        }
    }
    watch(form, () => {
        clearTimeout(timer);
        timer = setTimeout(() => void check(), pause_ms);
    });
    onScopeDispose(() => clearTimeout(timer));
    return { findings, body, show };
}
