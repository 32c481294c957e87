/** Bins of a timeline, and lanes for times that are longer than a bin. */

export type BinSize = 'day' | 'month' | 'year';
export interface Range { from: string; to: string }

/** The days of a bin are half open; a filter's `since` and `until` name whole periods, both included. */
export function periodOf(range: Range, bin: BinSize): { since: string; until: string } {
  const length = { day: 10, month: 7, year: 4 }[bin];
  const last = new Date(Date.parse(range.to) - 86_400_000).toISOString();
  return { since: range.from.slice(0, length), until: last.slice(0, length) };
}

/** The half-open days of `since` and `until` as a filter has them; null where it has none. */
export function daysOf(since: string | undefined, until: string | undefined): { from: string | null; to: string | null } {
  return { from: since ? firstDay(since) : null, to: until ? dayAfter(until) : null };
}

const firstDay = (period: string): string => `${period}${'-01-01'.slice(0, 10 - period.length)}`.slice(0, 10);

function dayAfter(period: string): string {
  const [year = 0, month, day] = period.split('-').map(Number);
  const next = day ? Date.UTC(year, (month ?? 1) - 1, day + 1) : month ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1);
  return new Date(next).toISOString().slice(0, 10);
}

/** Bins beyond which neither an eye nor a browser follows: eleven years of days. */
export const MOST_BINS = 4000;

/** All bins from the first to the last, those without claims included, so that a gap looks like one. */
export function allBins(from: string, to: string, bin: BinSize, most = MOST_BINS): Range[] {
  const bins: Range[] = [];
  let start = from;
  while (start < to && bins.length < most) {
    const next = dayAfter(start.slice(0, { day: 10, month: 7, year: 4 }[bin]));
    bins.push({ from: start, to: next });
    start = next;
  }
  return bins;
}

/** Puts each range into the first lane that is free, in the order given; what finds none is left out and counted. */
export function lanes<Item extends Range>(items: readonly Item[], most: number): { placed: { item: Item; lane: number }[]; left: number } {
  const ends: string[] = [];
  const placed: { item: Item; lane: number }[] = [];
  let left = 0;
  for (const item of [...items].sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0))) {
    let lane = ends.findIndex((end) => end <= item.from);
    if (lane < 0) lane = ends.length;
    if (lane >= most) {
      left += 1;
      continue;
    }
    ends[lane] = item.to;
    placed.push({ item, lane });
  }
  return { placed, left };
}
