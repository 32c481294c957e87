/** An incident's claims put right: which one is chosen, what is decided about it, and the keys for both. */

import { useLayoutEffect, useState } from 'preact/hooks';
import { asProblem, decide, get, type Problem } from '../lib/api';
import { typing } from '../lib/keys';
import type { Claim, Decision, IncidentAnswer } from '../lib/types';
import type { Relation } from '../review/decisions';
import type { Relating } from '../review/together';

export interface Deciding extends Relating {
  claims: Claim[];
  /** The place of the chosen claim among them. */
  index: number;
  choose: (index: number) => void;
  /** The form that is open. */
  mode: Relation | null;
  said: string;
  problem: Problem | null;
  canUndo: boolean;
  act: (name: Relation | 'undo') => void;
}

const KEYS: Record<string, Relation | 'undo'> = { m: 'merge', s: 'split', u: 'undo' };
const LATER = 'It takes effect when the register is linked again: regesta link.';
const DONE: Record<Relation, string> = { merge: `Merged. ${LATER}`, split: `Split off. ${LATER}` };

export function useDeciding(one: IncidentAnswer, coder: string): Deciding {
  const claims = one.tellings.flatMap((telling) => telling.claims);
  const [index, setIndex] = useState(0);
  const [mode, setMode] = useState<Relation | null>(null);
  const [past, setPast] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const leave = (): void => { setMode(null); setProblem(null); };
  const choose = (at: number): void => { leave(); setIndex(Math.min(claims.length - 1, Math.max(0, at))); };
  const send = async (decided: Promise<Omit<Decision, 'coder'>>, told: string, stands: (id: string) => string[]): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const decision = await decided;
      await decide({ coder, ...decision });
      setPast(stands(decision.claim_id));
      setMode(null);
      setSaid(told);
    } catch (found) {
      setProblem(asProblem(found));
    } finally {
      setBusy(false);
    }
  };
  const relate = (act: Relation, others: string[]): void => {
    const claim = claims[index];
    if (busy || !claim || !others.length) return;
    void send(act === 'merge' ? merged(one, others) : split(claim, others), DONE[act], (id) => [...past, id]);
  };
  const act = (name: Relation | 'undo'): void => {
    const last = past.at(-1);
    if (busy) return undefined;
    if (name !== 'undo') return setMode(mode === name ? null : name);
    if (!last) return setSaid('There is nothing to undo.');
    void send(Promise.resolve({ claim_id: last, act: 'undo' }), 'The last decision is taken back.', () => past.slice(0, -1));
    return undefined;
  };
  useKeys((key) => {
    const name = KEYS[key];
    if (key === 'j') choose(index + 1);
    else if (key === 'k') choose(index - 1);
    else if (key === 'Escape' && mode) leave();
    else if (name) act(name);
    else return false;
    return true;
  });
  return { claims, index, choose, mode, busy, said, problem, canUndo: past.length > 0, act, relate, leave };
}

type Related = Promise<Omit<Decision, 'coder'>>;

const split = async (claim: Claim, others: string[]): Related => ({ claim_id: claim.claim_id, act: 'split', with: others });

/** All claims of all these incidents are named: with fewer, linking could leave some of them behind. */
export async function merged(one: Pick<IncidentAnswer, 'incident_id' | 'claim_ids'>, others: string[], ask: typeof get = get): Related {
  const answers = await Promise.all(others.map((id) => ask<IncidentAnswer>(`/api/incidents/${encodeURIComponent(id)}`)));
  const [first = '', ...rest] = [...new Set([one, ...answers].flatMap((incident) => incident.claim_ids))];
  return { claim_id: first, act: 'merge', with: rest };
}

/** `take` says whether the key was one of its own. */
function useKeys(take: (key: string) => boolean): void {
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => { if (!typing(event) && take(event.key)) event.preventDefault(); };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  });
}
