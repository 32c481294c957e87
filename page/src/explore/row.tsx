/** A row's words, short and in full. */

import { toggle, type FilterName } from '../lib/filter';
import { marksOf, type Mark } from '../lib/marks';
import type { Claim } from '../lib/types';
import { dayWords, placeValue, plain, roleOf, visible, whenWords } from '../lib/words';
import { Marked } from '../parts/marked';
import { Codes, Voices } from '../parts/party';
import type { Shared } from './explore';

/** Marks of a claim relative to its evidence sentence; what lies elsewhere in the report is left out by `cut`. */
export function marksInQuote(claim: Claim): Mark[] {
  const { start } = claim.evidence;
  return marksOf(claim).filter((mark) => mark.role !== 'evidence').map((mark) => ({ ...mark, start: mark.start - start, end: mark.end - start }));
}

/** The evidence sentence; with `lead`, from so many letters before the trigger, so that a narrow column shows it; paper has room for all of it. */
export function Quote({ claim, lead = 0 }: { claim: Claim; lead?: number }) {
  const marks = marksInQuote(claim).filter((mark) => mark.role === 'trigger');
  const from = lead ? Math.max(0, (marks[0]?.start ?? 0) - lead) : 0;
  const text = from ? Array.from(claim.evidence.quote).slice(from).join('') : claim.evidence.quote;
  const moved = marks.map((mark) => ({ ...mark, start: mark.start - from, end: mark.end - from }));
  return <q title={plain(claim.evidence.quote)}>{from > 0 && <><span class="on-screen">…</span><span class="printed">{visible(Array.from(claim.evidence.quote).slice(0, from).join(''))}</span></>}<Marked text={text} marks={moved} quad={claim.quad} /></q>;
}

export function OpenRow({ claim, filter, setFilter }: { claim: Claim } & Pick<Shared, 'filter' | 'setFilter'>) {
  const only = (name: FilterName, value: string, words: string) => (
    <button type="button" class="chip" key={`${name} ${value}`} title={`Keep claims with this ${name}, or let it go`} aria-pressed={filter[name]?.includes(value) ?? false} onClick={() => setFilter(toggle(filter, name, value))}><span class="soft">{name}</span> <bdi>{words}</bdi></button>
  );
  const codes = (role: 'actor' | 'recipient') => [...new Set(roleOf(claim, role).map((party) => party.code))].filter((code) => code !== '---');
  return (
    <div class="open-row">
      <blockquote dir="auto" class="words"><Marked text={claim.evidence.quote} marks={marksInQuote(claim)} quad={claim.quad} labels /></blockquote>
      <p class="line">
        <Codes parties={roleOf(claim, 'actor')} none="somebody" /> → <Codes parties={roleOf(claim, 'recipient')} none="–" />
        {' · '}{whenWords(claim.time) || 'undated'}{claim.place && <> · <bdi>{plain(claim.place.name)}</bdi></>}
        {' · '}according to <Voices voices={claim.attribution} />
        {' · '}{claim.realis}, {claim.certainty}
        {' · '}<span class="soft" dir="auto">{plain(claim.report.title)}{claim.report.published && `, published ${dayWords(claim.report.published)}`}</span>
      </p>
      <p class="line actions">
        <a class="button" href={`/claim/${claim.claim_id}`}>Read in the report</a>
        {claim.incident_id && <a class="button" href={`/incident/${claim.incident_id}`}>All tellings of this happening</a>}
        {only('event', claim.event, claim.event)}
        {codes('actor').map((code) => only('actor', code, code))}
        {codes('recipient').map((code) => only('recipient', code, code))}
        {claim.place && only('place', placeValue(claim.place), plain(claim.place.name))}
        {only('report', claim.report.id, 'this report')}
      </p>
    </div>
  );
}
