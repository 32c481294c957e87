/** What the reviewer has before them, what was decided, and the keys that decide. */

import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { asProblem, decide, type Asked, type Problem } from '../lib/api';
import { typing } from '../lib/keys';
import type { Claim, Decision, Queue } from '../lib/types';
import { plain } from '../lib/words';
import { DONE, relates, renewed, stateOf, type Past, type Relation } from './decisions';

type Item = Queue['items'][number];
export type Act = 'accept' | 'reject' | 'edit' | 'merge' | 'split' | 'undo' | 'add' | 'help';
type Mode = 'decide' | 'edit' | 'merge' | 'split' | 'add' | 'help';

export interface Review {
  items: Item[];
  claim: Item | null;
  states: ReadonlyMap<string, string>;
  decided: number;
  mode: Mode;
  busy: boolean;
  said: string;
  problem: Problem | null;
  canUndo: boolean;
  /** How many decisions of this sitting stand: each new one, and each undo, may show a claim's fields anew. */
  taken: number;
  act: (act: Act) => void;
  correct: (changes: Record<string, unknown>, why: string) => void;
  /** Says that the claim tells the same as these, or something else than these. */
  relate: (act: Relation, others: string[]) => void;
  /** Turns to a claim of the queue; false when it is not in it. */
  choose: (id: string) => boolean;
  added: (id: string) => void;
  leave: () => void;
}

export const KEYS: Record<string, Act> = { a: 'accept', r: 'reject', e: 'edit', m: 'merge', s: 'split', u: 'undo', n: 'add', '?': 'help' };

export function useReview(queue: Asked<Queue>, coder: string): Review {
  const [items, setItems] = useState<Item[]>([]);
  const [now, setNow] = useState<string | null>(null);
  const [states, setStates] = useState<ReadonlyMap<string, string>>(new Map());
  const [past, setPast] = useState<Past[]>([]);
  const [mode, setMode] = useState<Mode>('decide');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    if (!queue.answer) return;
    setItems(queue.answer.items);
    setStates(new Map());
    setNow(queue.answer.items[0]?.claim_id ?? null);
  }, [queue.answer]);
  const index = items.findIndex((item) => item.claim_id === now);
  const claim = items[index] ?? null;
  const leave = (): void => { setMode('decide'); setProblem(null); };
  const move = (step: number): void => { leave(); setNow(items[Math.min(items.length - 1, Math.max(0, index + step))]?.claim_id ?? now); };
  const onwards = (decided: ReadonlyMap<string, string>): void => {
    const next = [...items.slice(index + 1), ...items.slice(0, index)].find((item) => !decided.has(item.claim_id));
    if (next) setNow(next.claim_id);
    else queue.again();
  };
  const take = (decision: Omit<Decision, 'coder'>, about: Claim | null): void => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    decide({ coder, ...decision }).then(({ seen }) => settle(decision, about, seen), (found: unknown) => setProblem(asProblem(found))).finally(() => setBusy(false));
  };
  const settle = ({ claim_id: id, act: what }: Omit<Decision, 'coder'>, about: Claim | null, seen: Claim | null | undefined): void => {
    const stands = what === 'undo' ? past.slice(0, -1) : [...past, { id, act: what }];
    const state = stateOf(stands, id);
    const next = new Map(states);
    if (state) next.set(id, state);
    else next.delete(id);
    setMode('decide');
    setPast(stands);
    setStates(next);
    setItems(renewed(items, seen));
    if (what === 'undo') return back(id);
    setSaid(`${about?.event ?? 'Claim'} “${plain(about?.trigger.text ?? '')}” ${DONE[what]}.`);
    return relates(what) ? undefined : onwards(next);
  };
  const back = (id: string): void => {
    setSaid('The last decision is taken back.');
    if (items.some((item) => item.claim_id === id)) setNow(id);
    else queue.again();
  };
  const act = (name: Act): void => {
    const last = past.at(-1);
    if (name === 'undo') return last ? take({ claim_id: last.id, act: 'undo' }, null) : setSaid('There is nothing to undo.');
    if (!claim) return undefined;
    if (name === 'accept' || name === 'reject') return take({ claim_id: claim.claim_id, act: name }, claim);
    return setMode(mode === name ? 'decide' : name);
  };
  const correct = (changes: Record<string, unknown>, why: string): void => {
    if (!claim) return;
    if (!Object.keys(changes).length) return setSaid('No field was changed; press a to accept the claim as it is.');
    take({ claim_id: claim.claim_id, act: 'correct', changes, why }, claim);
  };
  const relate = (act: Relation, others: string[]): void => { if (claim && others.length) take({ claim_id: claim.claim_id, act, with: others }, claim); };
  const choose = (id: string): boolean => {
    if (!items.some((item) => item.claim_id === id)) return false;
    leave();
    setNow(id);
    return true;
  };
  const added = (id: string): void => { leave(); setPast(id ? [...past, { id, act: 'add' }] : past); setSaid(`A claim was added${id ? ` (${id})` : ''}.`); };
  useKeys({ act, move, leave, mode });
  return { items, claim, states, decided: states.size, mode, busy, said, problem, canUndo: past.length > 0, taken: past.length, act, correct, relate, choose, added, leave };
}

function useKeys({ act, move, leave, mode }: { act: (act: Act) => void; move: (step: number) => void; leave: () => void; mode: Mode }): void {
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (typing(event)) return;
      const name = KEYS[event.key];
      if (event.key === 'Escape' && mode !== 'decide') leave();
      // In a correction a slip of the keyboard would decide, and lose what was typed.
      else if (mode === 'help' || mode === 'edit') return;
      else if (event.key === 'j') move(1);
      else if (event.key === 'k') move(-1);
      else if (name) act(name);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  });
}
