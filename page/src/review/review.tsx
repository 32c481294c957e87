/** Review by keyboard: one claim after another, its words beside its fields, a letter for each decision. */

import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useAnswer } from '../lib/api';
import { readFilter, writeFilter } from '../lib/filter';
import { marksOf, otherMarks, titleMarks } from '../lib/marks';
import { useCoder } from '../lib/settings';
import type { Claim, Info, Queue, ReportAnswer } from '../lib/types';
import { codesOf, dayWords, numberWords, plain, plural } from '../lib/words';
import { Glyph } from '../parts/glyph';
import { Marked } from '../parts/marked';
import { Empty, Trouble, Waiting } from '../parts/states';
import { ReviewForm } from './form';
import { KeyHelp } from './keyhelp';
import { Missed } from './missed';
import { Name } from './name';
import { useReview, type Review } from './state';
import { Merge, Split } from './together';

export function ReviewView({ info, query }: { info: Info | null; query: URLSearchParams }) {
  const [coder, setCoder] = useCoder();
  const text = query.toString();
  const filter = useMemo(() => writeFilter(readFilter(new URLSearchParams(text))), [text]);
  if (!coder) return <Name setCoder={setCoder} />;
  return <Desk key={coder + filter} coder={coder} setCoder={setCoder} filter={filter} info={info} />;
}

interface DeskProps { coder: string; setCoder: (name: string) => void; filter: string; info: Info | null }

function Desk({ coder, setCoder, filter, info }: DeskProps) {
  const queue = useAnswer<Queue>(`/api/review/queue?coder=${encodeURIComponent(coder)}&limit=20${filter ? `&${filter}` : ''}`);
  const review = useReview(queue, coder);
  const { claim } = review;
  const report = useAnswer<ReportAnswer>(claim ? `/api/reports/${encodeURIComponent(claim.report.id)}` : null);
  const text = useRef<HTMLElement>(null);
  if (queue.problem) return <Trouble problem={queue.problem} again={queue.again} />;
  if (!queue.answer) return <Waiting what="Fetching the queue" />;
  if (!claim) return <Done queue={queue.answer} review={review} again={queue.again} />;
  const shown = report.answer?.report.id === claim.report.id ? report.answer : null;
  return (
    <div class="desk">
      <QueueList review={review} queue={queue.answer} coder={coder} leave={() => setCoder('')} />
      <article class="report" aria-label="Report">
        {report.problem ? <Trouble problem={report.problem} again={report.again} /> : shown ? <Words answer={shown} claim={claim} text={text} choose={review.mode === 'edit' ? null : review.choose} /> : <Waiting what="Fetching the report" />}
      </article>
      <aside class="fields" aria-label="Decision">
        <Actions review={review} claim={claim} />
        {review.problem && <Trouble problem={review.problem} />}
        {review.mode === 'merge' && <Merge key={claim.claim_id} review={review} claim={claim} />}
        {review.mode === 'split' && <Split key={claim.claim_id} review={review} claim={claim} />}
        {review.mode === 'add' && shown ? <Missed answer={shown} info={info} coder={coder} text={text} done={review.added} cancel={review.leave} />
          : <ReviewForm key={`${claim.claim_id} ${review.mode === 'edit'} ${review.taken}`} claim={claim} info={info} text={shown?.text ?? null} shown={text} editing={review.mode === 'edit'} busy={review.busy} problem={review.problem} save={review.correct} cancel={review.leave} />}
        <p class="said" role="status" aria-live="polite">{review.said}</p>
      </aside>
      {review.mode === 'help' && <KeyHelp close={review.leave} />}
    </div>
  );
}

function Done({ queue, review, again }: { queue: Queue; review: Review; again: () => void }) {
  return (
    <Empty title={queue.reason ? 'No queue' : 'Nothing is left to review'}>
      {queue.reason && <p>{plain(queue.reason)}</p>}
      <p>{plural(queue.done ?? 0, 'decision')} so far.{review.said && <> {review.said}</>}</p>
      <p><button type="button" onClick={again}>Look again</button> <button type="button" onClick={() => review.act('undo')} disabled={!review.canUndo}>Undo the last (u)</button> <a href="/review">Review without a filter</a></p>
    </Empty>
  );
}

function QueueList({ review, queue, coder, leave }: { review: Review; queue: Queue; coder: string; leave: () => void }) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }), [review.claim?.claim_id]);
  return (
    <nav class="claim-list" aria-label="Queue">
      <h2>{numberWords(queue.total)} waiting, {numberWords((queue.done ?? 0) + review.decided)} decided</h2>
      <p class="soft">as <bdi>{coder}</bdi> <button type="button" class="quiet" onClick={leave}>change</button></p>
      <ol ref={list}>
        {review.items.map((item) => (
          <li key={item.claim_id}>
            <button type="button" class="item" aria-current={item === review.claim ? 'true' : undefined} onClick={() => review.choose(item.claim_id)}>
              <Glyph quad={item.quad} /> <b>{item.event}</b> <span class="soft" dir="auto">“{plain(item.trigger.text)}”</span>
              <span class="sub">{codesOf(item)}{item.report.published && <> · {dayWords(item.report.published)}</>}</span>
              {review.states.get(item.claim_id) ? <span class={`tag review ${review.states.get(item.claim_id)}`}>{review.states.get(item.claim_id)}</span> : item.why_asked && <span class="sub">{plain(item.why_asked)}</span>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface WordsProps { answer: ReportAnswer; claim: Claim; text: { current: HTMLElement | null }; choose: ((id: string) => boolean) | null }

/** Without `choose` the words of other claims are no links, so that they can be selected and a slip loses nothing. */
function Words({ answer, claim, text, choose }: WordsProps) {
  const marks = useMemo(() => [...titleMarks(answer.parts), ...marksOf(claim), ...otherMarks(answer.claims, claim.claim_id)], [answer, claim]);
  useEffect(() => text.current?.querySelector('.is-trigger')?.scrollIntoView({ block: 'center' }), [claim.claim_id]);
  return (
    <>
      <header><p class="soft"><bdi>{plain(answer.report.source) || 'no source told'}</bdi> · {answer.report.published ? `published ${dayWords(answer.report.published)}` : 'no publication date'} · <a href={`/claim/${claim.claim_id}`}>evidence</a></p></header>
      <section class="text" dir="auto" lang={answer.report.language || undefined} ref={text}><Marked text={answer.text} marks={marks} quad={claim.quad} labels choose={choose} /></section>
    </>
  );
}

const ACTIONS = [
  ['accept', 'a', 'Accept'], ['reject', 'r', 'Reject'], ['edit', 'e', 'Edit'], ['merge', 'm', 'Merge'], ['split', 's', 'Split'], ['undo', 'u', 'Undo'], ['add', 'n', 'Add missed'], ['help', '?', 'Keys'],
] as const;

function Actions({ review, claim }: { review: Review; claim: Claim }) {
  return (
    <header>
      <h2><Glyph quad={claim.quad} /> {claim.event} <q class="soft" dir="auto">{plain(claim.trigger.text)}</q></h2>
      <p class="line actions keys">
        {ACTIONS.map(([act, key, name]) => <button type="button" key={act} disabled={review.busy || (act === 'undo' && !review.canUndo)} aria-pressed={review.mode === act ? true : undefined} onClick={() => review.act(act)}>{name} <kbd>{key}</kbd></button>)}
      </p>
    </header>
  );
}
