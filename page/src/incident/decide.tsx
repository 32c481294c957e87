/** What was linked wrongly is told here: a claim is split off, the incident is merged with another. */

import type { IncidentAnswer } from '../lib/types';
import { plain } from '../lib/words';
import { Trouble } from '../parts/states';
import { Name } from '../review/name';
import { Split } from '../review/together';
import type { Deciding } from './deciding';
import { MergeIncidents } from './merge';

const ACTIONS = [['merge', 'm', 'Merge'], ['split', 's', 'Split'], ['undo', 'u', 'Undo']] as const;

export function Decide({ one, deciding, coder, setCoder }: { one: IncidentAnswer; deciding: Deciding; coder: string; setCoder: (name: string) => void }) {
  const { claims, index, mode } = deciding;
  const claim = claims[index];
  return (
    <section class="decide on-screen" aria-label="Linked wrongly?">
      <h2>Linked wrongly?</h2>
      <p class="line actions keys">
        {ACTIONS.map(([act, key, name]) => <button type="button" key={act} disabled={deciding.busy || (act === 'undo' && !deciding.canUndo)} aria-pressed={mode === act ? true : undefined} onClick={() => deciding.act(act)}>{name} <kbd>{key}</kbd></button>)}
        <span class="soft" role="status">{claim && <>chosen: claim {index + 1} of {claims.length}, <bdi>{plain(claim.report.source || claim.report.title)}</bdi></>} (<kbd>j</kbd> <kbd>k</kbd>)</span>
      </p>
      {deciding.problem && <Trouble problem={deciding.problem} />}
      {mode && !coder && <Name setCoder={setCoder} leave={deciding.leave} />}
      {mode === 'merge' && coder && <MergeIncidents one={one} review={deciding} />}
      {mode === 'split' && coder && claim && <Split key={claim.claim_id} review={deciding} claim={claim} />}
      <p class="said" role="status" aria-live="polite">{deciding.said}</p>
    </section>
  );
}
