import { openings_of, type JobOpening } from '@gigfair/core/jobs/job';
import { useHttp } from '@gigfair/core/shared/http';
import { shallowRef, watch } from 'vue';
import { useSession } from '../accounts/session';

/** The dated shifts of a job that is looked at. Undefined while they come, and where they don't: the text is what counts. */
export function useJobPreview(id: () => string) {
    const { api } = useHttp();
    const session = useSession();
    const openings = shallowRef<JobOpening[]>();
    watch(
        id,
        async (now) => {
            openings.value = undefined;
            try {
                const dated = await session.reading(() => openings_of(api, now));
                if (id() === now) openings.value = dated;
            } catch {
                // The rest of the post can be judged without them.
            }
        },
        { immediate: true },
    );
    return { openings };
}
