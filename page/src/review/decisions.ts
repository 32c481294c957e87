/** What was decided in this sitting: in which words it is told, what an undo leaves, how the queue shows it. */

import type { Claim, Decision } from '../lib/types';

export type Relation = 'merge' | 'split';

/** A decision of this sitting that still stands. */
export interface Past { id: string; act: Decision['act'] | 'add' }

export const DONE: Partial<Record<Past['act'], string>> = { accept: 'accepted', reject: 'rejected', correct: 'corrected', merge: 'merged', split: 'split off' };

/** Which happening a claim tells says nothing about the claim itself: it still waits for a decision. */
export const relates = (act: Past['act']): act is Relation => act === 'merge' || act === 'split';

/** What was decided last about a claim; undefined where nothing is, so that it waits again. */
export function stateOf(past: readonly Past[], id: string): string | undefined {
  const last = past.filter((one) => one.id === id && !relates(one.act)).at(-1);
  return last && DONE[last.act];
}

/** The queue with a claim as its coder sees it after a decision; what the queue says of it besides stays. */
export const renewed = <Item extends Claim>(items: readonly Item[], seen: Claim | null | undefined): Item[] =>
  items.map((item) => (item.claim_id === seen?.claim_id ? { ...item, ...seen } : item));
