/** A list of rows in a form: add one, take one out, move one, all of it by keyboard too. */

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { changed, moved, without, type Keyed } from './rows';

interface RowListProps<Row extends Keyed> {
  /** What the list is called, and what one of it is called. */
  title: string;
  one: string;
  /** The list's name in `Lists`, by which the form finds the row that has the keyboard. */
  list: string;
  rows: readonly Row[];
  set: (rows: Row[]) => void;
  editing: boolean;
  fresh: () => Row;
  /** Whether the order means something. */
  ordered?: boolean;
  /** What no row means. */
  none: string;
  hint?: string;
  /** A row in a line, for a form that only shows. */
  brief: (row: Row) => string;
  /** What stands beside the row's number while it is edited. */
  say?: (row: Row) => string;
  children: (row: Row, index: number, change: (fields: Partial<Row>) => void) => ComponentChildren;
}

/** Where the keyboard goes after a change: a row by its key, or the button that adds; and what in the row. */
interface Goal { key: number | null; what: string }

export function RowList<Row extends Keyed>({ title, one, list, rows, set, editing, fresh, ordered = false, none, hint, brief, say, children }: RowListProps<Row>) {
  const box = useRef<HTMLFieldSetElement>(null);
  const goal = useRef<Goal | null>(null);
  useLayoutEffect(() => {
    if (goal.current) box.current && reach(box.current, goal.current);
    goal.current = null;
  }, [rows]);
  const to = (next: Row[], after: Goal): void => { goal.current = after; set(next); };
  const add = (): void => { const row = fresh(); to([...rows, row], { key: row.key, what: 'input, select' }); };
  const remove = (index: number): void => {
    const left = without(rows, index);
    to(left, { key: (left[index] ?? left.at(-1))?.key ?? null, what: '[data-do=remove]' });
  };
  const move = (index: number, by: -1 | 1, what: string): void => { if (rows[index + by]) to(moved(rows, index, by), { key: (rows[index] as Row).key, what }); };
  const keys = (index: number) => (event: KeyboardEvent): void => {
    const by = { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key];
    // In a choice Alt and an arrow open the list of what can be chosen.
    if (!ordered || !event.altKey || !by || (event.target as Element).matches('select')) return;
    event.preventDefault();
    move(index, by, 'input');
  };
  if (!editing) return <Brief title={title} none={none} lines={rows.map(brief)} />;
  return (
    <fieldset class="rows" ref={box} data-list={list}>
      <legend>{title}</legend>
      {!rows.length && <p class="soft">{none}</p>}
      {rows.map((row, index) => (
        <fieldset class="row" key={row.key} data-row={row.key} onKeyDown={keys(index)}>
          <legend>{one} {index + 1}{say?.(row) && <span class="soft">: {say(row)}</span>}</legend>
          <Buttons name={`${one.toLowerCase()} ${index + 1}`} ordered={ordered} first={index === 0} last={index === rows.length - 1} move={(by, what) => move(index, by, what)} remove={() => remove(index)} />
          {children(row, index, (fields) => set(changed(rows, index, fields)))}
        </fieldset>
      ))}
      <p class="line actions"><button type="button" data-do="add" onClick={add}>Add a {one.toLowerCase()}</button>{hint && <span class="soft">{hint}</span>}</p>
    </fieldset>
  );
}

export const Brief = ({ title, none, lines }: { title: string; none: string; lines: readonly string[] }) => (
  <fieldset class="rows">
    <legend>{title}</legend>
    {lines.length ? <ol>{lines.map((line, index) => <li key={index} dir="auto">{line}</li>)}</ol> : <p class="soft">{none}</p>}
  </fieldset>
);

interface ButtonsProps { name: string; ordered: boolean; first: boolean; last: boolean; move: (by: -1 | 1, what: string) => void; remove: () => void }

const Buttons = ({ name, ordered, first, last, move, remove }: ButtonsProps) => (
  <p class="row-tools">
    {ordered && <button type="button" class="tool" data-do="up" aria-label={`Move ${name} up`} title="Alt ↑" disabled={first} onClick={() => move(-1, '[data-do=up]')}>↑</button>}
    {ordered && <button type="button" class="tool" data-do="down" aria-label={`Move ${name} down`} title="Alt ↓" disabled={last} onClick={() => move(1, '[data-do=down]')}>↓</button>}
    <button type="button" class="tool" data-do="remove" aria-label={`Remove ${name}`} onClick={remove}>Remove</button>
  </p>
);

/** Puts the keyboard there; a row that has come to an end of the list has lost that button, so another of it is taken. */
function reach(box: HTMLElement, { key, what }: Goal): void {
  const row = key === null ? null : box.querySelector(`[data-row="${key}"]`);
  const found = row?.querySelector<HTMLElement>(`:is(${what}):not(:disabled)`) ?? row?.querySelector<HTMLElement>('button:not(:disabled)');
  (found ?? box.querySelector<HTMLElement>('[data-do=add]'))?.focus();
}
