/** A claim that was missed: words of the report, chosen by selecting or by typing them, and what they tell. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import { addClaim, asProblem, type Problem } from '../lib/api';
import type { Info, ReportAnswer } from '../lib/types';
import { plain } from '../lib/words';
import { Trouble } from '../parts/states';
import { selected } from './selection';
import { findWords } from './values';

interface MissedProps { answer: ReportAnswer; info: Info | null; coder: string; text: RefObject<HTMLElement | null>; done: (id: string) => void; cancel: () => void }

export function Missed({ answer, info, coder, text, done, cancel }: MissedProps) {
  const [chosen] = useState(() => selected(text.current));
  const [problem, setProblem] = useState<Problem | null>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = (event: Event): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const value = (name: string): string => String(data.get(name) ?? '').trim();
    const words = value('words');
    const place = chosen && chosen.words === words ? chosen : findWords(answer.text, words);
    if (!place) return setProblem(asProblem(new Error(`the report does not have the words “${words}”`)));
    const list = (name: string): string[] => value(name).split(';').map((one) => one.trim()).filter(Boolean);
    const fields = { actors: list('actors'), recipients: list('recipients'), realis: value('realis') };
    void addClaim({ coder, report_id: answer.report.id, start: place.start, end: place.end, event: value('event'), fields, why: value('why') }).then(
      (line) => done(((line.claim as { claim_id?: string } | undefined)?.claim_id) ?? ''), (found: unknown) => setProblem(asProblem(found)),
    );
    return undefined;
  };
  return (
    <form class="review-form missed" onSubmit={submit} onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); cancel(); } }}>
      <h2>Add a missed claim</h2>
      <p class="soft">In “{plain(answer.report.title)}”. Select the words that name the act before pressing <kbd>n</kbd>, or type them.</p>
      {problem && <Trouble problem={problem} />}
      <label class="wide"><span>Words</span><input ref={first} name="words" defaultValue={chosen?.words ?? ''} required dir="auto" autocomplete="off" /></label>
      <label><span>Event</span><select name="event">{info?.events.map((event) => <option key={event.name}>{event.name}</option>)}</select></label>
      <label><span>Did it happen</span><select name="realis">{info?.realis.map((one) => <option key={one}>{one}</option>)}</select></label>
      <label><span>Actors</span><input name="actors" placeholder="CODE SECTOR; CODE" autocomplete="off" /></label>
      <label><span>Recipients</span><input name="recipients" placeholder="CODE SECTOR; CODE" autocomplete="off" /></label>
      <label class="wide"><span>Why</span><input name="why" autocomplete="off" /></label>
      <p class="line actions"><button type="submit">Add claim</button> <button type="button" onClick={cancel}>Cancel</button></p>
    </form>
  );
}
