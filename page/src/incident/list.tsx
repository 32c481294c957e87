/** Happenings that several claims tell. */

import { useAnswer } from '../lib/api';
import { filterWords, readFilter, writeFilter } from '../lib/filter';
import { go } from '../lib/route';
import type { Incident, Info, Page } from '../lib/types';
import { boundsWords, plain, plural, rangeWords } from '../lib/words';
import { Glyph } from '../parts/glyph';
import { Empty, Trouble, Waiting } from '../parts/states';

const SIZE = 50;

/** Ways of being told that the list can be narrowed to, as the server knows them. */
const CHOICES: [string, string, string][] = [
  ['', 'all', 'Every incident, also those that one claim tells'],
  ['claims=2', 'told more than once', 'By two claims or more'],
  ['sources=2', 'by several sources', 'By two independent sources or more'],
  ['disputed=true', 'in dispute', 'Stated by somebody and denied by somebody'],
];

export function IncidentList({ query, info }: { query: URLSearchParams; info: Info | null }) {
  const filter = readFilter(query);
  const written = writeFilter(filter);
  const told = CHOICES.map(([choice]) => choice).find((choice) => choice && query.has(...(choice.split('=') as [string, string]))) ?? '';
  const after = query.get('after');
  const asked = useAnswer<Page<Incident>>(`/api/incidents?${[written, told, `limit=${SIZE}`, after ? `after=${encodeURIComponent(after)}` : ''].filter(Boolean).join('&')}`);
  const { answer, problem, waiting, again } = asked;
  if (problem) return <Trouble problem={problem} again={again} />;
  if (!answer) return <Waiting what="Fetching incidents" />;
  if (!answer.items.length && !told) return <Nothing reason={answer.reason} filter={written} />;
  const words = filterWords(filter);
  return (
    <div class="incidents" aria-busy={waiting}>
      <h1>{plural(answer.total ?? answer.items.length, 'incident')}</h1>
      <p class="soft">One row for one happening, as far as reports tell it. Sources count once for each wire text.{words && <> Only with claims that fit: <bdi>{words}</bdi> (<a href={addressOf('', told)}>show all</a>).</>}</p>
      {answer.reason && <p class="notice" role="status">{plain(answer.reason)}</p>}
      <p class="choices" role="group" aria-label="Which incidents">
        {CHOICES.map(([choice, name, title]) => <a key={name} class="button" title={title} aria-current={choice === told ? 'true' : undefined} href={addressOf(written, choice)}>{name}</a>)}
      </p>
      {answer.items.length > 0 ? (
        <table>
          <thead><tr><th scope="col">Event</th><th scope="col">Actors → recipients</th><th scope="col">When</th><th scope="col">Where</th><th scope="col">Claims</th><th scope="col">Sources</th><th scope="col">Told as</th><th scope="col">Figures</th></tr></thead>
          <tbody>{answer.items.map((one) => <Row key={one.incident_id} one={one} info={info} />)}</tbody>
        </table>
      ) : <p>None is told so.</p>}
      {answer.next && <p><button type="button" onClick={() => go(addressOf(written, told, `after=${encodeURIComponent(answer.next ?? '')}`))}>Next ›</button></p>}
    </div>
  );
}

function addressOf(...parts: string[]): string {
  const text = parts.filter(Boolean).join('&');
  return `/incident${text ? `?${text}` : ''}`;
}

function Nothing({ reason, filter }: { reason: string | undefined; filter: string }) {
  return (
    <Empty title="No incidents">
      <p>{reason ? plain(reason) : 'No incident fits the filter.'}</p>
      <p class="soft">An incident is one happening that one or more reports tell. Until claims are linked, each stands for itself: <a href={`/${filter ? `?${filter}` : ''}`}>explore the claims</a>.</p>
    </Empty>
  );
}

function Row({ one, info }: { one: Incident; info: Info | null }) {
  const quad = info?.events.find((event) => event.name === one.event)?.quad;
  return (
    <tr>
      <td><a href={`/incident/${one.incident_id}`}>{quad && <Glyph quad={quad} />} <b>{one.event}</b></a> <span class="soft">{one.modes.join(', ')}</span></td>
      <td class="code">{one.actors.join(', ') || '?'} → {one.recipients.join(', ') || '–'}</td>
      <td>{one.time ? rangeWords(one.time.from, one.time.to, one.time.precision) : <span class="none">undated</span>}</td>
      <td dir="auto" class="where">{one.place ? plain(one.place.name) : <span class="none">–</span>}</td>
      <td class="number" data-name="claims">{one.claims}</td>
      <td class="number" data-name="sources">{one.sources}</td>
      <td>{one.stated > 0 && <span>stated {one.stated}</span>}{one.denied > 0 && <span class="tag warn">denied {one.denied}</span>}</td>
      <td>{one.figures.map((figure) => <span class="figure" key={figure.measure + figure.unit}>{figure.measure} {boundsWords(figure.low, figure.high)}</span>)}</td>
    </tr>
  );
}
