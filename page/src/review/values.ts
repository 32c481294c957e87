/** A claim's fields as a form holds them, and what of them was changed, as the journal wants it. */

import type { Claim } from '../lib/types';
import { codeWords, roleOf } from '../lib/words';

export interface Values {
  event: string; mode: string; actors: string; recipients: string; realis: string; certainty: string;
  time_from: string; time_to: string; time_precision: string; place: string; country: string;
}

export function valuesOf(claim: Claim): Values {
  const parties = (role: 'actor' | 'recipient'): string => roleOf(claim, role).map(codeWords).join('; ');
  return {
    event: claim.event, mode: claim.mode ?? '', actors: parties('actor'), recipients: parties('recipient'), realis: claim.realis,
    certainty: claim.certainty, time_from: claim.time?.from ?? '', time_to: claim.time?.to ?? '',
    time_precision: claim.time?.precision ?? '', place: claim.place?.name ?? '', country: claim.place?.country ?? '',
  };
}

const LISTS = ['actors', 'recipients'];

/** Only what differs; an emptied field is null, which clears it; parties are a list. */
export function changesOf(before: Values, after: Values): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const name of Object.keys(before) as (keyof Values)[]) {
    const value = after[name].trim();
    if (value === before[name]) continue;
    changes[name] = LISTS.includes(name) ? value.split(';').map((one) => one.trim()).filter(Boolean) : value || null;
  }
  return changes;
}

/** Where words stand in a text, in code points; null when they do not. */
export function findWords(text: string, words: string): { start: number; end: number } | null {
  const units = words ? text.indexOf(words) : -1;
  if (units < 0) return null;
  const start = Array.from(text.slice(0, units)).length;
  return { start, end: start + Array.from(words).length };
}
