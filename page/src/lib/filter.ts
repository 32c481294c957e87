/** The filter: what claims are asked for. It lives in the address and nowhere else, so every view is a permalink. */

/** In the order in which chips and addresses show them. */
export const FILTERS = [
  'text', 'event', 'quad', 'actor', 'recipient', 'either', 'voice', 'realis', 'certainty', 'country', 'place', 'source',
  'report', 'measure', 'review', 'since', 'until', 'dated', 'bbox', 'score', 'ids',
] as const;
export type FilterName = (typeof FILTERS)[number];
export type Filter = Partial<Record<FilterName, readonly string[]>>;

/** Filters of which only one value makes sense: a new one replaces the old. */
const SINGLE = new Set<FilterName>(['text', 'since', 'until', 'dated', 'bbox', 'score']);

export function readFilter(query: URLSearchParams): Filter {
  const filter: Filter = {};
  for (const name of FILTERS) {
    const values = [...new Set(query.getAll(name))].filter((value) => value !== '' || name === 'source');
    if (values.length) filter[name] = SINGLE.has(name) ? values.slice(-1) : values;
  }
  return filter;
}

/** As a query string without `?`; equal filters give equal strings. */
export function writeFilter(filter: Filter, leavingOut: readonly FilterName[] = []): string {
  const query = new URLSearchParams();
  for (const name of FILTERS) {
    if (leavingOut.includes(name)) continue;
    for (const value of filter[name] ?? []) query.append(name, value);
  }
  return query.toString();
}

export const has = (filter: Filter, name: FilterName, value: string): boolean => filter[name]?.includes(value) ?? false;

/** With these values for these names; an empty list or null takes the name out. */
export function set(filter: Filter, changes: Partial<Record<FilterName, readonly string[] | null>>): Filter {
  const next: Filter = { ...filter };
  for (const [name, values] of Object.entries(changes) as [FilterName, readonly string[] | null][]) {
    if (values?.length) next[name] = values;
    else delete next[name];
  }
  return next;
}

/** Takes a value in if it is out, and out if it is in. */
export function toggle(filter: Filter, name: FilterName, value: string): Filter {
  const values = filter[name] ?? [];
  if (values.includes(value)) return set(filter, { [name]: values.filter((one) => one !== value) });
  return set(filter, { [name]: SINGLE.has(name) ? [value] : [...values, value] });
}

export const isEmpty = (filter: Filter): boolean => FILTERS.every((name) => !filter[name]?.length);

const NAMES: Partial<Record<FilterName, string>> = {
  text: 'words', either: 'actor or recipient', since: 'from', until: 'to', dated: 'dated by', bbox: 'area', ids: 'claims',
  score: 'score at least',
};

/** The filter in words, for headings and source lines: `actor USA or RUS; from 1990`. */
export function filterWords(filter: Filter): string {
  return chips(filter).map(({ label, values }) => `${label} ${values.join(' or ')}`).join('; ');
}

export function chips(filter: Filter): { name: FilterName; label: string; values: string[] }[] {
  return FILTERS.flatMap((name) => {
    const values = filter[name];
    return values?.length ? [{ name, label: NAMES[name] ?? name, values: values.map((one) => valueWords(name, one)) }] : [];
  });
}

export function valueWords(name: FilterName, value: string): string {
  if (name === 'quad') return value.replace('_', ' ');
  if (name === 'source' && value === '') return 'none told';
  if (name === 'voice' && value === 'report') return 'the report itself';
  if (name === 'bbox') return value.split(',').map((edge) => Number(edge).toFixed(1)).join(', ');
  return value;
}

/** The explore view's address with another filter; its other settings stay, the page of the table begins anew. */
export function exploreAddress(filter: Filter, query: URLSearchParams): string {
  const next = new URLSearchParams(query);
  for (const name of ['after', 'select', ...FILTERS]) next.delete(name);
  new URLSearchParams(writeFilter(filter)).forEach((value, name) => next.append(name, value));
  const text = next.toString();
  return `/${text ? `?${text}` : ''}`;
}
