/** Asking the server. Every answer is JSON of our own origin; every failure becomes one `Problem`. */

import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Decision, Taken } from './types';

/** What went wrong, in the server's own words: what, where, how to mend it. */
export class Problem extends Error {
  constructor(readonly status: number, readonly code: string, message: string, readonly where = '', readonly mend = '') {
    super(message);
  }
}

async function problemOf(answer: Response): Promise<Problem> {
  try {
    const { error } = (await answer.json()) as { error: { code: string; message: string; where?: string; mend?: string } };
    return new Problem(answer.status, error.code, error.message, error.where ?? '', error.mend ?? '');
  } catch {
    return new Problem(answer.status, 'unreadable', `the server answered ${answer.status}`);
  }
}

async function request(address: string, init: RequestInit): Promise<string> {
  let answer: Response;
  try {
    answer = await fetch(address, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem(0, 'no_server', 'the server does not answer', '', 'See whether `regesta serve` still runs.');
  }
  if (!answer.ok) throw await problemOf(answer);
  return answer.text();
}

const kept = new Map<string, { text: string; answer: unknown }>();
/** Answers held for going back and forth; small, as a register may change under us. */
const KEPT = 60;

/** The answer; the very same object as before where it says the same, so that nothing has to be drawn again. */
export async function get<Answer>(address: string, signal?: AbortSignal): Promise<Answer> {
  const text = await request(address, signal ? { signal } : {});
  const before = kept.get(address);
  const now = before?.text === text ? before : { text, answer: JSON.parse(text) as unknown };
  kept.delete(address);
  kept.set(address, now);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
  return now.answer as Answer;
}

async function post<Answer>(address: string, body: unknown): Promise<Answer> {
  const text = await request(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  kept.clear();
  return JSON.parse(text) as Answer;
}

export const decide = (decision: Decision): Promise<Taken> => post('/api/review/decisions', decision);
export const addClaim = (claim: Record<string, unknown>): Promise<Record<string, unknown>> => post('/api/review/claims', claim);

export interface Asked<Answer> { answer: Answer | null; problem: Problem | null; waiting: boolean; again: () => void }

/** The answer to an address; the last one stays while the next is on its way. null asks nothing. The same until it changes. */
export function useAnswer<Answer>(address: string | null): Asked<Answer> {
  const [state, setState] = useState<{ address: string | null; answer: Answer | null; problem: Problem | null }>({
    address: null, answer: null, problem: null,
  });
  const [turn, setTurn] = useState(0);
  const last = useRef<Answer | null>(null);
  useEffect(() => {
    if (address === null) return;
    const stop = new AbortController();
    const held = turn === 0 ? (kept.get(address)?.answer as Answer | undefined) : undefined;
    if (held !== undefined) {
      last.current = held;
      setState({ address, answer: held, problem: null });
    }
    get<Answer>(address, stop.signal).then(
      (answer) => {
        last.current = answer;
        if (!stop.signal.aborted) setState({ address, answer, problem: null });
      },
      (problem: unknown) => {
        if (!stop.signal.aborted) setState({ address, answer: null, problem: asProblem(problem) });
      },
    );
    return () => stop.abort();
  }, [address, turn]);
  const settled = state.address === address;
  const again = useCallback(() => setTurn((count) => count + 1), []);
  const answer = settled ? state.answer : last.current;
  const problem = settled ? state.problem : null;
  const waiting = address !== null && !settled;
  return useMemo(() => ({ answer, problem, waiting, again }), [answer, problem, waiting]);
}

export const asProblem = (found: unknown): Problem =>
  found instanceof Problem ? found : new Problem(0, 'defect', found instanceof Error ? found.message : String(found));
