import { onBeforeUnmount, onMounted } from 'vue';
import { useSession } from '../accounts/session';
import { useSettings } from './settings';

/** Single letters, and what each does. */
export type KeyMap = Record<string, () => void>;

const writes: readonly string[] = ['INPUT', 'TEXTAREA', 'SELECT'];

/** Whether a key belongs to the page: no other key is held, and nobody is writing. */
export function is_for_page(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return false;
    const { target } = event;
    return !(target instanceof HTMLElement && (writes.includes(target.tagName) || target.isContentEditable));
}

/** Acts on single letters while the page is there, the person has them on and the session lasts. */
export function useKeys(keys: () => KeyMap): void {
    const settings = useSettings();
    const { ended } = useSession();
    function press(event: KeyboardEvent): void {
        if (!settings.keys || ended.value || event.defaultPrevented || !is_for_page(event)) return;
        const act = keys()[event.key.toLowerCase()];
        if (!act) return;
        event.preventDefault();
        act();
    }
    onMounted(() => addEventListener('keydown', press));
    onBeforeUnmount(() => removeEventListener('keydown', press));
}
