/** A claim, field by field; pointing at a field points at its words; what decided each is one click away. */

import { useState } from 'preact/hooks';
import type { ComponentChildren, RefObject } from 'preact';
import { useAnswer } from '../lib/api';
import type { Claim, Info, Party, Voice, WhyField, Words } from '../lib/types';
import { codeWords, dayWords, figureWords, nameOf, plain, roleOf, whenWords } from '../lib/words';
import { QUAD_NAMES } from '../lib/quads';
import { Glyph } from '../parts/glyph';
import { Trouble, Waiting } from '../parts/states';

interface FieldsProps { claim: Claim; info: Info | null; text?: RefObject<HTMLElement | null> }

export function Fields({ claim, info, text }: FieldsProps) {
  const [why, setWhy] = useState(false);
  const reasons = useAnswer<{ fields: WhyField[] }>(why ? `/api/claims/${encodeURIComponent(claim.claim_id)}/why` : null);
  const definition = info?.events.find((event) => event.name === claim.event)?.definition;
  const because = (...names: string[]): string[] => (why ? reasons.answer?.fields.filter((one) => names.includes(one.field)).flatMap((one) => one.reasons) ?? [] : []);
  const point = (words: Words | null) => ({ onMouseEnter: () => light(text, words), onMouseLeave: () => light(text, null) });
  const row = (name: string, value: ComponentChildren, words: Words | null = null, because_: string[] = []) => (
    <div class="field" {...point(words)}>
      <dt>{name}</dt>
      <dd>{value}<Reasons reasons={because_} /></dd>
    </div>
  );
  return (
    <>
      <header>
        <h2><Glyph quad={claim.quad} /> {claim.event}{claim.mode && <span class="soft"> {claim.mode}</span>}</h2>
        <p class="soft">{QUAD_NAMES[claim.quad]}{definition && <>. {definition}</>}</p>
        <p class="line actions">
          <button type="button" id="why" aria-pressed={why} onClick={() => setWhy(!why)}>Why?</button>
          <a class="button" href={`/review?ids=${claim.claim_id}`}>Review</a>
          {claim.incident_id && <a class="button" href={`/incident/${claim.incident_id}`}>All tellings</a>}
        </p>
      </header>
      {why && reasons.problem && <Trouble problem={reasons.problem} />}
      {why && reasons.waiting && <Waiting what="Asking why" />}
      <dl>
        {row('Trigger', <q dir="auto">{plain(claim.trigger.text)}</q>, claim.trigger, because('event', 'trigger', 'mode'))}
        {(['actor', 'recipient'] as const).flatMap((role) => {
          const parties = roleOf(claim, role);
          if (!parties.length) return [row(role === 'actor' ? 'Actor' : 'Recipient', <span class="none">not told</span>, null, because(role))];
          return parties.map((party) => row(role === 'actor' ? 'Actor' : 'Recipient', <PartyValue party={party} />, party, why ? party.reasons : []));
        })}
        {row('Did it happen', claim.realis, null, because('realis'))}
        {row('How sure', claim.certainty, null, because('certainty'))}
        {claim.attribution.length === 0 && row('According to', 'the report itself', null, because('attribution', 'voice', 'voices'))}
        {claim.attribution.map((voice, index) => row(index ? 'who cites' : 'According to', <VoiceValue voice={voice} />, voice, why ? voice.reasons : []))}
        {row('When', claim.time ? <>{whenWords(claim.time)}{claim.time.precision && <span class="soft"> to the {claim.time.precision}</span>} <q class="soft" dir="auto">{plain(claim.time.text)}</q>{claim.time.reason && <p class="soft">{plain(claim.time.reason)}</p>}</> : <span class="none">no words say when</span>, claim.time, because('time'))}
        {row('Where', claim.place ? <PlaceValue claim={claim} /> : <span class="none">no words say where</span>, claim.place, because('place'))}
        {claim.figures.map((figure) => row('Figure', <>{figureWords(figure)}{figure.qualifier && <span class="soft"> {figure.qualifier}</span>} <q class="soft" dir="auto">{plain(figure.text)}</q></>, figure))}
        {claim.contexts.length > 0 && row('Contexts', claim.contexts.join(', '))}
        {row('Score', <span title="How likely these words are to tell an event of this type. It says nothing about the other fields, and nothing about whether it happened.">{claim.score.toFixed(2)}</span>)}
        {row('Review', claim.review && claim.review.state !== 'open' ? `${claim.review.state} by ${plain(claim.review.by)}, ${dayWords(claim.review.at.slice(0, 10))}` : 'open')}
        {row('Id', <code>{claim.claim_id}</code>)}
      </dl>
    </>
  );
}

const PartyValue = ({ party }: { party: Party }) => (
  <><bdi class="code">{party.code === '---' ? 'unknown' : codeWords(party)}</bdi>{party.entity.name && <> <bdi>{nameOf(party)}</bdi></>} <q class="soft" dir="auto">{plain(party.text)}</q></>
);

const VoiceValue = ({ voice }: { voice: Voice }) => (
  <><PartyValue party={voice} /> <span class={voice.stance === 'asserts' ? 'soft' : 'tag warn'}>{voice.stance}</span> <span class="soft">{voice.quotation}{voice.cue && <>, “{plain(voice.cue)}”</>}</span></>
);

function PlaceValue({ claim: { place } }: { claim: Claim }) {
  if (!place) return null;
  const point = place.latitude !== null && place.longitude !== null;
  return (
    <>
      <bdi>{plain(place.name)}</bdi>{place.country && <> <span class="code">{place.country}</span></>} <span class="soft">{place.precision}</span>
      {point && <span class="on-screen"> <a href={`/?show=map&map=8,${place.longitude?.toFixed(2)},${place.latitude?.toFixed(2)}`} title={`${place.latitude}, ${place.longitude}`}>on the map</a></span>}
      {place.reason && <p class="soft">{plain(place.reason)}</p>}
    </>
  );
}

function Reasons({ reasons }: { reasons: string[] }) {
  if (!reasons.length) return null;
  return <ul class="reasons">{reasons.map((reason, index) => <li key={index} dir="auto">{plain(reason)}</li>)}</ul>;
}

/** Lights the marks that lie inside these words. */
function light(text: RefObject<HTMLElement | null> | undefined, words: Words | null): void {
  for (const mark of text?.current?.querySelectorAll<HTMLElement>('mark') ?? []) {
    const at = Number(mark.dataset.at);
    mark.classList.toggle('lit', words !== null && at >= words.start && at < words.end);
  }
}
