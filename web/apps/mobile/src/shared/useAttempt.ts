import { ref } from 'vue';

/** Whether a page is at something, and why the last attempt failed. `failed` hears of it too. */
export function useAttempt(failed: (failure: unknown) => void = () => undefined) {
    const busy = ref(false);
    const error = ref<unknown>();

    /** Whether it was done. */
    async function attempt(action: () => Promise<void>): Promise<boolean> {
        busy.value = true;
        error.value = undefined;
        try {
            await action();
            return true;
        } catch (failure) {
            error.value = failure;
            failed(failure);
            return false;
        } finally {
            busy.value = false;
        }
    }
    return { busy, error, attempt };
}
