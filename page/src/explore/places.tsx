/** How one place is drawn, and which of many are. */

import type { Counts, Place } from '../lib/types';
import { QUADS } from '../lib/quads';
import { reachOnScreen, REACH, toScreen, type Fit } from '../lib/projection';
import { plain } from '../lib/words';

export interface Mark { place: Place; x: number; y: number; radius: number; label: string; dx: number; dy: number; anchor: 'start' | 'middle' | 'end'; tag: boolean }

/** Most places drawn at once: more would be neither seen nor quick. The commonest are kept. */
const MOST = 600;
const MOST_LABELS = 26;

/** Marks for the places inside the window, rarest last in importance but drawn with small ones on top. */
export function marksOn(places: readonly Place[], fit: Fit, width: number, height: number, reserved: readonly Box[] = []): Mark[] {
  const most = Math.max(1, ...places.map((place) => place.count));
  const marks = places.flatMap((place) => {
    const [x, y] = toScreen(fit, place.longitude, place.latitude);
    if (x < 0 || y < 0 || x > width || y > height) return [];
    const size = 3.2 + 11 * Math.sqrt(place.count / most);
    const radius = Math.max(size, (REACH[place.precision] ?? 0) > 0 ? Math.max(7, reachOnScreen(fit, place.precision)) : 0);
    return [{ place, x, y, radius, label: '', dx: 0, dy: 0, anchor: 'middle' as const, tag: place.precision === 'country' }];
  });
  const kept = marks.sort((one, other) => other.place.count - one.place.count).slice(0, MOST);
  name(kept, width, height, reserved);
  return kept;
}

/** Names for the commonest places, as far as they cover neither one another nor what is reserved. */
function name(marks: Mark[], width: number, height: number, reserved: readonly Box[]): void {
  const taken: Box[] = [...reserved, ...marks.filter((mark) => !mark.tag).slice(0, 80).map(({ x, y, radius }) => [x - Math.min(radius, 12), y - Math.min(radius, 12), x + Math.min(radius, 12), y + Math.min(radius, 12)] as Box)];
  const free = (box: Box): boolean =>
    box[0] >= 0 && box[2] <= width && box[1] >= 0 && box[3] <= height && taken.every((one) => one[2] < box[0] || one[0] > box[2] || one[3] < box[1] || one[1] > box[3]);
  let labels = 0;
  for (const mark of marks) {
    if (labels >= MOST_LABELS) break;
    const names = [short(plain(mark.place.name)), ...(mark.tag && mark.place.country ? [mark.place.country] : [])];
    const spots = names.flatMap((words) => (mark.tag ? tagSpots : nameSpots)(mark, words.length * 6.1 + 8).map((one) => ({ ...one, words })));
    const spot = spots.find(({ box }) => free(box));
    if (!spot) continue;
    mark.label = spot.words;
    mark.dx = spot.dx;
    mark.dy = spot.dy;
    mark.anchor = spot.anchor;
    labels += 1;
    taken.push(spot.box);
  }
}

/** Left, top, right, bottom. */
export type Box = [number, number, number, number];
interface Spot { dx: number; dy: number; anchor: Mark['anchor']; box: Box }

/** Right of the disc, left of it, above, below. */
function nameSpots({ x, y, radius }: Mark, wide: number): Spot[] {
  const away = Math.min(radius, 90) + 4;
  return [
    { dx: away, dy: 0, anchor: 'start', box: [x + away, y - 7, x + away + wide, y + 7] },
    { dx: -away, dy: 0, anchor: 'end', box: [x - away - wide, y - 7, x - away, y + 7] },
    { dx: 0, dy: -away - 4, anchor: 'middle', box: [x - wide / 2, y - away - 11, x + wide / 2, y - away + 3] },
    { dx: 0, dy: away + 5, anchor: 'middle', box: [x - wide / 2, y + away - 3, x + wide / 2, y + away + 12] },
  ];
}

/** A country's tag belongs to no point, so it gives way to what does. */
function tagSpots({ x, y }: Mark, wide: number): Spot[] {
  const steps: [number, number][] = [[0, 0], [0, 20], [0, -20], [wide / 2 + 14, 0], [-wide / 2 - 14, 0], [wide / 2, 20], [-wide / 2, 20], [wide / 2, -20], [-wide / 2, -20], [0, 36], [0, -36]];
  return steps.map(([dx, dy]) => ({ dx, dy, anchor: 'middle', box: [x + dx - wide / 2 - 2, y + dy - 10, x + dx + wide / 2 + 2, y + dy + 10] }));
}

const short = (words: string): string => (words.length > 22 ? `${words.slice(0, 21)}…` : words);

export function PlaceMark({ mark }: { mark: Mark }) {
  if (mark.tag) return <Tag mark={mark} />;
  const area = (REACH[mark.place.precision] ?? 0) > 0;
  return (
    <g transform={`translate(${mark.x.toFixed(1)},${mark.y.toFixed(1)})`}>
      {area && <circle class="reach" r={mark.radius} />}
      {area ? <Ring counts={mark.place.counts} radius={mark.radius} /> : <Pie counts={mark.place.counts} radius={mark.radius} />}
      {mark.label && <text class="place-name" x={mark.dx} y={mark.dy} text-anchor={mark.anchor} dominant-baseline="central">{mark.label}</text>}
    </g>
  );
}

function Tag({ mark }: { mark: Mark }) {
  const words = mark.label;
  const wide = words.length * 6 + 12;
  const first = QUADS.filter((quad) => mark.place.counts[quad]).sort((one, other) => (mark.place.counts[other] ?? 0) - (mark.place.counts[one] ?? 0))[0];
  return (
    <g transform={`translate(${(mark.x + mark.dx).toFixed(1)},${(mark.y + mark.dy).toFixed(1)})`}>
      <rect class="country-tag" x={-wide / 2} y={-8.5} width={wide} height={17} rx={4} />
      <Strip counts={mark.place.counts} wide={wide - 8} />
      <text class="place-name country" text-anchor="middle" y={first ? -0.8 : 0} dominant-baseline="central">{words}</text>
    </g>
  );
}

/** Shares of the quad classes as a line under a country's name. */
function Strip({ counts, wide }: { counts: Counts; wide: number }) {
  let left = -wide / 2;
  return <>{shares(counts).map(([quad, share]) => {
    const part = <rect key={quad} class={`slice ${quad}`} x={left} y={5} width={share * wide} height={2} fill={filling(quad)} />;
    left += share * wide;
    return part;
  })}</>;
}

const shares = (counts: Counts): [string, number][] => {
  const total = QUADS.reduce((sum, quad) => sum + (counts[quad] ?? 0), 0) || 1;
  return QUADS.flatMap((quad) => (counts[quad] ? [[quad, (counts[quad] ?? 0) / total] as [string, number]] : []));
};

function Pie({ counts, radius }: { counts: Counts; radius: number }) {
  const parts = shares(counts);
  if (parts.length === 1) return <circle class={`slice ${parts[0]?.[0]}`} r={radius} fill={filling(parts[0]?.[0] ?? '')} />;
  return <>{arcs(parts).map(([quad, from, to]) => <path key={quad} class={`slice ${quad}`} fill={filling(quad)} d={`M0,0L${onRim(from, radius)}A${radius},${radius} 0 ${to - from > 0.5 ? 1 : 0},1 ${onRim(to, radius)}Z`} />)}</>;
}

function Ring({ counts, radius }: { counts: Counts; radius: number }) {
  const parts = shares(counts);
  if (parts.length === 1) return <circle class={`ring ${parts[0]?.[0]}`} r={radius} />;
  return <>{arcs(parts).map(([quad, from, to]) => <path key={quad} class={`ring ${quad}`} d={`M${onRim(from, radius)}A${radius},${radius} 0 ${to - from > 0.5 ? 1 : 0},1 ${onRim(to, radius)}`} />)}</>;
}

function arcs(parts: [string, number][]): [string, number, number][] {
  let from = 0;
  return parts.map(([quad, share]) => {
    const arc: [string, number, number] = [quad, from, from + share];
    from += share;
    return arc;
  });
}

/** Words are hatched here as in the timeline; deeds get their colour from the style. */
const filling = (quad: string): string | undefined => (quad.startsWith('verbal') ? `url(#hatch-map-${quad})` : undefined);

const onRim = (turn: number, radius: number): string => `${(radius * Math.sin(2 * Math.PI * turn)).toFixed(2)},${(-radius * Math.cos(2 * Math.PI * turn)).toFixed(2)}`;
