/**
 * The four quad classes and how they look everywhere. Colours are those of Okabe and Ito's colour-blind-safe set:
 * cooperation is blue, conflict is orange; words are light, deeds are dark. Shape says the same without colour:
 * cooperation is round, conflict has corners; words are hollow, deeds are solid.
 */

import type { Counts, Quad } from './types';

export const QUADS: readonly Quad[] = ['material_conflict', 'verbal_conflict', 'verbal_cooperation', 'material_cooperation'];

export const QUAD_NAMES: Record<Quad, string> = {
  verbal_cooperation: 'verbal cooperation',
  material_cooperation: 'material cooperation',
  verbal_conflict: 'verbal conflict',
  material_conflict: 'material conflict',
};

export const QUAD_COLOURS: Record<Quad, string> = {
  verbal_cooperation: '#56b4e9',
  material_cooperation: '#0072b2',
  verbal_conflict: '#e69f00',
  material_conflict: '#d55e00',
};

export const isVerbal = (quad: Quad): boolean => quad.startsWith('verbal');
export const isConflict = (quad: Quad): boolean => quad.endsWith('conflict');

export const totalOf = (counts: Counts): number => QUADS.reduce((sum, quad) => sum + (counts[quad] ?? 0), 0);

export const countsWords = (counts: Counts): string =>
  QUADS.filter((quad) => counts[quad]).map((quad) => `${counts[quad]} ${QUAD_NAMES[quad]}`).join(', ');

/** A shape's outline in a box of 10 by 10 around its middle. */
export const quadShape = (quad: Quad): string =>
  isConflict(quad) ? 'M0,-4.6L4.6,0L0,4.6L-4.6,0Z' : 'M-3.9,0a3.9,3.9 0 1,0 7.8,0a3.9,3.9 0 1,0 -7.8,0Z';
