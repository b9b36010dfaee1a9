import { inject, ref, watch, type InjectionKey, type Ref } from 'vue';
import type { ProfileForm } from './profile_form';

/** What was typed and not saved, and the form that it began with. */
export interface ProfileDraft {
    form: ProfileForm;
    base: ProfileForm;
}

/**
 * Keeps an unsaved profile while one looks at other pages, signs in again or the page is loaded anew. In this tab only,
 * for the account that typed it, and gone with signing out: it says where somebody lives.
 */
export interface ProfileDrafts {
    find(): ProfileDraft | undefined;
    keep(draft: ProfileDraft): void;
    drop(): void;
    /** How often a profile was saved since the app began: what was made from the one before is made anew. */
    saves: Ref<number>;
}

const storage_key = 'gigfair.profile';
export const profile_drafts_key: InjectionKey<ProfileDrafts> = Symbol('profile_drafts');

export function createProfileDrafts(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>, me: Readonly<Ref<{ account_id: string } | undefined>>): ProfileDrafts {
    const drop = () => storage.removeItem(storage_key);
    watch(me, (now, before) => {
        if (before && now?.account_id !== before.account_id) drop();
    });
    return {
        find() {
            try {
                const kept = JSON.parse(storage.getItem(storage_key) ?? 'null') as (ProfileDraft & { account: string }) | null;
                return kept && kept.account === me.value?.account_id ? { form: kept.form, base: kept.base } : undefined;
            } catch {
                return undefined;
            }
        },
        keep(draft) {
            try {
                storage.setItem(storage_key, JSON.stringify({ account: me.value?.account_id, ...draft }));
            } catch {
                // A full or forbidden storage: the draft lasts as long as the page.
            }
        },
        drop,
        saves: ref(0),
    };
}

export function useProfileDrafts(): ProfileDrafts {
    const drafts = inject(profile_drafts_key);
    if (!drafts) throw new Error('useProfileDrafts() outside of the app');
    return drafts;
}
