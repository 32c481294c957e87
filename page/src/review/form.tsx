/** The claim under review as a form: every field of it can be put right. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { Problem } from '../lib/api';
import type { Claim, Info } from '../lib/types';
import { plural } from '../lib/words';
import { useAim } from './aim';
import { ContextFields, FigureFields, Qualifiers, VoiceFields } from './listfields';
import { listChanges, listsOf, withWords, wrongLists, type Lists } from './lists';
import { wrongOf, type Wrongs } from './rows';
import { changesOf, valuesOf, type Values } from './values';

interface FormProps {
  claim: Claim;
  info: Info | null;
  /** The report's text, once it is here. */
  text: string | null;
  /** The element that shows it, in which words are selected. */
  shown: RefObject<HTMLElement | null>;
  editing: boolean;
  busy: boolean;
  problem: Problem | null;
  save: (changes: Record<string, unknown>, why: string) => void;
  cancel: () => void;
}

const PRECISIONS = ['', 'day', 'week', 'month', 'season', 'year', 'decade', 'longer'];

export function ReviewForm({ claim, info, text, shown, editing, busy, problem, save, cancel }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const before = valuesOf(claim);
  const [lists, setLists] = useState<Lists>(() => listsOf(claim));
  const [wrongs, setWrongs] = useState<Wrongs>({});
  const put = (part: Partial<Lists>): void => { setLists((now) => ({ ...now, ...part })); };
  useFocus(form, editing, wrongs, busy);
  const aimed = useAim({ form, shown, text, editing: editing && !busy, take: (aim, words) => setLists((now) => withWords(now, aim, words)) });
  useEffect(() => { if (problem && editing) setWrongs(wrongOf(problem.where, problem.message)); }, [problem]);
  const submit = (event: Event): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const after = Object.fromEntries(Object.keys(before).map((name) => [name, String(data.get(name) ?? '').trim()])) as unknown as Values;
    const report = { text, trigger: claim.trigger.start };
    const found = wrongLists(claim, lists, report, info);
    setWrongs(found);
    if (!Object.keys(found).length) save({ ...changesOf(before, after), ...listChanges(claim, lists, report) }, String(data.get('why') ?? '').trim());
  };
  // A letter in a form is a letter, also where a button or a box has the keyboard.
  const keys = (event: KeyboardEvent): void => {
    if (editing) event.stopPropagation();
    if (event.key === 'Escape') cancel();
  };
  const edit = { editing, wrongs };
  return (
    <form ref={form} class="review-form" aria-label="Fields" onSubmit={submit} onKeyDown={keys} onFocusIn={aimed}>
      <fieldset disabled={!editing || busy}>
        {editing && <p class="soft wide">Words selected in the report go to the voice or figure whose field has the keyboard.</p>}
        <PlainFields before={before} info={info} />
        <VoiceFields rows={lists.voices} set={(voices) => put({ voices })} {...edit} />
        <FigureFields rows={lists.figures} set={(figures) => put({ figures })} measures={info?.measures ?? []} {...edit} />
        <ContextFields chosen={lists.contexts} set={(contexts) => put({ contexts })} known={info?.contexts ?? []} editing={editing} />
        {editing && <label class="wide"><span>Why</span><input name="why" dir="auto" autocomplete="off" placeholder="a word for the journal" /></label>}
      </fieldset>
      <Qualifiers />
      {editing && <p class="line actions"><button type="submit" disabled={busy}>Save correction</button> <button type="button" onClick={cancel}>Cancel</button></p>}
      {Object.keys(wrongs).length > 0 && <p class="wrong" role="alert">Nothing was saved: {plural(Object.keys(wrongs).length, 'field')} above cannot be as typed.</p>}
    </form>
  );
}

/** The keyboard goes to the first field of a form that opens, and to the first wrong one of a form that is refused. */
function useFocus(form: RefObject<HTMLFormElement | null>, editing: boolean, wrongs: Wrongs, busy: boolean): void {
  useEffect(() => { if (editing) form.current?.querySelector<HTMLElement>('select, input')?.focus(); }, [editing]);
  // While it is sent a form is disabled and loses the keyboard, so a refusal gives it back.
  useEffect(() => {
    if (editing && !busy && !form.current?.contains(document.activeElement)) form.current?.querySelector<HTMLElement>('button[type=submit]')?.focus();
    if (!busy) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [wrongs, busy]);
}

/** The fields that hold one value, or parties in a line. */
function PlainFields({ before, info }: { before: Values; info: Info | null }) {
  const text = (name: keyof Values, label: string, more: Record<string, unknown> = {}) => (
    <label><span>{label}</span><input name={name} defaultValue={before[name]} dir="auto" autocomplete="off" {...more} /></label>
  );
  const choice = (name: keyof Values, label: string, options: readonly string[]) => (
    <label><span>{label}</span><select name={name} defaultValue={before[name]}>{[...new Set([before[name], ...options])].map((one) => <option key={one} value={one} selected={one === before[name]}>{one || '–'}</option>)}</select></label>
  );
  const date = { placeholder: 'YYYY-MM-DD', pattern: '\\d{4}-\\d{2}-\\d{2}' };
  return (
    <>
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
    </>
  );
}
