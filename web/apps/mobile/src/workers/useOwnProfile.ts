import type { FieldErrors } from '@gigfair/core/shared/field_errors';
import { useTranslate } from '@gigfair/core/shared/format';
import { Act, useHttp } from '@gigfair/core/shared/http';
import { trouble_of } from '@gigfair/core/shared/problem';
import { computed, onMounted, reactive, ref, shallowRef, watch } from 'vue';
import { useSettings } from '../shared/settings';
import { useAttempt } from '../shared/useAttempt';
import { is_outdated, own_profile, save_profile, type KeptProfile } from './profile';
import { useProfileDrafts } from './profile_draft';
import { copy_of, form_of, is_same, merged, profile_errors, profile_of, type ProfileForm } from './profile_form';

/** What the page says about the form as a whole. */
export type ProfileNews = 'saved' | 'restored' | 'merged';

/** One's own profile as a form: read, changed, kept while one is away from the page, and saved as a whole. */
export function useOwnProfile() {
    const { api } = useHttp();
    const drafts = useProfileDrafts();
    const settings = useSettings();
    const t = useTranslate();

    const kept = shallowRef<KeptProfile>();
    /** The form as it was filled from what is kept. */
    const base = shallowRef<ProfileForm>();
    const form = ref<ProfileForm>();
    const errors = ref<FieldErrors>([]);
    const news = ref<ProfileNews>();
    const saving = new Act();
    const { busy: loading, error: load_error, attempt: load_attempt } = useAttempt();
    const { busy: saves, error, attempt } = useAttempt((failure) => (errors.value = trouble_of(failure, t).fields));

    const is_changed = computed(() => form.value !== undefined && base.value !== undefined && !is_same(form.value, base.value));

    function fill(answer: KeptProfile): void {
        const fresh = form_of(answer.profile, new Date());
        kept.value = answer;
        base.value = fresh;
        form.value = copy_of(fresh);
    }
    const load = () =>
        load_attempt(async () => {
            const draft = drafts.find();
            fill(await own_profile(api));
            if (draft && base.value) form.value = merged(draft.form, draft.base, base.value);
            if (is_changed.value) news.value = 'restored';
        });
    function give_up(): void {
        if (base.value) form.value = copy_of(base.value);
        errors.value = [];
        error.value = undefined;
        news.value = undefined;
    }
    /** Saved elsewhere meanwhile: what was typed here goes on top of it, for the person to look over. */
    async function take_in(): Promise<void> {
        const [mine, before] = [form.value, base.value];
        fill(await own_profile(api));
        if (mine && before && base.value) form.value = merged(mine, before, base.value);
        news.value = 'merged';
    }
    async function save(): Promise<void> {
        const [written, before] = [form.value, kept.value];
        if (!written || !before) return;
        news.value = undefined;
        errors.value = profile_errors(written).map(({ pointer, key }) => ({ pointer, message: t(key) }));
        if (errors.value.length > 0) return;
        await attempt(async () => {
            const body = profile_of(written, before.profile);
            try {
                fill(await saving.run({ body, etag: before.etag }, (key) => save_profile(api, body, before.etag, key)));
            } catch (failure) {
                if (!is_outdated(failure)) throw failure;
                await take_in();
                return;
            }
            drafts.saves.value += 1;
            settings.travel = written.travel_mode;
            settings.recommended = true;
            news.value = 'saved';
        });
    }

    // Only what differs from what is kept is worth keeping.
    watch(
        form,
        (now) => {
            if (now && base.value && is_changed.value) drafts.keep({ form: now, base: base.value });
            else if (now) drafts.drop();
        },
        { deep: true },
    );
    onMounted(load);
    return reactive({ form, kept, errors, news, is_changed, loading, load_error, saves, error, load, save, give_up });
}
