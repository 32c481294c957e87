/** Happenings that several claims tell. */

import { useAnswer } from '../lib/api';
import { readFilter, writeFilter } from '../lib/filter';
import { go } from '../lib/route';
import type { Incident, Info, Page } from '../lib/types';
import { boundsWords, plain, plural, rangeWords } from '../lib/words';
import { Glyph } from '../parts/glyph';
import { Empty, Trouble, Waiting } from '../parts/states';

const SIZE = 50;

export function IncidentList({ query, info }: { query: URLSearchParams; info: Info | null }) {
  const filter = writeFilter(readFilter(query));
  const after = query.get('after');
  const { answer, problem, waiting, again } = useAnswer<Page<Incident>>(`/api/incidents?${[filter, `limit=${SIZE}`, after ? `after=${encodeURIComponent(after)}` : ''].filter(Boolean).join('&')}`);
  if (problem) return <Trouble problem={problem} again={again} />;
  if (!answer) return <Waiting what="Fetching incidents" />;
  if (!answer.items.length) {
    return (
      <Empty title="No incidents">
        <p>{answer.reason ? plain(answer.reason) : 'No incident fits the filter.'}</p>
        <p class="soft">An incident is one happening that one or more reports tell. Until claims are linked, each stands for itself: <a href={`/${filter ? `?${filter}` : ''}`}>explore the claims</a>.</p>
      </Empty>
    );
  }
  return (
    <div class="incidents" aria-busy={waiting}>
      <h1>{plural(answer.total ?? answer.items.length, 'incident')}</h1>
      <p class="soft">One row for one happening, as far as reports tell it. Sources count once for each wire text.</p>
      {answer.reason && <p class="notice" role="status">{plain(answer.reason)}</p>}
      <table>
        <thead><tr><th>Event</th><th>Actors → recipients</th><th>When</th><th>Where</th><th>Sources</th><th>Reports</th><th>Told as</th><th>Figures</th></tr></thead>
        <tbody>{answer.items.map((one) => <Row key={one.incident_id} one={one} info={info} />)}</tbody>
      </table>
      {answer.next && <p><button type="button" onClick={() => go(`/incident?${[filter, `after=${encodeURIComponent(answer.next ?? '')}`].filter(Boolean).join('&')}`)}>Next ›</button></p>}
    </div>
  );
}

function Row({ one, info }: { one: Incident; info: Info | null }) {
  const quad = info?.events.find((event) => event.name === one.event)?.quad;
  return (
    <tr>
      <td><a href={`/incident/${one.incident_id}`}>{quad && <Glyph quad={quad} />} <b>{one.event}</b></a> <span class="soft">{one.modes.join(', ')}</span></td>
      <td class="code">{one.actors.join(', ') || '?'} → {one.recipients.join(', ') || '–'}</td>
      <td>{one.time ? rangeWords(one.time.from, one.time.to, one.time.precision) : <span class="none">undated</span>}</td>
      <td dir="auto">{one.place ? plain(one.place.name) : <span class="none">–</span>}</td>
      <td class="number">{one.sources}</td>
      <td class="number">{one.reports}</td>
      <td>{one.stated > 0 && <span>stated {one.stated}</span>}{one.denied > 0 && <span class="tag warn">denied {one.denied}</span>}</td>
      <td>{one.figures.map((figure) => <span class="figure" key={figure.measure + figure.unit}>{figure.measure} {boundsWords(figure.low, figure.high)}</span>)}</td>
    </tr>
  );
}
