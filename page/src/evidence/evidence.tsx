/** Evidence: the report's words with everything a claim rests on, and its fields beside them. */

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Problem, useAnswer } from '../lib/api';
import { typing } from '../lib/keys';
import { marksOf, otherMarks, titleMarks } from '../lib/marks';
import { go } from '../lib/route';
import type { Claim, Info, ReportAnswer } from '../lib/types';
import { codesOf, dayWords, plain, plural, safeLink, sourceWords } from '../lib/words';
import { Glyph } from '../parts/glyph';
import { Marked } from '../parts/marked';
import { Trouble, Waiting } from '../parts/states';
import { Fields } from './fields';

type EvidenceProps = { info: Info | null } & ({ claimId: string; reportId?: undefined } | { reportId: string; claimId?: undefined });

export function EvidenceView({ claimId, reportId, info }: EvidenceProps) {
  const claim = useAnswer<Claim>(claimId ? `/api/claims/${encodeURIComponent(claimId)}` : null);
  const named = reportId ?? (claim.answer?.claim_id === claimId ? claim.answer?.report.id : undefined);
  const [held, setHeld] = useState<string | undefined>(named);
  useEffect(() => { if (named) setHeld(named); }, [named]);
  const report = useAnswer<ReportAnswer>(named ?? held ? `/api/reports/${encodeURIComponent((named ?? held) as string)}` : null);
  const problem = claim.problem ?? report.problem;
  if (problem) return <Trouble problem={problem} again={() => { claim.again(); report.again(); }} />;
  if (!report.answer || (claimId && !report.answer.claims.some((one) => one.claim_id === claimId) && (claim.waiting || report.waiting))) return <Waiting what="Fetching the report" />;
  const chosen = report.answer.claims.find((one) => one.claim_id === claimId) ?? null;
  if (claimId && !chosen && !report.waiting) return <Trouble problem={new Problem(404, 'not_found', `the report does not list the claim ${claimId}`)} />;
  return <Shown answer={report.answer} chosen={chosen} info={info} />;
}

function Shown({ answer, chosen, info }: { answer: ReportAnswer; chosen: Claim | null; info: Info | null }) {
  const claims = useMemo(() => [...answer.claims].sort((one, other) => one.trigger.start - other.trigger.start), [answer]);
  const marks = useMemo(() => [...titleMarks(answer.parts), ...(chosen ? marksOf(chosen) : []), ...otherMarks(claims, chosen?.claim_id ?? null)], [answer, claims, chosen]);
  const text = useRef<HTMLElement>(null);
  const index = claims.findIndex((claim) => claim.claim_id === chosen?.claim_id);
  const choose = (id: string | undefined): void => { if (id) go(`/claim/${id}`); };
  useEffect(() => text.current?.querySelector('.is-trigger')?.scrollIntoView({ block: 'center' }), [chosen?.claim_id]);
  useEffect(() => {
    document.title = `${plain(answer.report.title) || 'Report'} · Regesta`;
    return () => { document.title = 'Regesta'; };
  }, [answer]);
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (typing(event)) return;
      if (event.key === 'j') choose(claims[index + 1]?.claim_id);
      else if (event.key === 'k') choose(claims[Math.max(0, index - 1)]?.claim_id);
      else if (event.key === 'w') document.querySelector<HTMLButtonElement>('#why')?.click();
      else if (event.key === 'Escape') go(`/?report=${answer.report.id}`);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  });
  return (
    <div class="evidence">
      <ClaimList claims={claims} chosen={chosen} />
      <article class="report" aria-label="Report">
        <ReportHeading answer={answer} />
        <section class="text" dir="auto" lang={answer.report.language || undefined} ref={text}>
          <Marked text={answer.text} marks={marks} quad={chosen?.quad ?? ''} labels choose={() => false} />
        </section>
      </article>
      <aside class="fields" aria-label="Claim">
        {chosen ? <Fields claim={chosen} info={info} text={text} /> : <p class="soft on-screen">Choose a claim on the left, or an underlined word.</p>}
      </aside>
      <p class="printed">{sourceWords(info, `report ${answer.report.id}`, chosen ? `claim ${chosen.claim_id}` : '')}</p>
    </div>
  );
}

function ClaimList({ claims, chosen }: { claims: Claim[]; chosen: Claim | null }) {
  return (
    <nav class="claim-list" aria-label="Claims of this report">
      <h2>{plural(claims.length, 'claim')} of this report</h2>
      <ol>
        {claims.map((claim) => (
          <li key={claim.claim_id}>
            <a href={`/claim/${claim.claim_id}`} aria-current={claim === chosen ? 'true' : undefined}>
              <Glyph quad={claim.quad} /> <b>{claim.event}</b> <span class="soft" dir="auto">“{plain(claim.trigger.text)}”</span>
              <span class="sub">{codesOf(claim)}</span>
            </a>
          </li>
        ))}
      </ol>
      <p class="soft"><kbd>j</kbd> <kbd>k</kbd> next, previous · <kbd>w</kbd> why</p>
    </nav>
  );
}

function ReportHeading({ answer: { report } }: { answer: ReportAnswer }) {
  const link = safeLink(report.url);
  return (
    <header>
      <p class="soft">
        {report.source ? <bdi>{plain(report.source)}</bdi> : 'no source told'}
        {report.byline && <> · <bdi>{plain(report.byline)}</bdi></>}
        {' · '}{report.published ? <span title={plain(report.published_why)}>published {dayWords(report.published)}</span> : <span>no publication date</span>}
        {link ? <> · <a href={link.href} rel="noopener noreferrer nofollow" target="_blank">{link.host} ↗</a></> : report.url && <> · <bdi title="Not an http or https address, so it is no link">{plain(report.url)}</bdi></>}
        <span class="on-screen"> · <a href={`/?report=${report.id}`}>explore this report</a></span>
      </p>
    </header>
  );
}
