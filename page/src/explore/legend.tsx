import { QUADS, QUAD_NAMES } from '../lib/quads';
import { Glyph } from '../parts/glyph';

/** What the marks mean, in one line at the foot of the screen. */
export function Legend({ note }: { note: string }) {
  return (
    <footer class="legend">
      {QUADS.map((quad) => <span key={quad}><Glyph quad={quad} quiet /> {QUAD_NAMES[quad]}</span>)}
      <span class="soft">Claims are what reports say, not what happened.</span>
      {note && <span class="soft note" title={note} dir="auto">{note}</span>}
    </footer>
  );
}
