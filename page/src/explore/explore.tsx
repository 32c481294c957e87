/** One screen: timeline, map, network and table of the same claims. Each sets the one filter that all obey. */

import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { useAnswer } from '../lib/api';
import { exploreAddress, filterWords, readFilter, writeFilter, type Filter } from '../lib/filter';
import { go } from '../lib/route';
import type { Claim, Facets, Info, Network, Page, Places, Timeline } from '../lib/types';
import { plain, plural, sourceWords } from '../lib/words';
import { Trouble } from '../parts/states';
import { Chips } from './chips';
import { FacetRail } from './facets';
import { Legend } from './legend';
import { MapPanel } from './map';
import { NetworkPanel } from './network';
import { TablePanel } from './table';
import { TimelinePanel } from './timeline';

export const PAGE = 50;

/** What every panel gets: the filter, how to change it, and the claim that is pointed at. */
export interface Shared {
  filter: Filter;
  setFilter: (filter: Filter) => void;
  hovered: Claim | null;
  shown: string | null;
  /** The line below a saved picture; asked for when one is saved. */
  source: () => string;
}

export function Explore({ query, state, info }: { query: URLSearchParams; state: unknown; info: Info | null }) {
  const text = query.toString();
  const filter = useMemo(() => readFilter(new URLSearchParams(text)), [text]);
  const [hovered, setHovered] = useState<Claim | null>(null);
  const setFilter = useCallback((next: Filter) => go(exploreAddress(next, new URLSearchParams(location.search))), []);
  const asked = useQuestions(filter, query);
  const source = sourceLine(filter, info, asked.facets.answer?.total ?? null);
  const latest = useRef(source);
  latest.current = source;
  const tellSource = useCallback(() => latest.current, []);
  const shared: Shared = { filter, setFilter, hovered, shown: query.get('show'), source: tellSource };
  const [railOpen, setRailOpen] = useState(false);
  const openRail = useCallback(() => setRailOpen((open) => !open), []);
  // A filter that cannot be read is told once, not by every panel.
  const refused = asked.facets.problem?.status === 400 ? asked.facets.problem : null;
  if (refused) {
    return (
      <div class="views">
        <Chips {...shared} total={null} waiting={false} openRail={null} railOpen={false} />
        <Trouble problem={refused} again={() => setFilter({})} name="Clear the filter" />
      </div>
    );
  }
  return (
    <div class={`explore${query.get('show') ? ' single' : ''}${railOpen ? ' rail-open' : ''}`}>
      <FacetRail filter={filter} setFilter={setFilter} facets={asked.facets} />
      <div class="views">
        <Chips {...shared} total={asked.facets.answer?.total ?? null} waiting={asked.facets.waiting} openRail={openRail} railOpen={railOpen} />
        <TimelinePanel {...shared} asked={asked.timeline} query={query} />
        <div class="pair">
          <MapPanel {...shared} asked={asked.places} query={query} />
          <NetworkPanel {...shared} asked={asked.network} query={query} />
        </div>
        <TablePanel {...shared} asked={asked.claims} query={query} state={state} setHovered={setHovered} />
        <p class="printed">{source}</p>
        <Legend note={info ? plain(info.worldview_note) : ''} />
      </div>
    </div>
  );
}

/**
 * The timeline and the map leave out their own part of the filter, so that a choice in them can be widened where it
 * was made; what lies outside the choice is drawn pale.
 */
function useQuestions(filter: Filter, query: URLSearchParams) {
  const all = writeFilter(filter);
  const inTime = query.get('near') === 'time' ? all : writeFilter(filter, ['since', 'until']);
  const bin = query.get('bin') ?? 'auto';
  const order = query.get('order') ?? 'time';
  const after = query.get('after');
  const page = `order=${encodeURIComponent(order)}&limit=${PAGE}${after ? `&after=${encodeURIComponent(after)}` : ''}`;
  const ask = (path: string, ...parts: string[]): string => `/api/${path}?${parts.filter(Boolean).join('&')}`;
  return {
    facets: useAnswer<Facets>(ask('facets', all)),
    timeline: useAnswer<Timeline>(ask('timeline', inTime, `bin=${encodeURIComponent(bin)}`)),
    places: useAnswer<Places>(ask('places', writeFilter(filter, ['place', 'bbox']))),
    network: useAnswer<Network>(ask('network', all, `limit=${Number(query.get('nodes')) || 30}`)),
    claims: useAnswer<Page<Claim>>(ask('claims', all, page)),
  };
}

function sourceLine(filter: Filter, info: Info | null, total: number | null): string {
  return sourceWords(info, total === null ? '' : plural(total, 'claim'), filterWords(filter));
}
