/** The claims themselves, a page at a time. A click opens a row on its words; enter opens the report. */

import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { Asked } from '../lib/api';
import { typing } from '../lib/keys';
import { adjust, go } from '../lib/route';
import { steady } from '../lib/steady';
import type { Claim, Page } from '../lib/types';
import { dayWords, figureWords, numberWords, plain, roleOf, whenWords } from '../lib/words';
import { Glyph } from '../parts/glyph';
import { Panel } from '../parts/panel';
import { Codes, Voices } from '../parts/party';
import { Empty, Trouble, Waiting } from '../parts/states';
import { PAGE, type Shared } from './explore';
import { OpenRow, Quote } from './row';

interface TableProps extends Shared { asked: Asked<Page<Claim>>; query: URLSearchParams; state: unknown; setHovered: (claim: Claim | null) => void }

/** Cursors of the pages before this one, kept with the browser's own history, so that "back" needs no second list. */
const trailOf = (state: unknown): string[] => {
  const trail = (state as { trail?: unknown } | null)?.trail;
  return Array.isArray(trail) ? trail.filter((one): one is string => typeof one === 'string') : [];
};

function withAfter(query: URLSearchParams, after: string | null): string {
  const next = new URLSearchParams(query);
  next.delete('select');
  if (after) next.set('after', after);
  else next.delete('after');
  const text = next.toString();
  return `/${text ? `?${text}` : ''}`;
}

export const TablePanel = steady(({ asked, query, state, setHovered, ...shared }: TableProps) => {
  const { answer, problem, waiting, again } = asked;
  const trail = trailOf(state);
  const after = query.get('after');
  const turn = {
    next: answer?.next ? () => go(withAfter(query, answer.next), { state: { trail: [...trail, after ?? ''] } }) : null,
    back: after ? () => go(withAfter(query, trail.at(-1) || null), { state: { trail: trail.slice(0, -1) } }) : null,
  };
  const tools = (
    <>
      <label class="tool-select">by <select value={query.get('order') ?? 'time'} onChange={(event) => adjust({ order: event.currentTarget.value === 'time' ? null : event.currentTarget.value, after: null })}>
        <option value="time">time</option><option value="published">publication</option><option value="score">score</option>
      </select></label>
      <button type="button" class="tool" disabled={!turn.back} onClick={() => turn.back?.()}>‹ Back</button>
      <button type="button" class="tool" disabled={!turn.next} onClick={() => turn.next?.()}>Next ›</button>
    </>
  );
  return (
    <Panel name="table" title="Claims" tools={tools} shown={shared.shown} waiting={waiting} note={answer ? <Rows answer={answer} before={after ? (trail.length || null) : 0} /> : null}>
      {problem && <Trouble problem={problem} again={again} />}
      {!answer && !problem && <Waiting what="Fetching claims" />}
      {answer && !problem && (answer.items.length ? <Table {...shared} claims={answer.items} query={query} setHovered={setHovered} turn={turn} /> : (
        <Empty title="No claim fits this filter"><p>Take a part of it out above, or <a href="/">show all claims</a>.</p></Empty>
      ))}
    </Panel>
  );
});

function Rows({ answer, before }: { answer: Page<Claim>; before: number | null }) {
  if (before === null) return <>{answer.items.length} of {numberWords(answer.total ?? 0)}</>;
  const first = before * PAGE + 1;
  return <>{answer.items.length ? `${numberWords(first)}–${numberWords(first + answer.items.length - 1)}` : '0'} of {numberWords(answer.total ?? 0)}</>;
}

interface GridProps extends Shared { claims: Claim[]; query: URLSearchParams; setHovered: (claim: Claim | null) => void; turn: { next: (() => void) | null; back: (() => void) | null } }

const choose = (claim: Claim | null): void => adjust({ select: claim?.claim_id ?? null }, { replace: true });

function Table({ claims, query, setHovered, turn, filter, setFilter }: GridProps) {
  const select = query.get('select');
  const index = claims.findIndex((claim) => claim.claim_id === select);
  const [around, setAround] = useState(0);
  useEffect(() => {
    if (index >= 0) setAround(index);
  }, [index]);
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (typing(event)) return;
      if (event.key === 'j' || event.key === 'k') {
        const next = index < 0 ? around : index + (event.key === 'j' ? 1 : -1);
        if (next >= claims.length) return turn.next?.();
        if (next < 0) return turn.back?.();
        choose(claims[next] ?? null);
        document.getElementById(`row-${claims[next]?.claim_id}`)?.scrollIntoView({ block: 'nearest' });
      } else if (event.key === 'Escape' && index >= 0 && (event.target === document.body || (event.target as Element).closest('.panel.table'))) choose(null);
      else if (event.key === 'o' && index >= 0) go(`/claim/${claims[index]?.claim_id}`);
      else return undefined;
      return event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  });
  return (
    <div class="scroll" onMouseLeave={() => setHovered(null)}>
      <table>
        <thead><tr><th class="c-event">Event</th><th class="c-who">Actor <span aria-hidden="true">→</span> recipient</th><th class="c-when">When</th><th class="c-where">Where</th><th class="c-voice">According to</th><th class="c-how">Told as</th><th class="c-quote">Words</th><th class="c-source">Report</th><th class="c-score">Score</th></tr></thead>
        <tbody>
          {claims.map((claim) => (
            <Row key={claim.claim_id} claim={claim} open={claim.claim_id === select} setHovered={setHovered} filter={claim.claim_id === select ? filter : null} setFilter={setFilter} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The filter only where it is shown, so that all other rows stay as they are when it changes. */
type RowProps = Pick<GridProps, 'setHovered' | 'setFilter'> & { claim: Claim; open: boolean; filter: GridProps['filter'] | null };

const Row = steady(({ claim, open, setHovered, filter, setFilter }: RowProps) => {
  const actors = useMemo(() => roleOf(claim, 'actor'), [claim]);
  const recipients = useMemo(() => roleOf(claim, 'recipient'), [claim]);
  const press = (event: MouseEvent): void => {
    if (!(event.target as Element).closest('a, button')) choose(open ? null : claim);
  };
  return (
    <>
      <tr id={`row-${claim.claim_id}`} class={open ? 'open' : undefined} onClick={press} onMouseEnter={() => setHovered(claim)}>
        <td class="c-event"><button type="button" class="plain" aria-expanded={open} onClick={() => choose(open ? null : claim)}><Glyph quad={claim.quad} /> <b>{claim.event}</b>{claim.mode && <span class="soft"> {claim.mode}</span>}</button></td>
        <td class="c-who"><Codes parties={actors} none="?" /> <span class="soft">→</span> <Codes parties={recipients} none="–" /></td>
        <td class="c-when">{whenWords(claim.time) || <span class="none">undated</span>}</td>
        <td class="c-where" dir="auto">{claim.place ? plain(claim.place.name) : <span class="none">–</span>}</td>
        <td class="c-voice"><Voices voices={claim.attribution} /></td>
        <td class="c-how"><How claim={claim} />{claim.figures.map((figure) => figureWords(figure)).join(', ')}</td>
        <td class="c-quote" dir="auto"><Quote claim={claim} lead={14} /></td>
        <td class="c-source"><a href={`/claim/${claim.claim_id}`} title={plain(claim.report.title)} dir="auto">{plain(claim.report.source) || plain(claim.report.title) || 'report'}</a> <span class="soft">{dayWords(claim.report.published)}</span></td>
        <td class="c-score">{claim.score.toFixed(2)}</td>
      </tr>
      {open && filter && <tr class="detail"><td colSpan={9}><OpenRow claim={claim} filter={filter} setFilter={setFilter} /></td></tr>}
    </>
  );
});

/** What is not plain fact in the claim's own words; "actual" and "certain" need no sign. */
export function How({ claim }: { claim: Claim }) {
  const signs = [claim.realis === 'actual' ? '' : claim.realis, claim.certainty === 'certain' ? '' : claim.certainty].filter(Boolean);
  return <>{signs.map((sign) => <span class={`tag ${sign}`} key={sign}>{sign}</span>)}{claim.review && claim.review.state !== 'open' && <span class={`tag review ${claim.review.state}`}>{claim.review.state}</span>}</>;
}
