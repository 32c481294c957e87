/** Facets: what there is, how often, one click to keep it. Each counts with its own filter left out. */

import { useState } from 'preact/hooks';
import type { Asked } from '../lib/api';
import { has, set, toggle, type FilterName } from '../lib/filter';
import { steady } from '../lib/steady';
import type { FacetValue, Facets, Quad } from '../lib/types';
import { QUADS } from '../lib/quads';
import { numberWords, plain } from '../lib/words';
import { Glyph } from '../parts/glyph';
import { Trouble, Waiting } from '../parts/states';
import type { Shared } from './explore';

const FACETS: { name: string; title: string; few: number; ask?: string }[] = [
  { name: 'quad', title: 'Kind', few: 4 },
  { name: 'event', title: 'Event', few: 8 },
  { name: 'actor', title: 'Actor', few: 6, ask: 'code, country or words' },
  { name: 'recipient', title: 'Recipient', few: 6, ask: 'code, country or words' },
  { name: 'voice', title: 'According to', few: 5, ask: 'code, country or words' },
  { name: 'realis', title: 'Did it happen', few: 4 },
  { name: 'certainty', title: 'How sure the words are', few: 3 },
  { name: 'country', title: 'Country', few: 6 },
  { name: 'place', title: 'Place', few: 5, ask: 'name of a place' },
  { name: 'year', title: 'Year', few: 6 },
  { name: 'source', title: 'Source', few: 5 },
  { name: 'measure', title: 'Figures of', few: 5 },
  { name: 'review', title: 'Review', few: 4 },
];

export const FacetRail = steady(({ facets, filter, setFilter }: Pick<Shared, 'filter' | 'setFilter'> & { facets: Asked<Facets> }) => {
  const shared = { filter, setFilter };
  return (
    <aside class="rail" aria-label="Facets" aria-busy={facets.waiting}>
      {facets.problem && <Trouble problem={facets.problem} again={facets.again} />}
      {!facets.answer && !facets.problem && <Waiting what="Counting" />}
      {facets.answer && FACETS.map((facet) => <Facet key={facet.name} {...shared} {...facet} values={facets.answer?.facets[facet.name] ?? []} />)}
      {facets.answer && <Dates {...shared} />}
    </aside>
  );
});

interface FacetProps extends Pick<Shared, 'filter' | 'setFilter'> { name: string; title: string; few: number; ask?: string; values: FacetValue[] }

function Facet({ name, title, few, ask, values, filter, setFilter }: FacetProps) {
  const [all, setAll] = useState(false);
  const chosen = (value: string): boolean => (name === 'year' ? filter.since?.[0] === value && filter.until?.[0] === value : has(filter, name as FilterName, value));
  if (!values.length && !ask) return null;
  const ordered = name === 'quad' ? QUADS.flatMap((quad) => values.filter((one) => one.value === quad)) : values;
  const shown = all ? ordered : ordered.filter((one, index) => index < few || chosen(one.value));
  const most = Math.max(1, ...values.map((one) => one.count));
  const choose = (value: string): void => {
    if (name !== 'year') return setFilter(toggle(filter, name as FilterName, value));
    return setFilter(set(filter, chosen(value) ? { since: null, until: null } : { since: [value], until: [value] }));
  };
  return (
    <details open class={`facet ${name}`}>
      <summary>{title}</summary>
      <ul>
        {shown.map((one) => (
          <li key={one.value}>
            <button type="button" class="value" aria-pressed={chosen(one.value)} onClick={() => choose(one.value)}>
              <svg class="bar" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 1"><rect width={(100 * one.count) / most} height="1" /></svg>
              <Value name={name} one={one} />
              <span class="count">{numberWords(one.count)}</span>
            </button>
          </li>
        ))}
      </ul>
      {ordered.length > few && <button type="button" class="more" onClick={() => setAll(!all)}>{all ? 'fewer' : `${ordered.length - few} more`}</button>}
      {ask && <Ask name={name as FilterName} ask={ask} title={title} filter={filter} setFilter={setFilter} />}
    </details>
  );
}

const CODED = ['actor', 'recipient', 'voice'];

function Value({ name, one }: { name: string; one: FacetValue }) {
  const label = plain(one.label);
  if (name === 'quad') return <span class="name"><Glyph quad={one.value as Quad} quiet /> {label.replace('_', ' ')}</span>;
  if (name === 'voice' && one.value === 'report') return <span class="name">the report itself</span>;
  if (CODED.includes(name) && label !== one.value) return <span class="name" dir="auto" title={label}><b>{plain(one.value)}</b> <bdi class="soft">{label}</bdi></span>;
  return <span class="name" dir="auto" title={label}>{label || 'none told'}</span>;
}

type AskProps = Pick<Shared, 'filter' | 'setFilter'> & { name: FilterName; ask: string; title: string };

function Ask({ name, ask, title, filter, setFilter }: AskProps) {
  const submit = (event: Event): void => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem('asked') as HTMLInputElement;
    const value = field.value.trim();
    if (value && !has(filter, name, value)) setFilter(toggle(filter, name, value));
    field.value = '';
  };
  return (
    <form class="ask" onSubmit={submit}>
      <input name="asked" placeholder={ask} aria-label={`${title}: ${ask}`} autocomplete="off" dir="auto" />
    </form>
  );
}

/** Dates by hand, for whoever cannot drag or wants a day. */
function Dates({ filter, setFilter }: Pick<Shared, 'filter' | 'setFilter'>) {
  const submit = (event: Event): void => {
    event.preventDefault();
    const fields = (event.currentTarget as HTMLFormElement).elements;
    const value = (name: string): string[] | null => {
      const text = (fields.namedItem(name) as HTMLInputElement).value.trim();
      return text ? [text] : null;
    };
    setFilter(set(filter, { since: value('since'), until: value('until') }));
  };
  const field = (name: 'since' | 'until', label: string) => (
    <label>{label} <input key={filter[name]?.[0] ?? ''} name={name} defaultValue={filter[name]?.[0] ?? ''} placeholder="YYYY-MM-DD" pattern="\d{4}(-\d{2}(-\d{2})?)?" title="a year, a month or a day: 2024, 2024-03 or 2024-03-05" /></label>
  );
  return (
    <details open class="facet dates">
      <summary>Dates</summary>
      <form onSubmit={submit}>
        {field('since', 'from')}{field('until', 'to')}
        <button type="submit">Set</button>
      </form>
    </details>
  );
}
