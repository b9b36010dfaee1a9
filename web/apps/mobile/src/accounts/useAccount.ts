import { useHttp } from '@gigfair/core/shared/http';
import { onMounted, shallowRef, watch } from 'vue';
import { own_employers, type OwnEmployer } from '../employers/employers';
import { useAttempt } from '../shared/useAttempt';
import { useSession } from './session';

/** One's own page: who is signed in, for whom they speak, and the way out. */
export function useAccount() {
    const { api } = useHttp();
    const session = useSession();
    const employers = shallowRef<OwnEmployer[]>([]);
    const { busy, error, attempt } = useAttempt();

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
