import { city_date, date_plus } from '@gigfair/core/shared/city_time';
import { useHttp } from '@gigfair/core/shared/http';
import { ref, shallowRef, watch } from 'vue';
import { useRegions } from '../places/regions';
import { useSettings } from '../shared/settings';
import { useAttempt } from '../shared/useAttempt';
import { own_profile } from '../workers/profile';
import { full_week, week_of } from '../workers/week';
import { ask_day_plans, type DayGround, type DayPlans } from './day_plan';

/** Openings are listed for two weeks; the days ahead that fit on a phone. */
export const days_ahead = 7;

/** The best days of the one who is signed in, a date at a time. */
export function useDayPlans() {
    const { api } = useHttp();
    const settings = useSettings();
    const regions = useRegions();
    const today = city_date(new Date());
    const dates = Array.from({ length: days_ahead }, (_, n) => date_plus(today, n));

    const date = ref(today);
    const answer = shallowRef<DayPlans>();
    const ground = shallowRef<DayGround>();
    const { busy: loading, error, attempt } = useAttempt();
    let look_number = 0;

    async function find_ground(): Promise<DayGround | undefined> {
        const { profile } = await own_profile(api);
        const rest = { is_own: profile.home !== null, speed_kmh: profile.travel.speed_kmh, week: week_of(profile.week_free) ?? full_week, away: profile.away };
        const place = profile.home ?? (await regions.city())?.centre;
        return place ? { lon: place.lon, lat: place.lat, ...rest } : undefined;
    }
    const load = () =>
        attempt(async () => {
            const number = (look_number += 1);
            const [plans, found] = await Promise.all([ask_day_plans(api, date.value), ground.value ?? find_ground()]);
            // An answer for a day that was looked at before is thrown away.
            if (number !== look_number) return;
            answer.value = plans;
            ground.value = found;
        });
    watch(
        [date, () => settings.locale],
        () => {
            answer.value = undefined;
            void load();
        },
        { immediate: true },
    );
    return { today, dates, date, answer, ground, loading, error, load };
}
