import { clusters_of, legible_of, type Cluster, type Located, type Room } from '@gigfair/geo';
import * as L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import type { Opening } from './openings_query';
import type { MapView } from './useOpeningsMap';

export interface MarkedOpening {
    lon: number;
    lat: number;
    opening: Opening;
}

export interface MapWords {
    /** What a screen reader says of a marker, and what stands on it. */
    label(cluster: Cluster<MarkedOpening>): string;
    text(cluster: Cluster<MarkedOpening>): string;
    zoom_in: string;
    zoom_out: string;
    english: boolean;
    elder: boolean;
}

const zoom_min = 8;
const zoom_max = 18;
const zoom_at_first = 12;
/** A marker with a wage on it, and the name of a town; twice the size in large print. */
const marker_room: Room = { width: 84, height: 44 };
const marker_room_elder: Room = { width: 124, height: 72 };
const name_room: Room = { width: 84, height: 28 };
/** Names lie on the drawing and under the markers. */
const names_pane = 'names';
const names_pane_z_index = '450';

interface NamedPlace extends Located {
    text: string;
}

interface SchematicFeature {
    name: string;
    name_en?: string;
    kind: 'county' | 'water' | 'street_label';
}

const fills: Record<string, string> = { county: '#fbfaf6', water: '#cfe3f5' };

/** The city as Leaflet shows it: our own schematic without tiles, and a marker per group of openings. */
export class OpeningMap {
    private readonly map: L.Map;
    private readonly markers = L.layerGroup();
    private readonly names = L.layerGroup();
    private named: NamedPlace[] = [];
    private marked: MarkedOpening[] = [];

    constructor(
        element: HTMLElement,
        private words: MapWords,
        private readonly on_pick: (openings: Opening[]) => void,
        on_move: (view: MapView) => void,
    ) {
        const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
        this.map = L.map(element, {
            attributionControl: false,
            zoomControl: false,
            minZoom: zoom_min,
            maxZoom: zoom_max,
            zoomAnimation: !still,
            fadeAnimation: !still,
            markerZoomAnimation: !still,
        });
        L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(this.map);
        this.map.createPane(names_pane).style.zIndex = names_pane_z_index;
        this.names.addTo(this.map);
        this.markers.addTo(this.map);
        this.map.on('moveend', () => on_move(this.view()));
        this.map.on('zoomend', () => {
            this.draw();
            this.draw_names();
        });
    }

    start_at(lat: number, lon: number): void {
        this.map.setView([lat, lon], zoom_at_first);
    }

    draw_schematic(schematic: GeoJSON.FeatureCollection): void {
        L.geoJSON(schematic, {
            interactive: false,
            filter: (feature) => feature.geometry.type !== 'Point',
            style: (feature) => ({
                color: '#a9b1bb',
                weight: 1,
                fillColor: fills[(feature?.properties as SchematicFeature).kind] ?? '#fbfaf6',
                fillOpacity: 1,
            }),
        })
            .addTo(this.map)
            .bringToBack();
        this.named = schematic.features.flatMap(({ geometry, properties }) => {
            if (geometry.type !== 'Point') return [];
            const [lon = 0, lat = 0] = geometry.coordinates;
            const { name, name_en } = properties as SchematicFeature;
            return [{ lon, lat, text: this.words.english ? (name_en ?? name) : name }];
        });
        this.draw_names();
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

    destroy(): void {
        this.map.remove();
    }

    private draw_names(): void {
        this.names.clearLayers();
        for (const place of legible_of(this.named, this.map.getZoom(), name_room)) {
            const body = document.createElement('span');
            body.textContent = place.text;
            const icon = L.divIcon({ html: body, className: 'place-name', iconSize: undefined });
            this.names.addLayer(L.marker([place.lat, place.lon], { icon, pane: names_pane, interactive: false, keyboard: false }));
        }
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
