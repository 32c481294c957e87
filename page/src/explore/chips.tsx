/** The filter in force, each part removable, and how much it keeps. */

import { FILTERS, isEmpty, set, toggle, valueWords } from '../lib/filter';
import { numberWords, plain } from '../lib/words';
import type { Shared } from './explore';

interface ChipsProps extends Shared { total: number | null; waiting: boolean; openRail: (() => void) | null; railOpen: boolean }

const TOLD: Record<string, string> = { since: 'from', until: 'to', text: 'words', either: 'either', ids: 'claim', bbox: 'area', score: 'score ≥', dated: 'dated by' };

export function Chips({ filter, setFilter, total, waiting, openRail, railOpen }: ChipsProps) {
  return (
    <div class="chips">
      {openRail && <button type="button" class="rail-button quiet" aria-expanded={railOpen} onClick={openRail}>Facets</button>}
      {openRail && <strong class={waiting ? 'count waiting' : 'count'} aria-live="polite">
        {total === null ? '…' : `${numberWords(total)} ${total === 1 ? 'claim' : 'claims'}`}
      </strong>}
      {isEmpty(filter) && <span class="soft">No filter. Click or drag in any panel, or choose a facet; all panels follow.</span>}
      <ul>
        {FILTERS.flatMap((name) => (filter[name] ?? []).map((value) => (
          <li key={`${name} ${value}`}>
            <button type="button" class="chip" title="Take this out of the filter" onClick={() => setFilter(toggle(filter, name, value))}>
              <span class="soft">{TOLD[name] ?? name}</span> <bdi>{plain(valueWords(name, value))}</bdi> <span aria-hidden="true">×</span>
              <span class="unseen">remove</span>
            </button>
          </li>
        )))}
      </ul>
      {!isEmpty(filter) && <button type="button" class="quiet" onClick={() => setFilter(set({}, {}))}>Clear all</button>}
    </div>
  );
}
