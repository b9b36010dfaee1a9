import type { components } from '@gigfair/api';
import { city_clock, city_date, date_plus } from '@gigfair/core/shared/city_time';
import type { Format, Translate } from '@gigfair/core/shared/format';
import { answerOf, type Api } from '@gigfair/core/shared/http';

export type Recommendations = components['schemas']['Recommendations'];
export type Recommendation = components['schemas']['Recommendation'];
export type RecommendationReason = components['schemas']['RecommendationReason'];
export type RankingTerm = components['schemas']['RankingTerm'];
export type RankingProducts = components['schemas']['RankingProducts'];

/** In the order of the published formula. */
export const ranking_terms = ['near', 'pay', 'occupation', 'trust', 'settle', 'skill', 'fresh'] as const satisfies readonly RankingTerm[];

export const recommended_at_once = 20;

export function ask_recommendations(api: Api): Promise<Recommendations> {
    return answerOf(api.GET('/api/v1/me/recommendations', { params: { query: { k: recommended_at_once } } }));
}

/** A reason in words. */
export function reason_text({ code, params }: RecommendationReason, t: Translate, format: Format): string {
    switch (code) {
        case 'near':
            return t('recommended.reason.near', { distance: format.distance(params.distance_m ?? 0), n: params.minutes ?? 0 });
        case 'pays_well':
            return t('recommended.reason.pays_well', { pay: format.pay(params.hourly_fen ?? 0, 'hour') });
        case 'fresh': {
            const hours = (params.hours ?? 0) + 1;
            return t('recommended.reason.fresh', { n: hours }, hours);
        }
        default:
            return t(`recommended.reason.${code}`);
    }
}

/** A moment on the day of a shift: its clock, and which day where it is another one. */
export function clock_beside(moment: Date, day: Date, t: Translate): string {
    const clock = city_clock(moment);
    if (city_date(moment) === city_date(day)) return clock;
    return t(city_date(moment) === date_plus(city_date(day), 1) ? 'recommended.next_day' : 'recommended.day_before', { clock });
}
