import { city_date, date_plus } from '@gigfair/core/shared/city_time';
import { useHttp } from '@gigfair/core/shared/http';
import { ref, shallowRef, watch } from 'vue';
import { useRegions } from '../places/regions';
import { useSettings } from '../shared/settings';
import { useAttempt } from '../shared/useAttempt';
import { own_profile } from '../workers/profile';
import { ask_day_plans, type DayPlans } from './day_plan';

/** Openings are listed for two weeks; the days ahead that fit on a phone. */
export const days_ahead = 7;

export interface DayHome {
    lon: number;
    lat: number;
    /** Whether it is the person's own, or the middle of the city in its place. */
    is_own: boolean;
}

/** The best days of the one who is signed in, a date at a time. */
export function useDayPlans() {
    const { api } = useHttp();
    const settings = useSettings();
    const regions = useRegions();
    const today = city_date(new Date());
    const dates = Array.from({ length: days_ahead }, (_, n) => date_plus(today, n));

    const date = ref(today);
    const answer = shallowRef<DayPlans>();
    const home = shallowRef<DayHome>();
    const { busy: loading, error, attempt } = useAttempt();
    let look_number = 0;

    async function find_home(): Promise<DayHome | undefined> {
        const { profile } = await own_profile(api);
        if (profile.home) return { lon: profile.home.lon, lat: profile.home.lat, is_own: true };
        const centre = (await regions.city())?.centre;
        return centre ? { lon: centre.lon, lat: centre.lat, is_own: false } : undefined;
    }
    const load = () =>
        attempt(async () => {
            const number = (look_number += 1);
            const [plans, found] = await Promise.all([ask_day_plans(api, date.value), home.value ?? find_home()]);
            // An answer for a day that was looked at before is thrown away.
            if (number !== look_number) return;
            answer.value = plans;
            home.value = found;
        });
    watch(
        [date, () => settings.locale],
        () => {
            answer.value = undefined;
            void load();
        },
        { immediate: true },
    );
    return { today, dates, date, answer, home, loading, error, load };
}
