/**
 * Projects the land once, at build time, so that the page ships path strings and no map library has to run first.
 *
 * Source: the npm package world-atlas (Natural Earth, public domain). Two files: a coarse one for the whole world and
 * a fine one that the page asks for when somebody zooms in. Coordinates are whole numbers on a grid of the Equal Earth
 * projection; `unit` tells how many grid steps make one unit of the page's own projection (src/lib/projection.ts).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoArea, geoEqualEarth, geoGraticule, geoPath } from 'd3-geo';
import { feature, merge, mesh } from 'topojson-client';
import { presimplify, simplify } from 'topojson-simplify';
import { disputed } from './disputed.mjs';

const atlas = (name) => JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`world-atlas/${name}`), 'utf8'));
const projection = geoEqualEarth().rotate([-11, 0]).fitSize([1000, 487], { type: 'Sphere' });

/** Writes relative whole-number moves; points that fall on the grid point before them are dropped. */
class Pen {
  constructor(unit) { this.unit = unit; this.out = []; this.x = 0; this.y = 0; }
  step(letter, x, y) {
    const [nx, ny] = [Math.round(x * this.unit), Math.round(y * this.unit)];
    if (letter === 'l' && nx === this.x && ny === this.y) return;
    this.out.push(`${letter}${nx - this.x},${ny - this.y}`);
    [this.x, this.y] = [nx, ny];
  }
  moveTo(x, y) { this.step('m', x, y); this.start = [this.x, this.y]; }
  lineTo(x, y) { this.step('l', x, y); }
  closePath() { this.out.push('z'); [this.x, this.y] = this.start; }
  arc() {}
}

function draw(shape, unit) {
  const pen = new Pen(unit);
  geoPath(projection, pen)(shape);
  return pen.out.join('').replace(/l(-?\d+,-?\d+)(?=l)/g, 'l$1');
}

const clockwise = (ring) => {
  const polygon = (points) => ({ type: 'Polygon', coordinates: [[...points, points[0]]] });
  const shape = polygon(ring);
  return geoArea(shape) > 2 * Math.PI ? polygon([...ring].reverse()) : shape;
};

const inside = ([west, south, east, north]) => (polygon) =>
  polygon[0].every(([x, y]) => x >= west && x <= east && y >= south && y <= north);

function shapeOf(area, countries) {
  const named = (name) => {
    const found = countries.features.find((one) => one.properties.name === name);
    if (!found) throw new Error(`world-atlas has no area named ${name}`);
    return found.geometry;
  };
  if (area.ring) return clockwise(area.ring);
  if (area.atlas) return named(area.atlas);
  const [country, ...box] = area.box;
  const polygons = named(country).coordinates.filter(inside(box));
  if (!polygons.length) throw new Error(`no polygon of ${country} lies in the box of ${area.name}`);
  return { type: 'MultiPolygon', coordinates: polygons };
}

function build(topology, unit, areas) {
  const { countries } = topology.objects;
  const features = feature(topology, countries);
  const open = new Set(disputed.map((area) => area.atlas).filter(Boolean));
  const touches = (a, b) => open.has(a.properties.name) || open.has(b.properties.name);
  return {
    unit,
    land: draw(merge(topology, countries.geometries.filter((one) => one.properties.name !== 'Antarctica')), unit),
    lines: draw(mesh(topology, countries, (a, b) => a !== b && !touches(a, b)), unit),
    open_lines: draw(mesh(topology, countries, (a, b) => a !== b && touches(a, b)), unit),
    graticule: draw(geoGraticule().step([30, 30])(), unit),
    areas: areas.map((area) => ({ name: area.name, codes: area.codes, path: draw(shapeOf(area, features), unit) })),
  };
}

const coarse = simplify(presimplify(atlas('countries-50m.json')), 0.12);
const fine = atlas('countries-50m.json');
mkdirSync('src/assets', { recursive: true });
for (const [name, topology, unit] of [['coarse', coarse, 10], ['fine', fine, 100]]) {
  const text = JSON.stringify(build(topology, unit, disputed));
  writeFileSync(`src/assets/outline-${name}.json`, text);
  console.log(`outline-${name}.json ${Math.round(text.length / 1024)} kB`);
}
