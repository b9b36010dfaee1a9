/** Ways of getting to work that a person can choose from, and how fast each is in a city, waiting for the bus counted in. */
export const travel_modes = ['walk', 'bicycle', 'ebike', 'bus', 'car'] as const;
export type TravelMode = (typeof travel_modes)[number];

const speeds_kmh: Record<TravelMode, number> = { walk: 5, bicycle: 12, ebike: 15, bus: 15, car: 30 };

/** Streets are longer than the straight line; 1.3 × 60 minutes, as the engine reckons. */
const detour_minutes_per_hour = 78;

export function speed_kmh_of(mode: TravelMode): number {
    return speeds_kmh[mode];
}

/** Whole minutes for a straight distance at a speed, rounded up as the engine does. */
export function minutes_at_speed(distance_m: number, speed_kmh: number): number {
    return Math.ceil((distance_m * detour_minutes_per_hour) / (1000 * speed_kmh));
}

export function travel_minutes(distance_m: number, mode: TravelMode): number {
    return minutes_at_speed(distance_m, speeds_kmh[mode]);
}
