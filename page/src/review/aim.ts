/** Words selected in the report go to the voice or figure of the form that has, or had last, the keyboard. */

import { useRef } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { Words } from '../lib/types';
import type { Aim } from './lists';
import { useSelection, type Chosen } from './selection';
import { wordsAt } from './quoted';

interface Aiming {
  form: RefObject<HTMLFormElement | null>;
  /** The element that shows the report, and the report's text once it is here. */
  shown: RefObject<HTMLElement | null>;
  text: string | null;
  editing: boolean;
  take: (aim: Aim, words: Words) => void;
}

/** The listener that a form gives to `onFocusIn`, so that it is known where its keyboard is. */
export function useAim({ form, shown, text, editing, take }: Aiming): (event: FocusEvent) => void {
  const aim = useRef<Aim | null>(null);
  const taken = ({ start, end }: Chosen): void => { if (aim.current && text !== null) take(aim.current, wordsAt(text, start, end)); };
  const back = (): void => { if (aim.current) fieldOf(form.current, aim.current)?.focus(); };
  useSelection(shown, editing, taken, back);
  return (event) => { aim.current = aimOf(event.target as Element); };
}

/** Where selected words go while this has the keyboard; null outside of voices and figures, and on buttons. */
function aimOf(field: Element): Aim | null {
  const [row, rows] = [field.closest<HTMLElement>('[data-row]'), field.closest<HTMLElement>('[data-list]')];
  if (!row || !rows || !field.matches('input, select')) return null;
  return { list: rows.dataset.list as Aim['list'], key: Number(row.dataset.row), cue: field.matches('[data-words=cue]') };
}

const fieldOf = (form: HTMLFormElement | null, { list, key, cue }: Aim): HTMLElement | null | undefined =>
  form?.querySelector<HTMLElement>(`[data-list=${list}] [data-row="${key}"] [data-words=${cue ? 'cue' : 'own'}]`);
