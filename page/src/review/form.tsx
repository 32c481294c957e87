/** The claim under review as a form: every field of it can be put right. */

import { useEffect, useRef } from 'preact/hooks';
import type { Claim, Info } from '../lib/types';
import { changesOf, valuesOf, type Values } from './values';

interface FormProps { claim: Claim; info: Info | null; editing: boolean; busy: boolean; save: (changes: Record<string, unknown>, why: string) => void; cancel: () => void }

const PRECISIONS = ['', 'day', 'week', 'month', 'season', 'year', 'decade', 'longer'];

export function ReviewForm({ claim, info, editing, busy, save, cancel }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const before = valuesOf(claim);
  useEffect(() => {
    if (editing) form.current?.querySelector<HTMLElement>('select, input')?.focus();
  }, [editing, claim.claim_id]);
  const submit = (event: Event): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const after = Object.fromEntries(Object.keys(before).map((name) => [name, String(data.get(name) ?? '').trim()])) as unknown as Values;
    save(changesOf(before, after), String(data.get('why') ?? '').trim());
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      cancel();
    }
  };
  const text = (name: keyof Values, label: string, more: Record<string, unknown> = {}) => (
    <label><span>{label}</span><input name={name} defaultValue={before[name]} dir="auto" autocomplete="off" {...more} /></label>
  );
  const choice = (name: keyof Values, label: string, options: readonly string[]) => (
    <label><span>{label}</span><select name={name} defaultValue={before[name]}>{[...new Set([before[name], ...options])].map((one) => <option key={one} value={one} selected={one === before[name]}>{one || '–'}</option>)}</select></label>
  );
  const date = { placeholder: 'YYYY-MM-DD', pattern: '\\d{4}-\\d{2}-\\d{2}' };
  return (
    <form ref={form} key={claim.claim_id} class="review-form" onSubmit={submit} onKeyDown={keys}>
      <fieldset disabled={!editing || busy}>
        {choice('event', 'Event', info?.events.map((event) => event.name) ?? [])}
        {text('mode', 'Mode')}
        {text('actors', 'Actors', { placeholder: 'CODE SECTOR; CODE' })}
        {text('recipients', 'Recipients', { placeholder: 'CODE SECTOR; CODE' })}
        {choice('realis', 'Did it happen', info?.realis ?? [])}
        {choice('certainty', 'How sure', info?.certainty ?? [])}
        {text('time_from', 'From', date)}
        {text('time_to', 'To, not included', date)}
        {choice('time_precision', 'To the', PRECISIONS)}
        {text('place', 'Place')}
        {text('country', 'Country', { placeholder: 'ISO alpha-3', maxLength: 3 })}
        {editing && <label class="wide"><span>Why</span><input name="why" dir="auto" autocomplete="off" placeholder="a word for the journal" /></label>}
      </fieldset>
      {editing && <p class="line actions"><button type="submit" disabled={busy}>Save correction</button> <button type="button" onClick={cancel}>Cancel</button></p>}
    </form>
  );
}
