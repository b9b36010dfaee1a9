import { arriving } from '@gigfair/core/shared/http';
import { legible_of, type Located, type Room } from '@gigfair/geo';
import * as L from 'leaflet';
import 'leaflet/dist/leaflet.css';

export interface SchematicWords {
    zoom_in: string;
    zoom_out: string;
    english: boolean;
}

/** The city's own drawing, served beside the pages. */
const schematic_url = '/city/schematic.geojson';

const zoom_min = 8;
const zoom_max = 18;
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

/** The drawing itself; one that doesn't come throws. */
export async function fetch_schematic(): Promise<GeoJSON.FeatureCollection> {
    const answer = await arriving(fetch(schematic_url));
    if (!answer.ok) throw new Error(`${schematic_url}: ${answer.status}`);
    return (await answer.json()) as GeoJSON.FeatureCollection;
}

/** The city as Leaflet shows it: our own schematic, without tiles. What lies on it is another matter. */
export class SchematicMap {
    protected readonly map: L.Map;
    private readonly names = L.layerGroup();
    private named: NamedPlace[] = [];

    constructor(
        element: HTMLElement,
        private readonly schematic_words: SchematicWords,
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
        L.control.zoom({ zoomInTitle: schematic_words.zoom_in, zoomOutTitle: schematic_words.zoom_out }).addTo(this.map);
        this.map.createPane(names_pane).style.zIndex = names_pane_z_index;
        this.names.addTo(this.map);
        this.map.on('zoomend', () => this.draw_names());
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
            return [{ lon, lat, text: this.schematic_words.english ? (name_en ?? name) : name }];
        });
        this.draw_names();
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
}
