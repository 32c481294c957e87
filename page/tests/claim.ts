/** A claim for the tests of the review form; its words stand in TEXT. */

import type { Claim, Figure, Info, Voice } from '../src/lib/types';

export const TEXT = '💥 Harbour shelled\n\nTwelve people died when the harbour was shelled, the town’s\nmayor said. The mayor spoke on Monday.';

export function words(text: string, nth = 0): { text: string; start: number; end: number } {
  let at = -1;
  for (let count = 0; count <= nth; count += 1) at = TEXT.indexOf(text, at + 1);
  const start = Array.from(TEXT.slice(0, at)).length;
  return { text, start, end: start + Array.from(text).length };
}

const entity = { id: null, name: null, score: null, reasons: [] };

export const voice: Voice = {
  ...words('the town’s\nmayor'), code: 'XBB', sectors: ['GOV'], entity, reasons: [], cue: 'said', stance: 'asserts', quotation: 'indirect',
};
export const figure: Figure = { ...words('Twelve people'), measure: 'killed', low: 12, high: 12, qualifier: null, unit: 'people' };

export const claim = {
  claim_id: 'c-1', event: 'ASSAULT', contexts: ['military', 'health'], trigger: words('shelled', 1), participants: [], attribution: [voice], figures: [figure],
} as unknown as Claim;

export const report = { text: TEXT, trigger: claim.trigger.start };
export const info = { sectors: [{ code: 'GOV' }, { code: 'MIL' }], measures: ['killed', 'wounded'], contexts: [] } as unknown as Info;
