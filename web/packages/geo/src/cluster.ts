export interface Located {
    lon: number;
    lat: number;
}

export interface Cluster<Item extends Located> extends Located {
    items: Item[];
}

/** The room that a marker or a name takes on the screen. */
export interface Room {
    width: number;
    height: number;
}

const tile_pixels = 256;
/** Web Mercator ends here. */
const lat_max = 85.051_128_78;

/** Web Mercator pixels at a zoom: what the map itself uses. */
function pixel_of({ lon, lat }: Located, zoom: number): { x: number; y: number } {
    const scale = tile_pixels * 2 ** zoom;
    const clamped = Math.max(-lat_max, Math.min(lat_max, lat));
    const sine = Math.sin((clamped * Math.PI) / 180);
    const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    return { x: (lon / 360 + 0.5) * scale, y: y * scale };
}

/**
 * Groups what would overlap on the screen: one cluster per grid cell, at the mean of its items.
 * Every item is in exactly one cluster; the order is that in which cells are first met.
 */
export function clusters_of<Item extends Located>(items: readonly Item[], zoom: number, room: Room): Cluster<Item>[] {
    const cells = new Map<string, Item[]>();
    for (const item of items) {
        const { x, y } = pixel_of(item, zoom);
        const cell = `${Math.floor(x / room.width)}:${Math.floor(y / room.height)}`;
        const members = cells.get(cell);
        if (members) members.push(item);
        else cells.set(cell, [item]);
    }
    return Array.from(cells.values(), (members) => ({
        lon: members.reduce((sum, member) => sum + member.lon, 0) / members.length,
        lat: members.reduce((sum, member) => sum + member.lat, 0) / members.length,
        items: members,
    }));
}

/** Those of the names that fit on the screen without touching, the first ones first. */
export function legible_of<Item extends Located>(items: readonly Item[], zoom: number, room: Room): Item[] {
    const placed: { x: number; y: number }[] = [];
    return items.filter((item) => {
        const here = pixel_of(item, zoom);
        const clear = placed.every((other) => Math.abs(other.x - here.x) >= room.width || Math.abs(other.y - here.y) >= room.height);
        if (clear) placed.push(here);
        return clear;
    });
}
