/** Who does what to whom: nodes are actors and recipients, arrows go from the one who acts. */

import { useMemo, useRef, useState } from 'preact/hooks';
import type { Asked } from '../lib/api';
import { has, set, toggle } from '../lib/filter';
import { onPress, roam } from '../lib/keys';
import { MOST_EDGES, picture, type Curve, type Spot } from '../lib/layout';
import { isVerbal, QUAD_NAMES } from '../lib/quads';
import { adjust } from '../lib/route';
import { useSize } from '../lib/size';
import { steady } from '../lib/steady';
import type { Claim, Network } from '../lib/types';
import { plain, plural, roleOf } from '../lib/words';
import { Panel } from '../parts/panel';
import { Empty, Trouble, Waiting } from '../parts/states';
import type { Shared } from './explore';

type NetworkProps = Shared & { asked: Asked<Network>; query: URLSearchParams };

const SIZES = ['15', '30', '60', '120'];
/** Square pixels a node must have before names are written under codes. */
const ROOMY = 16_000;

export const NetworkPanel = steady(({ asked, query, ...shared }: NetworkProps) => {
  const svg = useRef<SVGSVGElement>(null);
  const { answer, problem, waiting, again } = asked;
  const size = query.get('nodes') ?? '30';
  const tools = (
    <label class="tool-select">nodes <select value={size} onChange={(event) => adjust({ nodes: event.currentTarget.value === '30' ? null : event.currentTarget.value })}>
      {[...new Set([...SIZES, size])].map((one) => <option key={one}>{one}</option>)}
    </select></label>
  );
  return (
    <Panel name="network" title="Network" tools={tools} shown={shared.shown} waiting={waiting} picture={svg} source={shared.source} note={answer ? <Left network={answer} /> : null}>
      {problem && <Trouble problem={problem} again={again} />}
      {!answer && !problem && <Waiting what="Pairing actors and recipients" />}
      {answer && !problem && (answer.edges.length ? <Graph {...shared} network={answer} svg={svg} /> : <Empty title="No claim here has both an actor and a recipient" />)}
    </Panel>
  );
});

function Left({ network }: { network: Network }) {
  const rarer = (network.more ?? 0) + Math.max(0, network.edges.length - MOST_EDGES);
  const words = [rarer ? `${plural(rarer, 'rarer arrow')}` : '', network.without ? `${plural(network.without, 'claim')} with one side only` : ''].filter(Boolean).join(', ');
  return words ? <span title="Left out of the drawing; the table has them.">+ {words}</span> : null;
}

function Graph({ network, svg, filter, setFilter, hovered }: Shared & { network: Network; svg: { current: SVGSVGElement | null } }) {
  const [box, width, height] = useSize<HTMLDivElement>();
  const drawn = useMemo(() => (width > 40 && height > 40 ? picture(network, width, height) : { spots: [], curves: [] }), [network, width, height]);
  const names = useMemo(() => new Map(network.nodes.map((node) => [node.code, plain(node.name)])), [network]);
  const [near, setNear] = useState<string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const roomy = (width * height) / Math.max(1, network.nodes.length) > ROOMY;
  const lit = new Set(hovered ? pairsOf(hovered) : []);
  const litNodes = new Set(hovered ? hovered.participants.map((party) => party.code) : []);
  const pale = (curve: Curve): boolean => (near !== null ? curve.edge.source !== near && curve.edge.target !== near : lit.size > 0 && !lit.has(`${curve.edge.source} ${curve.edge.target} ${curve.edge.quad}`));
  const joined = new Set(near === null ? [] : drawn.curves.flatMap(({ edge }) => (edge.source === near || edge.target === near ? [edge.source, edge.target] : [])));
  const chooseEdge = ({ edge }: Curve) => (): void => {
    const on = has(filter, 'actor', edge.source) && has(filter, 'recipient', edge.target) && has(filter, 'quad', edge.quad);
    setFilter(set(filter, on ? { actor: null, recipient: null, quad: null } : { actor: [edge.source], recipient: [edge.target], quad: [edge.quad] }));
  };
  const keys = (event: KeyboardEvent): void => (event.key === 'Escape' ? setFilter(set(filter, { actor: null, recipient: null, either: null })) : roam(event));
  const tell = (words: string | null, node: string | null = null) => (): void => { setTold(words); setNear(node); };
  return (
    <div class="canvas" ref={box}>
      <svg ref={svg} class="network-svg" width={width} height={height} viewBox={`0 0 ${width} ${height}`} tabindex={0} role="group" aria-label="Network of actors and recipients. Arrow keys go from one to the next, enter keeps it." onKeyDown={keys}>
        {[...drawn.curves].reverse().map((curve) => (
          <g key={`${curve.edge.source} ${curve.edge.target} ${curve.edge.quad}`} class={`edge ${curve.edge.quad}${pale(curve) ? ' pale' : ''}`} role="button" tabindex={-1} data-stop="" aria-label={edgeWords(curve, names)}
            onMouseEnter={tell(edgeWords(curve, names))} onMouseLeave={tell(null)} onFocus={tell(edgeWords(curve, names))} onBlur={tell(null)} {...onPress(chooseEdge(curve))}>
            <path class="reach" d={curve.path} data-screen="" />
            <path class="curve" d={curve.path} stroke-opacity={curve.edge.count > 1 ? 0.95 : 0.6} stroke-width={curve.width} stroke-dasharray={isVerbal(curve.edge.quad) ? `${3 + curve.width} ${2 + curve.width * 0.6}` : undefined} />
            <path class="arrow" d={curve.head} />
          </g>
        ))}
        {drawn.spots.map((spot) => (
          <g key={spot.code} class={`node${near !== null && !joined.has(spot.code) && near !== spot.code ? ' pale' : ''}${litNodes.has(spot.code) ? ' hovered' : ''}`} transform={`translate(${spot.x.toFixed(1)},${spot.y.toFixed(1)})`}
            role="button" tabindex={-1} data-stop="" aria-pressed={has(filter, 'either', spot.code)} aria-label={nodeWords(spot)}
            onMouseEnter={tell(nodeWords(spot), spot.code)} onMouseLeave={tell(null)} onFocus={tell(nodeWords(spot), spot.code)} onBlur={tell(null)}
            {...onPress(() => setFilter(toggle(filter, 'either', spot.code)))}>
            <circle r={spot.radius} />
            <text text-anchor="middle" dominant-baseline="central">{spot.code}</text>
            {roomy && plain(spot.name) !== spot.code && <text class="node-name" y={spot.radius + 9} text-anchor="middle" dominant-baseline="central">{plain(spot.name).slice(0, 26)}</text>}
          </g>
        ))}
      </svg>
      <p class="corner soft">solid: deeds, dashed: words</p>
      {told && <p class="tip low" role="status">{told}</p>}
    </div>
  );
}

function pairsOf(claim: Claim): string[] {
  return roleOf(claim, 'actor').flatMap((actor) => roleOf(claim, 'recipient').map((recipient) => `${actor.code} ${recipient.code} ${claim.quad}`));
}

const nodeWords = (spot: Spot): string => `${spot.code}, ${plain(spot.name)}: ${plural(spot.count, 'claim')}`;

function edgeWords({ edge }: Curve, names: Map<string, string>): string {
  const events = Object.entries(edge.events).sort((one, other) => other[1] - one[1]).map(([name, count]) => `${name} ${count}`).join(', ');
  const name = (code: string): string => (names.get(code) && names.get(code) !== code ? `${code} (${names.get(code)})` : code);
  return `${name(edge.source)} → ${name(edge.target)}, ${QUAD_NAMES[edge.quad]}: ${events}`;
}
