import { leads_to, type Finding } from '@gigfair/core/rules/findings';
import { answerOf, ApiProblem, useHttp } from '@gigfair/core/shared/http';
import { onScopeDispose, shallowRef, watch } from 'vue';
import { checkable_job, type CheckableJob, type JobForm } from '../jobs/job_form';
import type { ExpectedFill, LabourCost } from '../jobs/jobs';

export const check_pause_ms = 600;

/** What the rules said, and of what. */
export interface CheckedPost {
    findings: readonly Finding[];
    body: unknown;
    cost?: LabourCost;
    expected_fill?: ExpectedFill | null;
}

/**
 * What the rules say of the form while it is typed: asked when a pause shows that a thought is finished, and only
 * once the work, its pay and its shifts are there. The newest answer counts; a lost one is no trouble, as publishing
 * asks again. Undefined until there is an answer, and again when there is nothing left to ask about.
 */
export function useJobCheck(form: JobForm, checkable: (form: JobForm) => CheckableJob | undefined = checkable_job) {
    const { api } = useHttp();
    const checked = shallowRef<CheckedPost>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let newest = 0;

    /** Shows an answer; whatever was asked before comes too late. */
    function show(answer: CheckedPost | undefined): void {
        clearTimeout(timer);
        newest += 1;
        checked.value = answer;
    }
    async function check(): Promise<void> {
        const asked = checkable(form);
        if (!asked) return show(undefined);
        newest += 1;
        const mine = newest;
        try {
            const { findings, labour_cost, expected_fill } = await answerOf(api.POST('/api/v1/jobs:check', { body: asked.body }));
            if (mine !== newest) return;
            const is_written = ({ field }: Finding) => field === null || !asked.missing.some((pointer) => leads_to(pointer, field));
            checked.value = { findings: findings.filter(is_written), body: asked.body, cost: labour_cost, expected_fill };
        } catch (failure) {
            // A body that the server refuses has other faults first, which publishing names. The rest is the network's.
            const is_refused = failure instanceof ApiProblem && failure.problem.status === 422;
            if (mine === newest && is_refused) checked.value = undefined;
        }
    }
    watch(form, () => {
        clearTimeout(timer);
        timer = setTimeout(() => void check(), check_pause_ms);
    });
    onScopeDispose(() => {
        clearTimeout(timer);
        newest += 1;
    });
    return { checked, show };
}
