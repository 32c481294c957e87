/** Which claims tell one happening: the claim under review is merged with others, or split off from its incident. */

import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren, RefObject } from 'preact';
import { useAnswer } from '../lib/api';
import type { Claim, IncidentAnswer, Page } from '../lib/types';
import { codesOf, plain, whenWords } from '../lib/words';
import { Trouble, Waiting } from '../parts/states';
import type { Relation } from './decisions';
import type { Review } from './state';

/** What these forms need of the view they stand in. */
export type Relating = Pick<Review, 'busy' | 'relate' | 'leave'>;

interface FormProps { review: Relating; claim: Claim }

/** Claims offered for merging: what is told of the same type at the same time is seldom more, and the rest has an id. */
export const OFFERED = 30;

/** What asks for the same days; nothing for what has none. */
export const daysOf = (time: { from: string | null; to: string | null } | null): string =>
  time?.from && time.to ? `&since=${time.from}&until=${new Date(Date.parse(time.to) - 86_400_000).toISOString().slice(0, 10)}` : '';

export function Merge({ review, claim }: FormProps) {
  const days = daysOf(claim.time);
  const found = useAnswer<Page<Claim>>(`/api/claims?event=${encodeURIComponent(claim.event)}${days}&limit=${OFFERED}`);
  const others = found.answer?.items.filter((one) => one.claim_id !== claim.claim_id) ?? [];
  return (
    <Choosing review={review} act="merge" title="Tells the same happening as" ready={!found.waiting}>
      {found.problem && <Trouble problem={found.problem} again={found.again} />}
      {found.waiting && <Waiting what="Looking for others" />}
      {!found.waiting && !others.length && <p class="soft">No other claim of this type {days ? 'and time' : ''} is here; give the other by its id.</p>}
      <Others claims={others} all={false} />
      <label class="wide"><span>or the claim with the id</span><input name="with" placeholder="c-…" pattern="c-[0-9a-f]+" autocomplete="off" /></label>
    </Choosing>
  );
}

export function Split({ review, claim }: FormProps) {
  const now = useAnswer<Claim>(`/api/claims/${encodeURIComponent(claim.claim_id)}`);
  const id = now.answer?.incident_id;
  const told = useAnswer<IncidentAnswer>(id ? `/api/incidents/${encodeURIComponent(id)}` : null);
  const others = told.answer?.tellings.flatMap((one) => one.claims).filter((one) => one.claim_id !== claim.claim_id) ?? [];
  const problem = now.problem ?? told.problem;
  const waiting = now.waiting || told.waiting;
  return (
    <Choosing review={review} act="split" title="Does not tell the same happening as" ready={others.length > 0}>
      {problem && <Trouble problem={problem} again={() => { now.again(); told.again(); }} />}
      {waiting && <Waiting what="Looking for its incident" />}
      {!waiting && !problem && !others.length && <p class="soft">It stands alone: no other claim is in its incident, so there is nothing to split it off from.</p>}
      <Others claims={others} all />
    </Choosing>
  );
}

interface ChoosingProps { review: Relating; act: Relation; title: string; ready: boolean; children: ComponentChildren }

/** The form around the choice: Enter decides, Escape leaves. */
export function Choosing({ review, act, title, ready, children }: ChoosingProps) {
  const form = useRef<HTMLFormElement>(null);
  useFirst(form, ready);
  const submit = (event: Event): void => {
    event.preventDefault();
    const chosen = new FormData(event.currentTarget as HTMLFormElement).getAll('with').map((one) => String(one).trim());
    review.relate(act, [...new Set(chosen.filter(Boolean))]);
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    review.leave();
  };
  return (
    <form ref={form} class="review-form together" aria-label={act === 'merge' ? 'Merge' : 'Split'} onSubmit={submit} onKeyDown={keys}>
      <h3>{title}</h3>
      {children}
      <p class="line actions"><button type="submit" disabled={review.busy || !ready}>{act === 'merge' ? 'Merge' : 'Split off'}</button> <button type="button" onClick={review.leave}>Cancel</button></p>
    </form>
  );
}

/** Puts the keyboard at the first thing to choose as soon as there is one. */
function useFirst(form: RefObject<HTMLFormElement | null>, ready: boolean): void {
  useEffect(() => form.current?.querySelector<HTMLElement>(ready ? 'input' : 'button[type=button]')?.focus(), [ready]);
}

function Others({ claims, all }: { claims: Claim[]; all: boolean }) {
  return (
    <ul class="others">
      {claims.map((one) => (
        <li key={one.claim_id}>
          <label>
            <input type="checkbox" name="with" value={one.claim_id} defaultChecked={all} />
            <span>
              <b>{one.event}</b> <span class="code">{codesOf(one)}</span> <span class="soft">{whenWords(one.time)}{one.report.source && <> · <bdi>{plain(one.report.source)}</bdi></>}</span>
              <q class="words" dir="auto">{plain(one.evidence.quote)}</q>
            </span>
          </label>
        </li>
      ))}
    </ul>
  );
}
