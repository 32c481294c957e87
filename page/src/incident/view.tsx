/** One happening as each source tells it: agreement and contradiction side by side. */

import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { useAnswer } from '../lib/api';
import { useCoder } from '../lib/settings';
import type { Claim, IncidentAnswer, Info, Telling } from '../lib/types';
import { boundsWords, codeWords, dayWords, plain, plural, rangeWords, roleOf, safeLink, sourceWords, voiceWords, whenWords } from '../lib/words';
import { Quote } from '../explore/row';
import { How } from '../explore/table';
import { Glyph } from '../parts/glyph';
import { SavePicture } from '../parts/panel';
import { Voices } from '../parts/party';
import { Trouble, Waiting } from '../parts/states';
import { Decide } from './decide';
import { useDeciding } from './deciding';
import { Ranges } from './ranges';

export function IncidentView({ id, info }: { id: string; info: Info | null }) {
  const { answer, problem, again } = useAnswer<IncidentAnswer>(`/api/incidents/${encodeURIComponent(id)}`);
  if (problem) return <Trouble problem={problem} again={again} />;
  if (!answer) return <Waiting what="Fetching the incident" />;
  return <Shown key={answer.incident_id} answer={answer} info={info} />;
}

function Shown({ answer, info }: { answer: IncidentAnswer; info: Info | null }) {
  const [coder, setCoder] = useCoder();
  const deciding = useDeciding(answer, coder);
  return (
    <div class="incident">
      <Summary one={answer} info={info} />
      <Figures one={answer} />
      <Decide one={answer} deciding={deciding} coder={coder} setCoder={setCoder} />
      <Compare tellings={answer.tellings} index={deciding.index} choose={deciding.choose} />
      {answer.reasons.length > 0 && <p class="soft">Held to be one happening because: {answer.reasons.map(plain).join('; ')}.</p>}
      <p class="printed">{sourceWords(info, `incident ${answer.incident_id}`)}</p>
      <p class="soft on-screen"><a href={`/?ids=${answer.tellings.flatMap((one) => one.claims).map((claim) => claim.claim_id).join('&ids=')}`}>Explore these claims</a> · <a href="/incident">All incidents</a></p>
    </div>
  );
}

function Summary({ one, info }: { one: IncidentAnswer; info: Info | null }) {
  const quad = info?.events.find((event) => event.name === one.event)?.quad;
  const copies = one.tellings.reduce((sum, telling) => sum + telling.copies.length, 0);
  return (
    <header>
      <h1>{quad && <Glyph quad={quad} />} {one.event} <span class="soft">{one.modes.join(', ')}</span></h1>
      <p class="lead">
        <span class="code">{one.actors.join(', ') || '?'} → {one.recipients.join(', ') || '–'}</span>
        {' · '}{one.time ? rangeWords(one.time.from, one.time.to, one.time.precision) : 'undated'}
        {one.place && <> · <bdi>{plain(one.place.name)}</bdi>{one.place.country && <span class="code"> {one.place.country}</span>} <span class="soft">{one.place.precision}</span></>}
      </p>
      <ul class="tallies">
        <li><b>{one.sources}</b> independent {one.sources === 1 ? 'source' : 'sources'}<span class="soft"> in {plural(one.reports, 'report')}{copies ? `, ${plural(copies, 'wire copy', 'wire copies')} not counted again` : ''}</span></li>
        <li><b>{one.stated}</b> say it happened{one.for.length > 0 && <span class="soft"> {one.for.map(voiceWords).join('; ')}</span>}</li>
        <li class={one.denied ? 'against' : undefined}><b>{one.denied}</b> {one.denied === 1 ? 'denies' : 'deny'} it{one.against.length > 0 && <span class="soft"> {one.against.map(voiceWords).join('; ')}</span>}</li>
      </ul>
    </header>
  );
}

function Figures({ one }: { one: IncidentAnswer }) {
  const svg = useRef<SVGSVGElement>(null);
  const names = new Map(one.tellings.flatMap((telling) => telling.claims.map((claim) => [claim.claim_id, sourceOf(telling)] as const)));
  if (!one.figures.length) return null;
  return (
    <section class="figures" aria-label="Figures">
      <h2>Figures as told <span class="tools"><SavePicture svg={svg} name="incident" title={`${one.event}, figures as told`} source={() => `Source: Regesta, incident ${one.incident_id}`} /></span></h2>
      <Ranges figures={one.figures} names={names} svg={svg} />
      {one.figures.map((figure) => (
        <p class="soft" key={figure.measure}>{figure.measure}: {boundsWords(figure.low, figure.high)}{figure.best !== null && <>, best {figure.best} ({plain(figure.rule)})</>}</p>
      ))}
    </section>
  );
}

const sourceOf = (telling: Telling): string => plain(telling.report.source) || plain(telling.report.title) || telling.report.id;

const LINES: [string, (claim: Claim) => string, ((claim: Claim) => ComponentChildren)?][] = [
  ['Happened', (claim) => (claim.attribution.some((voice) => voice.stance === 'denies') ? 'denied' : claim.attribution.some((voice) => voice.stance === 'doubts') ? 'doubted' : claim.realis === 'actual' ? 'yes' : claim.realis)],
  ['Said as', (claim) => claim.certainty, (claim) => <>{claim.certainty} <How claim={{ ...claim, certainty: 'certain', review: null }} /></>],
  ['According to', (claim) => claim.attribution.map(codeWords).join(' ‹ ') || 'report', (claim) => <Voices voices={claim.attribution} />],
  ['Actor', (claim) => roleOf(claim, 'actor').map(codeWords).join(', ')],
  ['Recipient', (claim) => roleOf(claim, 'recipient').map(codeWords).join(', ')],
  ['When', (claim) => whenWords(claim.time)],
  ['Where', (claim) => plain(claim.place?.name ?? '')],
  ['Manner', (claim) => claim.mode ?? ''],
];

/** Lines that say who speaks differ by nature; only what is said can contradict. */
const MAY_DIFFER = ['According to', 'Said as'];

function Compare({ tellings, index, choose }: { tellings: Telling[]; index: number; choose: (index: number) => void }) {
  const claims = tellings.flatMap((telling) => telling.claims.map((claim) => ({ telling, claim })));
  const measures = [...new Set(claims.flatMap(({ claim }) => claim.figures.map((figure) => figure.measure)))];
  const figure = (measure: string) => (claim: Claim): string => claim.figures.filter((one) => one.measure === measure).map((one) => `${boundsWords(one.low, one.high)}${one.qualifier ? ` (“${plain(one.text)}”)` : ''}`).join(', ');
  const lines: typeof LINES = [LINES[0] as (typeof LINES)[0], ...measures.map((measure): (typeof LINES)[0] => [measure[0]?.toUpperCase() + measure.slice(1), figure(measure)]), ...LINES.slice(1)];
  return (
    <section class="compare" aria-label="Tellings side by side">
      <h2>Side by side</h2>
      <div class="scroll-x">
        <table>
          <thead><tr><th scope="col" class="corner-cell">Told by</th>{claims.map(({ telling, claim }, at) => <th scope="col" key={claim.claim_id} class={at === index ? 'chosen' : undefined}><Choice name={`Claim ${at + 1} of ${claims.length}`} chosen={at === index} choose={() => choose(at)} /><TellingHead telling={telling} /></th>)}</tr></thead>
          <tbody>
            {lines.map(([name, value, show]) => <Line key={name} name={name} claims={claims.map(({ claim }) => claim)} value={value} show={show} />)}
            <tr><th scope="row">Words</th>{claims.map(({ claim }) => <td key={claim.claim_id} dir="auto" class="words"><Quote claim={claim} /><p><a href={`/claim/${claim.claim_id}`}>Read in the report</a></p></td>)}</tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Line({ name, claims, value, show }: { name: string; claims: Claim[]; value: (claim: Claim) => string; show: ((claim: Claim) => ComponentChildren) | undefined }) {
  const values = claims.map(value);
  const told = new Set(values.filter(Boolean));
  const differ = told.size > 1 && !MAY_DIFFER.includes(name);
  return (
    <tr class={differ ? 'differ' : undefined}>
      <th scope="row">{name}{differ ? <span class="tag warn">differs</span> : told.size === 1 && values.every(Boolean) && claims.length > 1 ? <span class="tag agree">agree</span> : null}</th>
      {claims.map((claim, index) => <td key={claim.claim_id} dir="auto">{values[index] ? (show ? show(claim) : values[index]) : <span class="none">not told</span>}</td>)}
    </tr>
  );
}

/** Chooses the claim that is split off: by mouse, by arrow keys among the choices, and by the keys of the view. */
function Choice({ name, chosen, choose }: { name: string; chosen: boolean; choose: () => void }) {
  const box = useRef<HTMLInputElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (chosen && !first.current) box.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    first.current = false;
  }, [chosen]);
  return <input ref={box} class="on-screen" type="radio" name="chosen" aria-label={name} checked={chosen} onChange={choose} />;
}

function TellingHead({ telling }: { telling: Telling }) {
  const link = safeLink(telling.report.url);
  return (
    <>
      <a href={`/report/${telling.report.id}`} dir="auto">{sourceOf(telling)}</a>
      <span class="soft">{dayWords(telling.report.published)}{link && <> · {link.host}</>}</span>
      {telling.copies.length > 0 && <details class="copies"><summary>{plural(telling.copies.length, 'wire copy', 'wire copies')}</summary>{telling.copies.map((copy) => <a key={copy.report.id + copy.report.source} href={`/report/${copy.report.id}`} dir="auto">{plain(copy.report.source) || plain(copy.report.title)}</a>)}</details>}
    </>
  );
}
