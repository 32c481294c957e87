import { describe, expect, it } from 'vitest';
import { picture } from '../src/lib/layout';
import type { Network } from '../src/lib/types';

const network: Network = {
  nodes: ['A', 'B', 'C', 'D'].map((code, index) => ({ code, name: code, count: index + 1 })),
  edges: [
    { source: 'A', target: 'B', quad: 'material_conflict', count: 9, events: { ASSAULT: 9 } },
    { source: 'A', target: 'B', quad: 'verbal_conflict', count: 1, events: { ACCUSE: 1 } },
    { source: 'B', target: 'A', quad: 'verbal_conflict', count: 1, events: { ACCUSE: 1 } },
    { source: 'C', target: 'C', quad: 'material_conflict', count: 2, events: { COERCE: 2 } },
    { source: 'C', target: 'gone', quad: 'material_conflict', count: 2, events: { COERCE: 2 } },
  ],
  more: 0,
};

describe('the network', () => {
  it('is the same picture every time', () => expect(picture(network, 600, 300)).toEqual(picture(network, 600, 300)));
  it('stays inside the panel', () => {
    for (const { x, y } of picture(network, 600, 300).spots) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(600);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(300);
    }
  });
  it('draws there, back and a second class apart, and leaves out what has no node', () => {
    const { curves } = picture(network, 600, 300);
    expect(curves).toHaveLength(4);
    expect(new Set(curves.map((curve) => curve.path)).size).toBe(4);
    expect(curves[0]?.width).toBeGreaterThan(curves[1]?.width ?? 9);
  });
  it('draws a loop for what is done at home', () => expect(picture(network, 600, 300).curves.find((curve) => curve.edge.source === 'C')?.path).toContain('C'));
  it('keeps every loop inside the panel, however many a node has', () => {
    const quads = ['material_conflict', 'verbal_conflict', 'verbal_cooperation', 'material_cooperation'] as const;
    const nodes = Array.from({ length: 30 }, (_, index) => ({ code: `N${index}`, name: '', count: 30 - index }));
    const edges = nodes.flatMap(({ code }) => quads.map((quad) => ({ source: code, target: code, quad, count: 2, events: {} })));
    const { curves } = picture({ nodes, edges: edges.slice(0, 120), more: 0 }, 500, 290);
    // A cubic rises to three quarters of the way to its control points.
    for (const { path } of curves) {
      const [start = 0, left = 0] = [...path.matchAll(/,(-?[\d.]+)/g)].map((found) => Number(found[1]));
      expect(0.25 * start + 0.75 * left).toBeGreaterThan(0);
    }
  });
  it('is empty when there is nothing', () => expect(picture({ nodes: [], edges: [], more: 0 }, 600, 300)).toEqual({ spots: [], curves: [] }));
});
