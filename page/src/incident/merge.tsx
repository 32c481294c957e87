/** Other incidents that may tell the same happening, to be merged with the one that is shown. */

import { useAnswer } from '../lib/api';
import type { Incident, Page } from '../lib/types';
import { plain, plural, rangeWords } from '../lib/words';
import { Trouble, Waiting } from '../parts/states';
import { Choosing, daysOf, OFFERED, type Relating } from '../review/together';

export function MergeIncidents({ one, review }: { one: Incident; review: Relating }) {
  const days = daysOf(one.time);
  const found = useAnswer<Page<Incident>>(`/api/incidents?event=${encodeURIComponent(one.event)}${days}&limit=${OFFERED}`);
  const others = found.answer?.items.filter((other) => other.incident_id !== one.incident_id) ?? [];
  return (
    <Choosing review={review} act="merge" title="All of this tells the same happening as" ready={!found.waiting}>
      {found.problem && <Trouble problem={found.problem} again={found.again} />}
      {found.waiting && <Waiting what="Looking for others" />}
      {!found.waiting && !others.length && <p class="soft">No other incident of this type {days ? 'and time' : ''} is here; give the other by its id.</p>}
      <ul class="others">{others.map((other) => <Other key={other.incident_id} one={other} />)}</ul>
      <label class="wide"><span>or the incident with the id</span><input name="with" placeholder="i-…" pattern="i-[0-9a-f]+" autocomplete="off" /></label>
    </Choosing>
  );
}

function Other({ one }: { one: Incident }) {
  return (
    <li>
      <label>
        <input type="checkbox" name="with" value={one.incident_id} />
        <span>
          <b>{one.event}</b> <span class="code">{one.actors.join(', ') || '?'} → {one.recipients.join(', ') || '–'}</span>{' '}
          <span class="soft">{[one.time && rangeWords(one.time.from, one.time.to, one.time.precision), one.place && plain(one.place.name), plural(one.claims, 'claim'), one.incident_id].filter(Boolean).join(' · ')}</span>
        </span>
      </label>
    </li>
  );
}
