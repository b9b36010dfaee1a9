import type { components, paths } from '@gigfair/api';
import { city_date, date_plus } from '@gigfair/core/shared/city_time';

export type Opening = components['schemas']['Opening'];
export type OpeningsQuery = NonNullable<paths['/api/v1/openings']['get']['parameters']['query']>;
export type Settlement = components['schemas']['Settlement'];

export const modes = ['distance', 'recent'] as const;
export const radii_m = [2_000, 5_000, 10_000, 20_000, 50_000] as const;
export const dates = ['any', 'today', 'tomorrow', 'week'] as const;
export const shift_classes = ['any', 'day', 'long_day', 'night'] as const;
export const settlements = ['day', 'week', 'fortnight', 'month', 'completion'] as const satisfies readonly Settlement[];
export const pay_floors_fen = [0, 2_000, 2_500, 3_000, 3_500] as const;

export const openings_page_size = 20;

/** From where distances are counted. The centre is the server's own default and is not sent. */
export type SearchPlace =
    | { kind: 'centre' }
    | { kind: 'here'; lon: number; lat: number }
    | { kind: 'street'; code: string; name: string; lon: number; lat: number };

export interface Filters {
    mode: (typeof modes)[number];
    radius_m: number;
    date: (typeof dates)[number];
    shift: (typeof shift_classes)[number];
    settlement: Settlement | 'any';
    pay_floor_fen: number;
    occupation: string;
}

export const any_occupation = '';

export function default_filters(): Filters {
    return {
        mode: 'distance',
        radius_m: 10_000,
        date: 'any',
        shift: 'any',
        settlement: 'any',
        pay_floor_fen: 0,
        occupation: any_occupation,
    };
}

/** The dates of a choice, as bare civil dates: the server reads them in the city's time. */
function dates_of(choice: Filters['date'], now: Date): Pick<OpeningsQuery, 'from' | 'to'> {
    const today = city_date(now);
    switch (choice) {
        case 'any':
            return {};
        case 'today':
            // Without from the server counts from now: what already began is not work to be found.
            return { to: today };
        case 'tomorrow':
            return { from: date_plus(today, 1), to: date_plus(today, 1) };
        case 'week':
            return { to: date_plus(today, 6) };
    }
}

/** Five decimals are a metre; more would say more about a person than the search needs. */
const degrees = (value: number): number => Math.round(value * 1e5) / 1e5;

/** The query of one page of the list. What is not chosen is not sent. */
export function openings_query(filters: Filters, place: SearchPlace, now: Date, cursor?: string | null): OpeningsQuery {
    const query: OpeningsQuery = {
        mode: filters.mode,
        radius_m: filters.radius_m,
        limit: openings_page_size,
        ...dates_of(filters.date, now),
    };
    if (place.kind !== 'centre') {
        query.lat = degrees(place.lat);
        query.lon = degrees(place.lon);
    }
    if (filters.shift !== 'any') query.shift = filters.shift;
    if (filters.settlement !== 'any') query.settlement = filters.settlement;
    if (filters.pay_floor_fen > 0) query.pay_min_fen = filters.pay_floor_fen;
    if (filters.occupation !== any_occupation) query.occupation = filters.occupation;
    if (cursor) query.cursor = cursor;
    return query;
}
