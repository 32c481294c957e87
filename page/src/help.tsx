/** Shortcuts, and how to read the pictures. */

import type { Info } from './lib/types';
import { QUADS, QUAD_NAMES } from './lib/quads';
import { plain } from './lib/words';
import { Glyph } from './parts/glyph';
import { EVIDENCE_KEYS, EXPLORE_KEYS, GENERAL_KEYS, INCIDENT_KEYS, REVIEW_KEYS, type Keys } from './shortcuts';

export function Help({ info }: { info: Info | null }) {
  return (
    <div class="help">
      <h1>Help</h1>
      <div class="columns">
        <section>
          <h2>Keys everywhere</h2><List keys={GENERAL_KEYS} />
          <h2>Explore</h2><List keys={EXPLORE_KEYS} />
        </section>
        <section>
          <h2>Evidence</h2><List keys={EVIDENCE_KEYS} />
          <h2>One incident</h2><List keys={INCIDENT_KEYS} />
          <h2>Review</h2><List keys={REVIEW_KEYS} />
        </section>
        <section>
          <h2>How to read the pictures</h2>
          <ul class="signs">{QUADS.map((quad) => <li key={quad}><Glyph quad={quad} quiet /> {QUAD_NAMES[quad]}</li>)}</ul>
          <p>Cornered is conflict, round is cooperation; solid is a deed, hollow, hatched or dashed is a word. Colours say the same once more.</p>
          <p><b>Timeline.</b> A claim stands in the bin in which its time begins. Times longer than a bin are drawn below as bars from first to last day. Claims without a time are counted, never placed.</p>
          <p><b>Map.</b> A disc is a town or a point. A ring is a district, a province or a region: the place lies somewhere inside. A tag is a country and no point at all. Hatched areas have a disputed status; names and codes follow a convention and are no verdict.</p>
          <p><b>Network.</b> Arrows go from whoever acts to whoever it is done to. Width is the number of claims.</p>
          <p><b>Claims</b> are what reports say. A claim in the register is not a finding that something happened.</p>
          <p>Every address of this page holds the whole view: copy it to show somebody else the same, with the same register.</p>
          {info && <p class="soft">Regesta {info.version}; register {plain(info.register)}; bundle <span title={plain(info.bundle)}>{plain(info.bundle).slice(0, 12)}</span>. {plain(info.worldview_note)} Land: Natural Earth.</p>}
        </section>
      </div>
    </div>
  );
}

const List = ({ keys }: { keys: Keys }) => (
  <dl class="keys-list">{keys.map(([key, what]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>)}</dl>
);
