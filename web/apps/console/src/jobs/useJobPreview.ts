import { openings_of, type JobOpening } from '@gigfair/core/jobs/job';
import { versions_of, type JobVersion } from '@gigfair/core/jobs/job_versions';
import { useHttp } from '@gigfair/core/shared/http';
import { shallowRef, watch } from 'vue';
import { useSession } from '../accounts/session';

/** The dated shifts and the earlier texts of a job. Undefined while they come, and where they don't: the post itself is there. */
export function useJobPreview(id: () => string) {
    const { api } = useHttp();
    const session = useSession();
    const openings = shallowRef<JobOpening[]>();
    const versions = shallowRef<JobVersion[]>();

    async function load<Part>(now: string, call: () => Promise<Part>, put: (part: Part) => void): Promise<void> {
        try {
            const part = await session.reading(call);
            if (id() === now) put(part);
        } catch {
            // The rest can be judged without it.
        }
    }
    watch(
        id,
        (now) => {
            openings.value = undefined;
            versions.value = undefined;
            void load(now, () => openings_of(api, now), (dated) => (openings.value = dated));
            void load(now, () => versions_of(api, now), (texts) => (versions.value = texts));
        },
        { immediate: true },
    );
    return { openings, versions };
}
