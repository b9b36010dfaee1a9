import * as L from 'leaflet';
import type { DayGround, DayPlanStop, Outing } from './day_plan';
import { SchematicMap, type SchematicWords } from './schematic_map';

export interface DayMapWords extends SchematicWords {
    home: string;
    /** What a screen reader says of a stop. */
    stop(stop: DayPlanStop, number: number): string;
}

const margin_px: [number, number] = [36, 36];
const zoom_max_at_first = 15;

/** The ways of one day on the map of the city: from home, from stop to stop, and home again. */
export class DayMap extends SchematicMap {
    constructor(
        element: HTMLElement,
        private readonly words: DayMapWords,
    ) {
        super(element, words);
    }

    show(ground: DayGround, outings: readonly Outing[]): void {
        const home = L.latLng(ground.lat, ground.lon);
        const ways = outings.map(({ stops }) => [home, ...stops.flatMap(({ place }) => (place ? [L.latLng(place.lat, place.lon)] : [])), home]);
        this.map.fitBounds(L.latLngBounds(ways.flat()), { padding: margin_px, maxZoom: zoom_max_at_first, animate: false });
        L.polyline(ways, { color: '#0a5ad6', weight: 3, dashArray: '2 7', interactive: false }).addTo(this.map);
        this.mark(home, '', this.words.home, 'day-home');
        this.numbers_by_place(outings.flatMap(({ stops }) => stops)).forEach(({ at, numbers, label }) => this.mark(at, numbers, label, 'day-stop'));
    }

    /** Two shifts at one place are one mark with both numbers. */
    private numbers_by_place(stops: readonly DayPlanStop[]): { at: L.LatLng; numbers: string; label: string }[] {
        const marks = new Map<string, { at: L.LatLng; numbers: string; label: string }>();
        stops.forEach((stop, n) => {
            if (!stop.place) return;
            const key = `${stop.place.lat},${stop.place.lon}`;
            const label = this.words.stop(stop, n + 1);
            const known = marks.get(key);
            if (known) marks.set(key, { ...known, numbers: `${known.numbers}·${n + 1}`, label: `${known.label} ${label}` });
            else marks.set(key, { at: L.latLng(stop.place.lat, stop.place.lon), numbers: String(n + 1), label });
        });
        return [...marks.values()];
    }

    private mark(at: L.LatLng, text: string, label: string, name: string): void {
        const body = document.createElement('span');
        body.textContent = text;
        const icon = L.divIcon({ html: body, className: name, iconSize: undefined });
        const marker = L.marker(at, { icon, title: label, keyboard: false, interactive: false });
        marker.on('add', () => {
            marker.getElement()?.setAttribute('role', 'img');
            marker.getElement()?.setAttribute('aria-label', label);
        });
        marker.addTo(this.map);
    }
}
