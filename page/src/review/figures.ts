/** The figures of a claim as a form holds them, and as the journal wants them. */

import type { Claim, Figure, Words } from '../lib/types';
import { boundsWords, plain } from '../lib/words';
import { quoted, typedOr, wrongWords, type Quotable, type Quoted } from './quoted';
import { nextKey, wrongRows, type Keyed, type Wrongs } from './rows';

/** `at` is where the figure's words stand, as read or as selected since. */
export interface FigureRow extends Keyed { measure: string; low: string; high: string; qualifier: string; unit: string; text: string; was: Figure | null; at: Words | null }

export type FigureValue = { measure: string; low: number | null; high: number | null; qualifier: string | null; unit: string } & Quoted;

/** The words that readings have for what stands before a number; others may be typed. */
export const QUALIFIERS = ['about', 'at least', 'over', 'up to', 'under', 'dozens', 'hundreds', 'thousands', 'several'];

const shown = (bound: number | null): string => (bound === null ? '' : String(bound));

export const figureRows = (claim: Claim): FigureRow[] => claim.figures.map((figure, key) => ({
  key, measure: figure.measure, low: shown(figure.low), high: shown(figure.high), qualifier: plain(figure.qualifier ?? ''),
  unit: plain(figure.unit), text: plain(figure.text), was: figure, at: figure,
}));

export const newFigure = (rows: readonly FigureRow[], measures: readonly string[]): FigureRow => ({
  key: nextKey(rows), measure: measures[0] ?? 'killed', low: '', high: '', qualifier: '', unit: '', text: '', was: null, at: null,
});

const PLAIN = /^\d+(?:\.\d+)?$/u;
/** Thousands set apart. "1,5" is no such number: some write one and a half so, and nobody should guess. */
const APART = /^\d{1,3}(?:[, _]\d{3})+(?:\.\d+)?$/u;
const MOST = 1e15;

/** A number as typed; null for nothing, undefined for what is none. */
export function numberOf(typed: string): number | null | undefined {
  const text = plain(typed);
  if (!text) return null;
  if (!PLAIN.test(text) && !APART.test(text)) return undefined;
  const value = Number(text.replace(/[, _]/gu, ''));
  return value <= MOST ? value : undefined;
}

export const figureValue = (row: FigureRow, report: Quotable): FigureValue => ({
  measure: row.measure, low: numberOf(row.low) ?? null, high: numberOf(row.high) ?? null,
  qualifier: typedOr(row.qualifier, row.was?.qualifier) || null, unit: typedOr(row.unit, row.was?.unit), ...quoted(row.text, row.at, report),
});

export function wrongFigures(rows: readonly FigureRow[], report: Quotable): Wrongs {
  return wrongRows('figures', rows, (row) => {
    const [low, high] = [numberOf(row.low), numberOf(row.high)];
    return { text: wrongWords(row.text, row.at, report), low: wrongLow(row.low, low, high), high: high === undefined ? noNumber(row.high) : '' };
  });
}

const noNumber = (typed: string): string => `no number: “${plain(typed)}”; write it in figures, for example 1200 or 1,200`;

function wrongLow(typed: string, low: number | null | undefined, high: number | null | undefined): string {
  if (low === undefined) return noNumber(typed);
  if (low === null && high === null) return 'a figure has a low or a high bound, or both';
  return low !== null && high !== null && high !== undefined && low > high ? `${low} is above ${high}: exchange them` : '';
}

/** What a row says so far, so that one sees whether "12" means twelve or at least twelve. */
export function rowWords(row: FigureRow): string {
  const [low, high] = [numberOf(row.low), numberOf(row.high)];
  if (low === undefined || high === undefined || (low === null && high === null)) return '';
  return `${boundsWords(low, high)} ${row.measure === 'money' ? plain(row.unit) : row.measure}`.trim();
}

/** A figure in a line: `≥ 12 killed, at least; “at least a dozen”`. */
export const briefFigure = (row: FigureRow): string =>
  [`${rowWords(row)}${row.qualifier && `, ${row.qualifier}`}`, row.text && `“${row.text}”`].filter(Boolean).join('; ');
