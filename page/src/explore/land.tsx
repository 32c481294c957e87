/** Land, lines and disputed areas, from outlines projected when the page was built. */

import { Component } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import coarseAddress from '../assets/outline-coarse.json?url';
import fineAddress from '../assets/outline-fine.json?url';
import { get } from '../lib/api';
import type { Fit } from '../lib/projection';

interface Outline {
  unit: number;
  land: string;
  lines: string;
  open_lines: string;
  graticule: string;
  areas: { name: string; codes: string; path: string }[];
}

function useOutline(address: string | null): Outline | null {
  const [outline, setOutline] = useState<Outline | null>(null);
  useEffect(() => {
    if (address && !outline) void get<Outline>(address).then(setOutline, () => undefined);
  }, [address]);
  return outline;
}

interface LandProps { fit: Fit; fine: boolean; tell: (words: string | null) => void }

export function Land({ fit, fine, tell }: LandProps) {
  const coarse = useOutline(coarseAddress);
  const detailed = useOutline(fine ? fineAddress : null);
  const outline = fine && detailed ? detailed : coarse;
  if (!outline) return null;
  return (
    <g transform={`translate(${fit.x},${fit.y}) scale(${fit.scale / outline.unit})`}>
      <defs>
        <pattern id="disputed" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform={`scale(${outline.unit / fit.scale}) rotate(45)`}>
          <rect class="hatch" width="1.5" height="5" />
        </pattern>
      </defs>
      <Drawn outline={outline} tell={tell} />
    </g>
  );
}

interface DrawnProps { outline: Outline; tell: LandProps['tell'] }

/** Long paths, compared again only when another outline is taken: moving the map changes no more than the group around. */
class Drawn extends Component<DrawnProps> {
  override shouldComponentUpdate(next: DrawnProps): boolean {
    return next.outline !== this.props.outline;
  }

  override render({ outline, tell }: DrawnProps) {
    return (
      <g>
        <path class="graticule" d={outline.graticule} />
        <path class="land" d={outline.land} />
        <path class="line" d={outline.lines} />
        <path class="line open" d={outline.open_lines} />
        {outline.areas.map((area) => (
          <path key={area.name} class="disputed" d={area.path} fill="url(#disputed)"
            onMouseEnter={() => tell(`${area.name}: status disputed. Claims there are coded ${area.codes}, by a convention, not as a verdict.`)} onMouseLeave={() => tell(null)} />
        ))}
      </g>
    );
  }
}
