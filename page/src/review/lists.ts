/** The lists of a claim that a form puts right: voices, figures, contexts. */

import type { Claim, Info, Words } from '../lib/types';
import { plain } from '../lib/words';
import { figureRows, figureValue, wrongFigures, type FigureRow } from './figures';
import type { Quotable } from './quoted';
import type { Wrongs } from './rows';
import { voiceRows, voiceValue, wrongVoices, type VoiceRow } from './voices';

export interface Lists { voices: VoiceRow[]; figures: FigureRow[]; contexts: string[] }

export const listsOf = (claim: Claim): Lists => ({ voices: voiceRows(claim), figures: figureRows(claim), contexts: [...claim.contexts] });

export const sectorCodes = (info: Info | null): string[] => info?.sectors.map((one) => (typeof one === 'string' ? one : one.code)) ?? [];

/** Only the lists that differ, each whole: the server takes a list as it should be, not what to do to it. */
export function listChanges(claim: Claim, after: Lists, report: Quotable): Record<string, unknown> {
  const values = (lists: Lists): Record<string, unknown[]> => ({
    attribution: lists.voices.map((row) => voiceValue(row, report)),
    figures: lists.figures.map((row) => figureValue(row, report)),
    contexts: [...claim.contexts.filter((one) => lists.contexts.includes(one)), ...lists.contexts.filter((one) => !claim.contexts.includes(one))],
  });
  const [was, is] = [values(listsOf(claim)), values(after)];
  return Object.fromEntries(Object.entries(is).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name])));
}

/** What is wrong with the lists that were changed; what is as it was read needs no leave. */
export function wrongLists(claim: Claim, lists: Lists, report: Quotable, info: Info | null): Wrongs {
  const changes = listChanges(claim, lists, report);
  return {
    ...('attribution' in changes ? wrongVoices(lists.voices, report, sectorCodes(info)) : {}),
    ...('figures' in changes ? wrongFigures(lists.figures, report) : {}),
  };
}

/** The field that selected words go to: of which row, and whether they are its own or its cue's. */
export interface Aim { list: 'voices' | 'figures'; key: number; cue: boolean }

/** The lists with words of the report put where they are aimed. */
export function withWords(lists: Lists, aim: Aim, words: Words): Lists {
  const text = plain(words.text);
  const put = <Row extends { key: number }>(rows: Row[]): Row[] => rows.map((row) => (row.key !== aim.key ? row : { ...row, ...(aim.cue ? { cue: text } : { text, at: words }) }));
  return aim.list === 'voices' ? { ...lists, voices: put(lists.voices) } : { ...lists, figures: put(lists.figures) };
}

/** A context put in or taken out. */
export const toggled = (contexts: readonly string[], one: string): string[] => (contexts.includes(one) ? contexts.filter((other) => other !== one) : [...contexts, one]);
