/** Text of a report with marks. Text nodes only: whatever a report holds, it stays text. */

import { useMemo } from 'preact/hooks';
import { cut, type Mark, type Piece } from '../lib/marks';
import { visible } from '../lib/words';

interface MarkedProps {
  text: string;
  marks: readonly Mark[];
  quad?: string;
  labels?: boolean;
  /** Called for a click on another claim's words; true when it needs no new address. */
  choose?: ((claim: string) => boolean) | null;
}

export function Marked({ text, marks, quad = '', labels = false, choose }: MarkedProps) {
  const pieces = useMemo(() => cut(text, marks), [text, marks]);
  return <>{pieces.map((piece) => <Stretch key={piece.start} piece={piece} quad={quad} labels={labels} choose={choose} />)}</>;
}

interface StretchProps { piece: Piece; quad: string; labels: boolean; choose: ((claim: string) => boolean) | null | undefined }

function Stretch({ piece, quad, labels, choose }: StretchProps) {
  const words = visible(piece.text);
  if (!piece.marks.length) return <>{words}</>;
  const roles = [...new Set(piece.marks.map((mark) => mark.role))];
  const named = labels ? piece.opens.filter((mark) => mark.label && mark.role !== 'other') : [];
  const other = piece.marks.find((mark) => mark.role === 'other');
  const trigger = roles.includes('trigger') ? ` ${quad}` : '';
  const inner = (
    <mark class={roles.map((role) => `is-${role}`).join(' ') + trigger} data-claims={piece.marks.map((mark) => mark.claim).join(' ')} data-at={piece.start}
      title={piece.marks.filter((mark) => mark.label).map((mark) => mark.label).join(', ') || undefined}>
      {named.map((mark) => <span class={`label is-${mark.role}`} key={mark.role + mark.label} data-label={mark.label} aria-hidden="true" />)}
      {words}
    </mark>
  );
  if (!other || !choose || roles.includes('trigger')) return inner;
  return <a class="other" href={`/claim/${other.claim}`} aria-label={`${words}: another claim, ${other.label}`} onClick={(event) => { if (choose(other.claim)) event.preventDefault(); }}>{inner}</a>;
}
