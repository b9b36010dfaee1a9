import { Act, useHttp } from '@gigfair/core/shared/http';
import { computed, onActivated, onMounted, ref, shallowRef, watch } from 'vue';
import { useRegions } from '../places/regions';
import { useSettings } from '../shared/settings';
import { useAttempt } from '../shared/useAttempt';
import { is_outdated, is_saved, own_profile, save_profile, type KeptProfile } from '../workers/profile';
import { useProfileDrafts } from '../workers/profile_draft';
import { ask_recommendations, type Recommendations } from './recommendations';

/** Of a street's code, what names its county. */
const county_digits = 6;
/** Places fill up: a list that one comes back to after this is asked for anew. */
const stale_ms = 60_000;

/** What suits the person who is signed in, by their profile, and the switch for whether it is read at all. */
export function useRecommendations() {
    const { api } = useHttp();
    const settings = useSettings();
    const regions = useRegions();
    const { saves } = useProfileDrafts();

    const answer = shallowRef<Recommendations>();
    const kept = shallowRef<KeptProfile>();
    const street = ref('');
    const as_of = shallowRef(new Date());
    const { busy: loading, error, attempt } = useAttempt();
    const { busy: switching, error: switch_error, attempt: attempt_switch } = useAttempt();
    const switching_act = new Act();
    const wanted = ref<boolean>();

    async function name_street(): Promise<void> {
        const code = kept.value?.profile.home_region_code;
        street.value = '';
        if (!code) return;
        const streets = await regions.streets(code.slice(0, county_digits)).catch(() => []);
        street.value = streets.find((region) => code.startsWith(region.code))?.name ?? '';
    }
    const load = () =>
        attempt(async () => {
            const now = new Date();
            [answer.value, kept.value] = await Promise.all([ask_recommendations(api), own_profile(api)]);
            as_of.value = now;
            void name_street();
        });

    /** Keeps the one value anew; where somebody saved in between, on top of that. */
    async function keep(personalised: boolean, before: KeptProfile): Promise<KeptProfile> {
        const body = { ...before.profile, personalised };
        try {
            return await switching_act.run({ body, etag: before.etag }, (key) => save_profile(api, body, before.etag, key));
        } catch (failure) {
            if (!is_outdated(failure)) throw failure;
            const newer = await own_profile(api);
            const again = { ...newer.profile, personalised };
            return switching_act.run({ body: again, etag: newer.etag }, (key) => save_profile(api, again, newer.etag, key));
        }
    }
    /** Shows at once what was wanted; whoever changes their mind meanwhile gets the last word. */
    async function personalise(on: boolean): Promise<void> {
        wanted.value = on;
        if (switching.value) return;
        await attempt_switch(async () => {
            while (kept.value && wanted.value !== undefined && wanted.value !== kept.value.profile.personalised) {
                kept.value = await keep(wanted.value, kept.value);
            }
            await load();
        });
        wanted.value = undefined;
    }

    watch([() => settings.locale, saves], load);
    onMounted(load);
    onActivated(() => {
        if (answer.value && Date.now() - as_of.value.getTime() > stale_ms) void load();
    });
    return {
        answer,
        street,
        as_of,
        loading,
        error,
        switch_error,
        profile: computed(() => kept.value?.profile),
        personalised: computed(() => wanted.value ?? kept.value?.profile.personalised ?? true),
        has_profile: computed(() => kept.value !== undefined && is_saved(kept.value)),
        load,
        personalise,
    };
}
