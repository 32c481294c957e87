/** Where the network's nodes stand. The same network always gets the same picture: no chance, no clock. */

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';
import { clamp } from './projection';
import type { Edge, Network } from './types';

export interface Spot { code: string; name: string; count: number; x: number; y: number; radius: number }
export interface Curve { edge: Edge; path: string; head: string; width: number; middle: [number, number] }
export interface Picture { spots: Spot[]; curves: Curve[] }

/** So many that more only cost time: with 300 as many nodes touch, none, and about as many arrows cross. */
const STEPS = 120;
/** Most arrows drawn, the commonest: beyond that nobody follows one. */
export const MOST_EDGES = 120;
/** Room at the rim for half a node and a name below. */
const MARGIN = 26;
/** How far a loop rises over its node's middle: the first by so much more than the radius, each further one by a step. */
const LOOP = 14;
const LOOP_STEP = 9;

export function picture(network: Network, width: number, height: number): Picture {
  const most = Math.max(1, ...network.nodes.map((node) => node.count));
  const cell = Math.sqrt((width * height) / Math.max(1, network.nodes.length));
  const [least, more] = [Math.min(11, cell * 0.24), Math.min(8, cell * 0.16)];
  const spots: Spot[] = network.nodes.map((node) => ({ ...node, x: width / 2, y: height / 2, radius: least + more * Math.sqrt(node.count / most) }));
  const edges = [...network.edges].sort((one, other) => other.count - one.count).slice(0, MOST_EDGES);
  seat(spots, width, height);
  settle(spots, edges, cell, width, height);
  const places = new Map(spots.map((spot) => [spot.code, spot]));
  return { spots, curves: curves(edges, places) };
}

/** Everybody begins on a spiral around the middle, as wide as the panel, the commonest inside. */
function seat(spots: Spot[], width: number, height: number): void {
  spots.forEach((spot, index) => {
    const [turn, away] = [index * 2.399963, Math.sqrt((index + 0.5) / spots.length) * 0.45];
    spot.x = width / 2 + Math.cos(turn) * away * width;
    spot.y = height / 2 + Math.sin(turn) * away * height;
  });
}

/** Lets the forces work inside the panel, so that nothing has to be squeezed into it afterwards. */
function settle(spots: Spot[], edges: readonly Edge[], cell: number, width: number, height: number): void {
  const known = new Set(spots.map((spot) => spot.code));
  const between = edges.filter((edge) => edge.source !== edge.target && known.has(edge.source) && known.has(edge.target)).map((edge) => ({ source: edge.source, target: edge.target }));
  const loops = new Map<string, number>();
  for (const edge of edges) if (edge.source === edge.target) loops.set(edge.source, (loops.get(edge.source) ?? 0) + 1);
  const ceiling = (spot: Spot): number => Math.max(MARGIN + 20, spot.radius + LOOP + LOOP_STEP * (loops.get(spot.code) ?? 0));
  const simulation = forceSimulation(spots)
    .force('charge', forceManyBody().strength(-cell * 1.6).distanceMax(cell * 3))
    .force('link', forceLink<Spot, { source: string | Spot; target: string | Spot }>(between).id((spot) => spot.code).distance(cell * 0.9).strength(0.1))
    .force('x', forceX<Spot>(width / 2).strength(0.06))
    .force('y', forceY<Spot>(height / 2).strength(0.06 * Math.max(1, width / height)))
    .force('apart', forceCollide<Spot>((spot) => spot.radius + cell * 0.14))
    .alphaDecay(1 - 0.001 ** (1 / STEPS))
    .stop();
  for (let step = 0; step < STEPS; step += 1) {
    simulation.tick();
    for (const spot of spots) {
      spot.x = clamp(spot.x, MARGIN, width - MARGIN);
      spot.y = clamp(spot.y, Math.min(ceiling(spot), height - MARGIN), height - MARGIN);
    }
  }
}

function curves(edges: readonly Edge[], places: Map<string, Spot>): Curve[] {
  const most = Math.max(1, ...edges.map((edge) => edge.count));
  const seen = new Map<string, number>();
  return edges.flatMap((edge) => {
    const [from, to] = [places.get(edge.source), places.get(edge.target)];
    if (!from || !to) return [];
    const pair = `${edge.source}\u0000${edge.target}`;
    const turn = seen.get(pair) ?? 0;
    seen.set(pair, turn + 1);
    const width = 1.1 + 3.2 * Math.sqrt((edge.count - 1) / Math.max(1, most - 1));
    return [{ edge, width, ...(from === to ? loop(from, turn, width) : bow(from, to, turn, width)) }];
  });
}

type Drawn = Pick<Curve, 'path' | 'head' | 'middle'>;

/** A curve from rim to rim, always bent to its own left, so that there and back do not lie on one another. */
function bow(from: Spot, to: Spot, turn: number, width: number): Drawn {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const bend = (0.13 + 0.13 * turn) * length;
  const control: [number, number] = [(from.x + to.x) / 2 + (dy / length) * bend, (from.y + to.y) / 2 - (dx / length) * bend];
  const head = 5 + width;
  const start = towards([from.x, from.y], control, from.radius + 1.5);
  const tip = towards([to.x, to.y], control, to.radius + 1.5);
  const end = towards([to.x, to.y], control, to.radius + 1.5 + head * 0.8);
  return { path: `M${at(start)}Q${at(control)} ${at(end)}`, head: arrow(control, tip, head), middle: half(start, control, end) };
}

function loop(spot: Spot, turn: number, width: number): Drawn {
  const size = spot.radius + LOOP + LOOP_STEP * turn;
  const [left, right]: [number, number][] = [[spot.x - size * 0.75, spot.y - size * 1.35], [spot.x + size * 0.75, spot.y - size * 1.35]];
  const start = towards([spot.x, spot.y], left as [number, number], spot.radius + 1.5);
  const head = 5 + width;
  const tip = towards([spot.x, spot.y], right as [number, number], spot.radius + 1.5);
  const end = towards([spot.x, spot.y], right as [number, number], spot.radius + 1.5 + head * 0.8);
  return {
    path: `M${at(start)}C${at(left as [number, number])} ${at(right as [number, number])} ${at(end)}`,
    head: arrow(right as [number, number], tip, head), middle: [spot.x, spot.y - size],
  };
}

function towards(from: [number, number], to: [number, number], by: number): [number, number] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  return [from[0] + ((to[0] - from[0]) / length) * by, from[1] + ((to[1] - from[1]) / length) * by];
}

function arrow(from: [number, number], tip: [number, number], size: number): string {
  const angle = Math.atan2(tip[1] - from[1], tip[0] - from[0]);
  const wing = (turn: number): [number, number] => [tip[0] - size * Math.cos(angle + turn), tip[1] - size * Math.sin(angle + turn)];
  return `M${at(tip)}L${at(wing(0.45))}L${at(wing(-0.45))}Z`;
}

const half = (start: [number, number], control: [number, number], end: [number, number]): [number, number] =>
  [0.25 * start[0] + 0.5 * control[0] + 0.25 * end[0], 0.25 * start[1] + 0.5 * control[1] + 0.25 * end[1]];

const at = (point: [number, number]): string => `${point[0].toFixed(1)},${point[1].toFixed(1)}`;
