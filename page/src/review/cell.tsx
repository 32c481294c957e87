/** One field of a row: its label, its input, and what is wrong with it. */

import { useId } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { pathOf, type Wrongs } from './rows';

/** Where a row stands, and what the form knows of its wrongs. */
export interface RowPlace { list: string; index: number; wrongs: Wrongs }

interface CellProps { at: RowPlace; field: string; label: string; wide?: boolean; children: (named: Record<string, unknown>) => ComponentChildren }

function Cell({ at, field, label, wide = false, children }: CellProps) {
  const id = useId();
  const wrong = at.wrongs[pathOf(at.list, at.index, field)];
  return (
    <div class={wide ? 'cell wide' : 'cell'}>
      <label><span>{label}</span>{children(wrong ? { 'aria-invalid': true, 'aria-describedby': id } : {})}</label>
      {wrong && <p class="wrong" id={id}>{wrong}</p>}
    </div>
  );
}

interface Entry { at: RowPlace; field: string; label: string; value: string; set: (value: string) => void; wide?: boolean }

/** Longest text that the server takes for a cue, a qualifier or a unit. */
const LONGEST = 300;

export const TextCell = ({ at, field, label, value, set, wide = false, ...more }: Entry & Record<string, unknown>) => (
  <Cell at={at} field={field} label={label} wide={wide}>
    {(named) => <input value={value} onInput={(event) => set(event.currentTarget.value)} dir="auto" autocomplete="off" maxLength={LONGEST} {...more} {...named} />}
  </Cell>
);

export const ChoiceCell = ({ at, field, label, value, set, wide = false, options }: Entry & { options: readonly string[] }) => (
  <Cell at={at} field={field} label={label} wide={wide}>
    {(named) => (
      <select value={value} onChange={(event) => set(event.currentTarget.value)} {...named}>
        {[...new Set([value, ...options])].map((one) => <option key={one} value={one}>{one}</option>)}
      </select>
    )}
  </Cell>
);
