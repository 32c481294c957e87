/** Figures as each source tells them, on one axis: a dot for an exact number, a bar for a range, an arrow for "at least". */

import { scaleLinear, scaleSymlog } from 'd3-scale';
import { useSize } from '../lib/size';
import type { IncidentFigure, Told } from '../lib/types';
import { boundsWords, numberWords, plain } from '../lib/words';

const ROW = 22;
/** Room for names on the left and words on the right; less of both on a narrow screen. */
const leftOf = (width: number): number => Math.min(150, width * 0.3);
const rightOf = (width: number): number => Math.min(170, width * 0.32);
/** Above this ratio of largest to smallest number a straight axis hides the small ones. */
const WIDE = 50;

interface RangesProps { figures: IncidentFigure[]; names: ReadonlyMap<string, string>; svg: { current: SVGSVGElement | null } }

export function Ranges({ figures, names, svg }: RangesProps) {
  const [box, width] = useSize<HTMLDivElement>();
  let top = 0;
  const blocks = figures.map((figure) => {
    const block = { figure, top };
    top += (figure.told.length + 2) * ROW + 12;
    return block;
  });
  return (
    <div ref={box} class="ranges">
      {width > 0 && (
        <svg ref={svg} width={width} height={top} role="img" aria-label={figures.map(inWords(names)).join('. ')}>
          {blocks.map((block) => <Block key={block.figure.measure + block.figure.unit} {...block} width={width} names={names} />)}
        </svg>
      )}
    </div>
  );
}

const inWords = (names: ReadonlyMap<string, string>) => (figure: IncidentFigure): string =>
  `${figure.measure}: ${figure.told.map((one) => `${names.get(one.claim_id) ?? ''} ${boundsWords(one.low, one.high)}`).join(', ')}`;

function Block({ figure, top, width, names }: { figure: IncidentFigure; top: number; width: number; names: ReadonlyMap<string, string> }) {
  const values = figure.told.flatMap((one) => [one.low, one.high]).filter((one): one is number => one !== null);
  const [least, most] = [Math.min(...values, Infinity), Math.max(...values, 1)];
  const left = leftOf(width);
  const range: [number, number] = [left, Math.max(left + 60, width - rightOf(width))];
  const scale = most / Math.max(1, least) > WIDE ? scaleSymlog([0, most * 1.1], range) : scaleLinear([0, most * 1.1], range);
  const bottom = top + (figure.told.length + 1) * ROW;
  return (
    <g>
      <text class="measure" x={0} y={top + 14}>{figure.measure}{figure.unit && figure.unit !== 'people' ? ` (${plain(figure.unit)})` : ''}</text>
      {scale.ticks(Math.max(2, Math.min(5, (range[1] - range[0]) / 40))).filter((tick) => Number.isInteger(tick)).map((tick) => <g key={tick}><line class="rule" x1={scale(tick)} x2={scale(tick)} y1={top + ROW - 4} y2={bottom} /><text class="tick" x={scale(tick)} y={bottom + 14} text-anchor="middle">{numberWords(tick)}</text></g>)}
      {figure.best !== null && <line class="best" x1={scale(figure.best)} x2={scale(figure.best)} y1={top + ROW - 6} y2={bottom} />}
      {figure.told.map((one, index) => <One key={one.claim_id + one.text} one={one} y={top + ROW * (index + 1) + 8} name={names.get(one.claim_id) ?? ''} scale={scale} left={left} end={range[1]} />)}
    </g>
  );
}

interface OneProps { one: Told; y: number; name: string; scale: (value: number) => number; left: number; end: number }

/** Letters of a name that fit into so many pixels. */
const fitting = (name: string, pixels: number): string => (name.length * 6.3 > pixels ? `${name.slice(0, Math.max(3, Math.floor(pixels / 6.3) - 1))}…` : name);

function One({ one, y, name, scale, left, end }: OneProps) {
  const exact = one.low !== null && one.low === one.high;
  const [from, to] = [scale(one.low ?? 0), one.high === null ? end : scale(one.high)];
  return (
    <g class="told">
      <text x={left - 12} y={y} text-anchor="end" dominant-baseline="central">{fitting(name, left - 12)}</text>
      {exact ? <circle cx={from} cy={y} r={4.5} /> : <path class="range" d={`M${from},${y}H${to}${one.low === null ? '' : `M${from},${y - 4}v8`}${one.high === null ? `M${to - 5},${y - 4}l5,4l-5,4` : `M${to},${y - 4}v8`}`} />}
      <text class="tick" x={end + 12} y={y} dominant-baseline="central">{boundsWords(one.low, one.high)} “{plain(one.text)}”</text>
    </g>
  );
}
