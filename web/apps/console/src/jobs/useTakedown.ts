import { answerOf, ApiProblem, useHttp } from '@gigfair/core/shared/http';
import { shallowRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useSession } from '../accounts/session';
import type { Decided } from '../shared/decided';
import type { Job } from './reviews';
import { take_down_or_back, type Takedown } from './takedowns';

/** A colleague was faster. */
const faster = ['job.not_open', 'job.not_suspended'];

/** Taking an open post down and putting it back. `changed` hears how a post stands since. */
export function useTakedown(decided: Ref<Decided | undefined>, changed: (job: Job) => void = () => undefined) {
    const { t } = useI18n();
    const { api } = useHttp();
    const session = useSession();
    /** The one that left the queue taken down: it may be put back from where one is. */
    const taken_down = shallowRef<Job>();

    const standing = (id: string) => session.reading(() => answerOf(api.GET('/api/v1/jobs/{id}', { params: { path: { id } } })));
    /** Whether a post that has left the queue may be put back; unknown is no, and a later decision comes first. */
    async function offer_back(id: string): Promise<void> {
        const told = decided.value;
        const now = await standing(id).catch(() => undefined);
        if (decided.value === told && now?.state === 'suspended') taken_down.value = now;
    }
    async function turn(job: Job, takedown: Takedown, remark: string, key: string): Promise<void> {
        const { job_id, title } = job;
        let now: Job;
        let by: Decided['by'] = 'me';
        try {
            now = await session.acting(() => take_down_or_back(api, job_id, takedown, remark, key));
        } catch (failure) {
            if (!(failure instanceof ApiProblem && faster.includes(failure.problem.code))) throw failure;
            now = await standing(job_id);
            by = 'colleague';
        }
        const words = by === 'me' ? t(`takedown.done.${takedown}`, { title }) : t('takedown.colleague', { title, state: t(`job.state.${now.state}`) });
        decided.value = { by, words, see: now.state === 'open' ? `/jobs/${job_id}` : undefined };
        if (taken_down.value?.job_id === job_id) taken_down.value = now.state === 'suspended' ? now : undefined;
        changed(now);
    }
    return { taken_down, offer_back, turn };
}
