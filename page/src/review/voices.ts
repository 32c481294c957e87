/** The voices of a claim as a form holds them, from the outermost to the innermost, and as the journal wants them. */

import type { Claim, Voice, Words } from '../lib/types';
import { plain } from '../lib/words';
import { quoted, typedOr, wrongWords, type Quotable, type Quoted } from './quoted';
import { nextKey, wrongRows, type Keyed, type Wrongs } from './rows';

export const STANCES = ['asserts', 'denies', 'doubts'];
export const QUOTATIONS = ['indirect', 'direct', 'mixed'];

/** `at` is where the speaker's words stand, as read or as selected since. */
export interface VoiceRow extends Keyed { text: string; code: string; sectors: string; cue: string; stance: string; quotation: string; was: Voice | null; at: Words | null }

export type VoiceValue = Quoted & { code: string; sectors: string[]; cue: string; stance: string; quotation: string };

export const voiceRows = (claim: Claim): VoiceRow[] => claim.attribution.map((voice, key) => ({
  key, text: plain(voice.text), code: voice.code, sectors: voice.sectors.join(' '), cue: plain(voice.cue), stance: voice.stance,
  quotation: voice.quotation, was: voice, at: voice,
}));

export const newVoice = (rows: readonly VoiceRow[]): VoiceRow => ({
  key: nextKey(rows), text: '', code: '', sectors: '', cue: '', stance: 'asserts', quotation: 'indirect', was: null, at: null,
});

/** Codes are capitals however they are typed, but for those that were read otherwise. */
const codeOf = ({ code, was }: VoiceRow): string => (code === was?.code ? code : code.trim().toUpperCase());
const sectorsOf = ({ sectors, was }: VoiceRow): string[] => (sectors === was?.sectors.join(' ') ? [...was.sectors] : sectors.toUpperCase().split(/[\s,;]+/u).filter(Boolean));

export const voiceValue = (row: VoiceRow, report: Quotable): VoiceValue => ({
  ...quoted(row.text, row.at, report), code: codeOf(row), sectors: sectorsOf(row),
  cue: typedOr(row.cue, row.was?.cue), stance: row.stance, quotation: row.quotation,
});

/** A country's code, the acronym of a body, or `---`; whether there is such a country the server knows. */
const CODE = /^(?:---|[A-Z]{2,10})$/u;

export function wrongVoices(rows: readonly VoiceRow[], report: Quotable, sectors: readonly string[]): Wrongs {
  return wrongRows('attribution', rows, (row) => {
    const unknown = sectors.length ? sectorsOf(row).find((one) => !sectors.includes(one)) : undefined;
    return { text: wrongWords(row.text, row.at, report), code: wrongCode(row), sectors: unknown ? `no sector “${plain(unknown)}”; there are ${sectors.join(' ')}` : '' };
  });
}

function wrongCode(row: VoiceRow): string {
  const code = codeOf(row);
  if (!code) return 'a voice has a code; --- where nobody knows whose it is';
  return code === row.was?.code || CODE.test(code) ? '' : `no code “${plain(code)}”: three letters of a country, the acronym of a body, or ---`;
}

/** A voice in a line: `XBB GOV “the mayor” said; denies, indirect`. */
export const briefVoice = (row: VoiceRow): string =>
  `${[row.code, row.sectors, row.text && `“${row.text}”`, row.cue].filter(Boolean).join(' ')}; ${row.stance}, ${row.quotation}`;
