/** The map's projection and its window. Must agree with geo/outline.mjs, which drew the land on the same sheet. */

import { geoEqualEarth } from 'd3-geo';

/** The sheet that the whole world is drawn on, in units of the projection. */
export const SHEET = { width: 1000, height: 487 };

export const projection = geoEqualEarth().rotate([-11, 0]).fitSize([SHEET.width, SHEET.height], { type: 'Sphere' });

/** What part of the sheet is seen: `zoom` 1 is the whole world; longitude and latitude are of the middle. */
export interface View { zoom: number; longitude: number; latitude: number }
export const WORLD: View = { zoom: 1, longitude: 11, latitude: 8 };
export const FARTHEST = 1;
export const NEAREST = 60;

/** From the sheet to the screen: multiply by `scale`, then add `x` and `y`. */
export interface Fit { scale: number; x: number; y: number }

export function fitOf(view: View, width: number, height: number): Fit {
  const scale = Math.min(width / SHEET.width, height / (SHEET.height * 0.86)) * view.zoom;
  const [x, y] = projection([view.longitude, view.latitude]) ?? [SHEET.width / 2, SHEET.height / 2];
  return { scale, x: width / 2 - x * scale, y: height / 2 - y * scale };
}

export function viewAt(fit: Fit, width: number, height: number, zoom: number): View {
  const middle = projection.invert?.([(width / 2 - fit.x) / fit.scale, (height / 2 - fit.y) / fit.scale]);
  const [longitude, latitude] = middle && middle.every(Number.isFinite) ? middle : [WORLD.longitude, WORLD.latitude];
  return { zoom, longitude: clamp(longitude, -168, 190), latitude: clamp(latitude, -60, 80) };
}

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

export function toScreen(fit: Fit, longitude: number, latitude: number): [number, number] {
  const [x, y] = projection([longitude, latitude]) ?? [0, 0];
  return [x * fit.scale + fit.x, y * fit.scale + fit.y];
}

/** West, south, east and north of a rectangle on the screen, to a tenth of a degree; null when it leaves the world. */
export function boxOf(fit: Fit, one: [number, number], other: [number, number]): string | null {
  const corners = [one, [one[0], other[1]], [other[0], one[1]], other] as [number, number][];
  const points = corners.map(([x, y]) => projection.invert?.([(x - fit.x) / fit.scale, (y - fit.y) / fit.scale]));
  if (points.some((point) => !point || !point.every(Number.isFinite))) return null;
  const east = points.map((point) => clamp((point as [number, number])[0], -180, 180));
  const north = points.map((point) => clamp((point as [number, number])[1], -90, 90));
  const edges = [Math.min(...east), Math.min(...north), Math.max(...east), Math.max(...north)];
  return edges.map((edge) => edge.toFixed(1)).join(',');
}

/** The outline of a box on the sheet, its sides bent as the projection bends them. */
export function boxPath(bbox: string): string | null {
  const [west, south, east, north] = bbox.split(',').map(Number);
  if ([west, south, east, north].some((edge) => edge === undefined || !Number.isFinite(edge))) return null;
  const side = (from: [number, number], to: [number, number]): [number, number][] =>
    Array.from({ length: 12 }, (_, step) => [from[0] + ((to[0] - from[0]) * step) / 12, from[1] + ((to[1] - from[1]) * step) / 12]);
  const [w, s, e, n] = [west, south, east, north] as [number, number, number, number];
  const ring = [...side([w, s], [e, s]), ...side([e, s], [e, n]), ...side([e, n], [w, n]), ...side([w, n], [w, s])];
  return `M${ring.map((point) => (projection(point) ?? [0, 0]).map((value) => value.toFixed(2)).join(',')).join('L')}Z`;
}

export function readView(text: string | null): View {
  const [zoom, longitude, latitude] = (text ?? '').split(',').map(Number);
  if (zoom === undefined || longitude === undefined || latitude === undefined) return WORLD;
  if (![zoom, longitude, latitude].every(Number.isFinite)) return WORLD;
  return { zoom: clamp(zoom, FARTHEST, NEAREST), longitude: clamp(longitude, -180, 191), latitude: clamp(latitude, -90, 90) };
}

export const writeView = (view: View): string | null =>
  view.zoom === WORLD.zoom && view.longitude === WORLD.longitude && view.latitude === WORLD.latitude
    ? null
    : `${view.zoom.toFixed(2)},${view.longitude.toFixed(2)},${view.latitude.toFixed(2)}`;

/** How far the place meant may lie from the point, in kilometres, by the precision told: drawn as a ring. */
export const REACH: Record<string, number> = { point: 0, town: 0, district: 25, province: 90, region: 220 };
const KM_PER_DEGREE = 111.2;

export function reachOnScreen(fit: Fit, precision: string): number {
  return ((REACH[precision] ?? 0) / KM_PER_DEGREE) * (SHEET.width / 360) * fit.scale;
}
