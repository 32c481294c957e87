/** Asking the server. Every answer is JSON of our own origin; every failure becomes one `Problem`. */

import { useEffect, useRef, useState } from 'preact/hooks';
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

async function request<Answer>(address: string, init: RequestInit): Promise<Answer> {
  let answer: Response;
  try {
    answer = await fetch(address, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem(0, 'no_server', 'the server does not answer', '', 'See whether `regesta serve` still runs.');
  }
  if (!answer.ok) throw await problemOf(answer);
  return (await answer.json()) as Answer;
}

const kept = new Map<string, unknown>();
/** Answers held for going back and forth; small, as a register may change under us. */
const KEPT = 60;

export async function get<Answer>(address: string, signal?: AbortSignal): Promise<Answer> {
  const answer = await request<Answer>(address, signal ? { signal } : {});
  kept.delete(address);
  kept.set(address, answer);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
  return answer;
}

async function post<Answer>(address: string, body: unknown): Promise<Answer> {
  const answer = await request<Answer>(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  kept.clear();
  return answer;
}

export const decide = (decision: Decision): Promise<Taken> => post('/api/review/decisions', decision);
export const addClaim = (claim: Record<string, unknown>): Promise<Record<string, unknown>> => post('/api/review/claims', claim);

export interface Asked<Answer> { answer: Answer | null; problem: Problem | null; waiting: boolean; again: () => void }

/** The answer to an address; the last one stays while the next is on its way. null asks nothing. */
export function useAnswer<Answer>(address: string | null): Asked<Answer> {
  const [state, setState] = useState<{ address: string | null; answer: Answer | null; problem: Problem | null }>({
    address: null, answer: null, problem: null,
  });
  const [turn, setTurn] = useState(0);
  const last = useRef<Answer | null>(null);
  useEffect(() => {
    if (address === null) return;
    const stop = new AbortController();
    const held = turn === 0 ? (kept.get(address) as Answer | undefined) : undefined;
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
  return {
    answer: settled ? state.answer : last.current,
    problem: settled ? state.problem : null,
    waiting: address !== null && !settled,
    again: () => setTurn((count) => count + 1),
  };
}

export const asProblem = (found: unknown): Problem =>
  found instanceof Problem ? found : new Problem(0, 'defect', found instanceof Error ? found.message : String(found));
