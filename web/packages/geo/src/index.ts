export { clusters_of, legible_of } from './cluster';
export type { Cluster, Located, Room } from './cluster';
export { minutes_at_speed, travel_minutes, travel_modes, speed_kmh_of } from './travel';
export type { TravelMode } from './travel';
