// Draws schematic.geojson from streets.csv and water.json: every place belongs to the street whose
// centre is nearest, and a county is what its streets hold together. It shows where counties lie
// to one another; it says nothing about a boundary.
//
//     node city/huzhou/tools/schematic.mjs

import { readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../', import.meta.url);
const margin_km = 7; // How far the land reaches beyond the outermost centres.
const corner_km = 0.4; // A corner that bends the outline by less is left out.
const bytes_max = 40_000;

// Plane coordinates in kilometres around the middle of the city, x east, y north.
const origin = { lon: 119.95, lat: 30.77 };
const km_lat = 111.2;
const km_lon = km_lat * Math.cos((origin.lat * Math.PI) / 180);
const to_plane = (lon, lat) => ({ x: (lon - origin.lon) * km_lon, y: (lat - origin.lat) * km_lat });
const to_lon_lat = ({ x, y }) => [
  Number((x / km_lon + origin.lon).toFixed(4)),
  Number((y / km_lat + origin.lat).toFixed(4)),
];

const text_of = (name) => readFileSync(new URL(name, folder), 'utf8');

// No field of these files holds a comma or a quote.
function rows_of(name) {
  const [header, ...lines] = text_of(name).trimEnd().split('\n');
  const columns = header.split(',');
  return lines.map((line) => {
    const fields = line.split(',');
    return Object.fromEntries(columns.map((column, i) => [column, fields[i]]));
  });
}

const cross = (a, b, c) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

// Counter-clockwise (Andrew's monotone chain).
function convex_hull(points) {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (from) => {
    const chain = [];
    for (const point of from) {
      while (chain.length > 1 && cross(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function inside(ring, point) {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i], ring[j]];
    const crosses = a.y > point.y !== b.y > point.y;
    if (crosses && point.x < ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x) odd = !odd;
  }
  return odd;
}

function crossing(a, b, c, d) {
  const [c_side, d_side] = [cross(a, b, c), cross(a, b, d)];
  const [a_side, b_side] = [cross(c, d, a), cross(c, d, b)];
  if (c_side * d_side >= 0 || a_side * b_side >= 0) return undefined;
  const t = a_side / (a_side - b_side);
  return { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) };
}

// The hull without the lake, where the two outlines cross exactly twice: along the hull while on
// land, then back along the shore. The hull runs counter-clockwise, the shore as water.json has
// it: from north-west to south-east.
function land_without(lake, hull) {
  const crossings = [];
  hull.forEach((a, i) => {
    lake.forEach((c, j) => {
      const point = crossing(a, hull[(i + 1) % hull.length], c, lake[(j + 1) % lake.length]);
      if (point) crossings.push({ point, hull_edge: i, lake_edge: j });
    });
  });
  if (crossings.length !== 2) throw new Error(`the lake crosses the land's hull ${crossings.length} times, not twice`);
  const [into, out] = inside(lake, hull[(crossings[0].hull_edge + 1) % hull.length])
    ? crossings
    : [crossings[1], crossings[0]];

  const land = [out.point];
  for (let i = (out.hull_edge + 1) % hull.length; ; i = (i + 1) % hull.length) {
    land.push(hull[i]);
    if (i === into.hull_edge) break;
  }
  land.push(into.point);
  for (let j = into.lake_edge; j !== out.lake_edge; j = (j + lake.length - 1) % lake.length) land.push(lake[j]);
  return land;
}

// What of the land is nearer to `own` than to any other centre. Every corner remembers which
// neighbour cut the edge that begins at it; nothing for an edge of the land itself.
function cell_of(own, centres, land) {
  let ring = land.map((corner) => ({ ...corner, beyond: undefined }));
  for (const other of centres) {
    if (other === own) continue;
    const nearness = (p) => distance(p, other) ** 2 - distance(p, own) ** 2;
    const cut = [];
    ring.forEach((a, i) => {
      const b = ring[(i + 1) % ring.length];
      const [at_a, at_b] = [nearness(a), nearness(b)];
      const t = at_a / (at_a - at_b);
      const middle = { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) };
      if (at_a >= 0) cut.push(a);
      if (at_a >= 0 && at_b < 0) cut.push({ ...middle, beyond: other });
      if (at_a < 0 && at_b >= 0) cut.push({ ...middle, beyond: a.beyond });
    });
    ring = cut;
  }
  return ring;
}

// Joins the cells of one county: edges between two of them vanish, the rest close to rings.
function outline_of(county, cells) {
  const edges = [];
  for (const ring of cells) {
    ring.forEach((from, i) => {
      const to = ring[(i + 1) % ring.length];
      if (from.beyond?.county !== county && distance(from, to) > 1e-6) edges.push({ from, to });
    });
  }
  const rings = [];
  while (edges.length > 0) {
    const ring = [edges.shift()];
    while (distance(ring.at(-1).to, ring[0].from) > 1e-6) {
      const next = edges.findIndex((edge) => distance(edge.from, ring.at(-1).to) < 1e-6);
      if (next < 0) throw new Error(`the outline of ${county} does not close`);
      ring.push(...edges.splice(next, 1));
    }
    rings.push(ring.map((edge) => edge.from));
  }
  return rings;
}

// Leaves out corners that hardly bend the outline. Both sides of a border leave out the same ones,
// because the corners at which borders begin and end, and those of the shore, stay (`fixed`).
function simplified(ring, fixed) {
  const start = Math.max(0, ring.findIndex(fixed));
  const turned = [...ring.slice(start), ...ring.slice(0, start)];
  const kept = [];
  for (let from = 0; from < turned.length; ) {
    let to = from + 1;
    while (to < turned.length && !fixed(turned[to])) to++;
    const run = [...turned.slice(from, to), turned[to % turned.length]];
    kept.push(...thinned(run).slice(0, -1));
    from = to;
  }
  return kept;
}

// Douglas and Peucker.
function thinned(run) {
  const [first, last] = [run[0], run.at(-1)];
  const length = distance(first, last);
  const bend = (p) => (length > 0 ? Math.abs(cross(first, last, p)) / length : distance(first, p));
  let widest = 0;
  for (let i = 1; i < run.length - 1; i++) if (widest === 0 || bend(run[i]) > bend(run[widest])) widest = i;
  if (widest === 0 || bend(run[widest]) < corner_km) return [first, last];
  return [...thinned(run.slice(0, widest + 1)).slice(0, -1), ...thinned(run.slice(widest))];
}

const closed = (ring) => [...ring, ring[0]].map(to_lon_lat);
const feature = (kind, { code, name, name_en }, geometry) => ({
  type: 'Feature',
  properties: { code, name, name_en, kind },
  geometry,
});

function main() {
  const counties = rows_of('counties.csv');
  const english = new Map(rows_of('street_names_en.csv').map((row) => [row.code, row.name_en]));
  const streets = rows_of('streets.csv').map((row) => ({
    ...row,
    name_en: english.get(row.code),
    ...to_plane(Number(row.lon), Number(row.lat)),
  }));
  const [water] = JSON.parse(text_of('water.json')).waters;
  const lake = water.polygon.slice(0, -1).map(([lon, lat]) => to_plane(lon, lat));

  const around = Array.from({ length: 16 }, (_, i) => (i * Math.PI) / 8);
  const reach = streets.flatMap(({ x, y }) =>
    around.map((angle) => ({ x: x + margin_km * Math.cos(angle), y: y + margin_km * Math.sin(angle) })),
  );
  const land = land_without(lake, convex_hull(reach));
  const outlines = counties.map(({ code }) => {
    const own = streets.filter((street) => street.county === code);
    return outline_of(code, own.map((street) => cell_of(street, streets, land)));
  });

  // A corner inside a border belongs to two counties, one at the land's edge to a county and the
  // land. Where more or fewer meet, borders begin and end; corners of the shore count a third time.
  const corners = [...outlines.flat().flat(), ...land, ...lake];
  const fixed = (corner) => corners.filter((other) => distance(corner, other) < 1e-6).length !== 2;
  const drawn = counties.map((county, i) => {
    const rings = outlines[i].map((ring) => simplified(ring, fixed)).map((ring) => [closed(ring)]);
    return feature('county', county, { type: 'MultiPolygon', coordinates: rings });
  });
  const map = {
    type: 'FeatureCollection',
    name: '湖州市示意图',
    label: '示意',
    note: '示意图：由镇街中心点推算绘制，不表示行政区划界线。Schematic: derived from approximate centres, not a boundary statement.',
    features: [
      ...drawn,
      feature('water', { code: water.key, ...water }, { type: 'Polygon', coordinates: [closed(lake)] }),
      ...streets.map((street) => feature('street_label', street, { type: 'Point', coordinates: to_lon_lat(street) })),
    ],
  };
  const features = map.features.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
  const text = `${JSON.stringify({ ...map, features: [] }, null, 2).replace(/\[\]\n}$/, `[\n${features}\n  ]\n}`)}\n`;
  if (Buffer.byteLength(text) > bytes_max) throw new Error(`the map has ${Buffer.byteLength(text)} bytes, over ${bytes_max}`);
  writeFileSync(new URL('schematic.geojson', folder), text);
}

main();
