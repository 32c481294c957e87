/** Marks on a text. Offsets are code points, as everywhere in Regesta; JavaScript counts UTF-16 units, so we count anew. */

import type { Claim } from './types';

export type Role = 'trigger' | 'actor' | 'recipient' | 'voice' | 'cue' | 'time' | 'place' | 'figure' | 'evidence' | 'other' | 'title';

export interface Mark { start: number; end: number; role: Role; label: string; claim: string }

/** A stretch of text under the same marks; `opens` are the marks that begin here and get their label here. */
export interface Piece { text: string; start: number; end: number; marks: Mark[]; opens: Mark[] }

/** Cuts a text at every beginning and end of a mark. Marks may overlap; empty ones and those outside are left out. */
export function cut(text: string, marks: readonly Mark[]): Piece[] {
  const points = Array.from(text);
  const inside = marks.filter((mark) => mark.start >= 0 && mark.start < mark.end && mark.end <= points.length);
  const edges = new Set([0, points.length]);
  for (const mark of inside) edges.add(mark.start).add(mark.end);
  const ordered = [...edges].sort((one, other) => one - other);
  const pieces: Piece[] = [];
  for (let index = 0; index + 1 < ordered.length; index += 1) {
    const [start, end] = [ordered[index] as number, ordered[index + 1] as number];
    const over = inside.filter((mark) => mark.start <= start && mark.end >= end);
    pieces.push({ text: points.slice(start, end).join(''), start, end, marks: over, opens: over.filter((one) => one.start === start) });
  }
  return pieces;
}

/** Everything a claim points at. */
export function marksOf(claim: Claim): Mark[] {
  const mark = (role: Role, words: { start: number; end: number }, label: string = role): Mark => ({
    start: words.start, end: words.end, role, label, claim: claim.claim_id,
  });
  return [
    mark('evidence', claim.evidence, ''),
    mark('trigger', claim.trigger, claim.event),
    ...claim.participants.map((party) => mark(party.role ?? 'actor', party, party.role ?? 'actor')),
    ...claim.attribution.map((voice) => mark('voice', voice, voice.stance === 'asserts' ? 'voice' : `voice ${voice.stance}`)),
    ...(claim.time ? [mark('time', claim.time)] : []),
    ...(claim.place ? [mark('place', claim.place)] : []),
    ...claim.figures.map((figure) => mark('figure', figure, figure.measure)),
  ];
}

/** Triggers of the other claims of the same report: quiet, but one click away. */
export const otherMarks = (claims: readonly Claim[], chosen: string | null): Mark[] =>
  claims
    .filter((claim) => claim.claim_id !== chosen)
    .map((claim) => ({ ...claim.trigger, role: 'other' as const, label: claim.event, claim: claim.claim_id }));

/** The title, so that it looks like one. */
export const titleMarks = (parts: readonly { kind: string; start: number; end: number }[]): Mark[] =>
  parts.filter((part) => part.kind === 'title').map(({ start, end }) => ({ start, end, role: 'title', label: '', claim: '' }));

/** From a UTF-16 offset of a string to its code points. */
export const pointsBefore = (text: string, units: number): number => Array.from(text.slice(0, units)).length;
