import { useHttp } from '@gigfair/core/shared/http';
import { onMounted, ref, shallowRef, watch } from 'vue';
import { own_employers, type OwnEmployer } from '../employers/employers';
import { useSession } from './session';

/** One's own page: who is signed in, for whom they speak, and the way out. */
export function useAccount() {
    const { api } = useHttp();
    const session = useSession();
    const employers = shallowRef<OwnEmployer[]>([]);
    const busy = ref(false);
    const error = ref<unknown>();

    async function attempt(action: () => Promise<void>): Promise<void> {
        busy.value = true;
        error.value = undefined;
        try {
            await action();
        } catch (failure) {
            error.value = failure;
        } finally {
            busy.value = false;
        }
    }
    const load = () =>
        attempt(async () => {
            await session.restore();
            employers.value = session.is_employer.value ? await own_employers(api) : [];
        });
    const sign_out = () => attempt(() => session.sign_out());

    onMounted(load);
    watch(session.is_employer, load);
    return { me: session.me, employers, busy, error, load, sign_out };
}
