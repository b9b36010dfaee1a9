import { clusters_of, type Cluster, type Room } from '@gigfair/geo';
import * as L from 'leaflet';
import type { Opening } from './openings_query';
import { SchematicMap, type SchematicWords } from './schematic_map';
import type { MapView } from './useOpeningsMap';

export interface MarkedOpening {
    lon: number;
    lat: number;
    opening: Opening;
}

export interface MapWords extends SchematicWords {
    /** What a screen reader says of a marker, and what stands on it. */
    label(cluster: Cluster<MarkedOpening>): string;
    text(cluster: Cluster<MarkedOpening>): string;
    elder: boolean;
}

const zoom_at_first = 12;
/** A marker with a wage on it; twice the size in large print. */
const marker_room: Room = { width: 84, height: 44 };
const marker_room_elder: Room = { width: 124, height: 72 };

/** Openings on the map of the city: a marker per group of those that would touch. */
export class OpeningMap extends SchematicMap {
    private readonly markers = L.layerGroup();
    private marked: MarkedOpening[] = [];

    constructor(
        element: HTMLElement,
        private words: MapWords,
        private readonly on_pick: (openings: Opening[]) => void,
        on_move: (view: MapView) => void,
    ) {
        super(element, words);
        this.markers.addTo(this.map);
        this.map.on('moveend', () => on_move(this.view()));
        this.map.on('zoomend', () => this.draw());
    }

    start_at(lat: number, lon: number): void {
        this.map.setView([lat, lon], zoom_at_first);
    }

    show(openings: readonly Opening[]): void {
        this.marked = openings.flatMap((opening) =>
            opening.place ? [{ lon: opening.place.lon, lat: opening.place.lat, opening }] : [],
        );
        this.draw();
    }

    /** Where the map looks; the radius reaches its corners. */
    view(): MapView {
        const centre = this.map.getCenter();
        return { lon: centre.lng, lat: centre.lat, radius_m: centre.distanceTo(this.map.getBounds().getNorthEast()) };
    }

    private draw(): void {
        this.markers.clearLayers();
        const room = this.words.elder ? marker_room_elder : marker_room;
        for (const cluster of clusters_of(this.marked, this.map.getZoom(), room)) this.markers.addLayer(this.marker_of(cluster));
    }

    private marker_of(cluster: Cluster<MarkedOpening>): L.Marker {
        const body = document.createElement('span');
        body.textContent = this.words.text(cluster);
        const icon = L.divIcon({ html: body, className: 'opening-marker', iconSize: undefined });
        const marker = L.marker([cluster.lat, cluster.lon], { icon, title: this.words.label(cluster), riseOnHover: true });
        const pick = () => this.on_pick(cluster.items.map((item) => item.opening));
        marker.on('click', pick);
        marker.on('keypress', (event) => {
            const { key } = (event as L.LeafletKeyboardEvent).originalEvent;
            if (key === 'Enter' || key === ' ') pick();
        });
        marker.on('add', () => marker.getElement()?.setAttribute('aria-label', this.words.label(cluster)));
        return marker;
    }
}
