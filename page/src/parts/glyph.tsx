import type { Quad } from '../lib/types';
import { QUAD_NAMES, quadShape } from '../lib/quads';

/** The sign of a quad class: round for cooperation, cornered for conflict; hollow for words, solid for deeds. */
export function Glyph({ quad, quiet = false }: { quad: Quad; quiet?: boolean }) {
  return (
    <svg class={`glyph ${quad}`} viewBox="-6 -6 12 12" width="12" height="12" {...(quiet ? { 'aria-hidden': true } : { role: 'img', 'aria-label': QUAD_NAMES[quad] })}>
      <path d={quadShape(quad)} />
    </svg>
  );
}
