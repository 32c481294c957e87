/**
 * When: claims by day, month or year, stacked by quad class. A claim stands in the bin in which its time begins; times
 * longer than a bin are drawn below as bars from their first day to their last; claims without a time are counted.
 */

import { scaleLinear, scaleUtc } from 'd3-scale';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Asked } from '../lib/api';
import { set } from '../lib/filter';
import { countsWords, isVerbal, QUADS, totalOf } from '../lib/quads';
import { adjust } from '../lib/route';
import { useSize } from '../lib/size';
import { steady } from '../lib/steady';
import { allBins, daysOf, lanes, periodOf, type Range } from '../lib/time';
import type { Bin, Timeline, TimeSpan } from '../lib/types';
import { numberWords, plural, rangeWords } from '../lib/words';
import { Panel } from '../parts/panel';
import { Empty, Trouble, Waiting } from '../parts/states';
import type { Shared } from './explore';

type TimelineProps = Shared & { asked: Asked<Timeline>; query: URLSearchParams };

const LANES = 4;
const LANE = 5;
const EDGE = { left: 34, right: 18, top: 6, axis: 18 };

export const TimelinePanel = steady(({ asked, query, ...shared }: TimelineProps) => {
  const svg = useRef<SVGSVGElement>(null);
  const { answer, problem, waiting, again } = asked;
  const chosen = !!(shared.filter.since || shared.filter.until);
  const near = query.get('near') === 'time';
  const tools = (
    <>
      <label class="tool-select">by <select value={query.get('bin') ?? 'auto'} onChange={(event) => adjust({ bin: event.currentTarget.value === 'auto' ? null : event.currentTarget.value })}>
        <option value="auto">{answer && !query.get('bin') ? `auto (${answer.bin})` : 'auto'}</option>
        <option>day</option><option>month</option><option>year</option>
      </select></label>
      {chosen && <button type="button" class="tool" aria-pressed={near} onClick={() => adjust({ near: near ? null : 'time' })}>{near ? 'Show all dates' : 'Zoom to dates'}</button>}
    </>
  );
  return (
    <Panel name="timeline" title="Timeline" tools={tools} shown={shared.shown} waiting={waiting} picture={svg} source={shared.source}
      note={answer ? <Undated count={answer.undated} /> : null}>
      {problem && <Trouble problem={problem} again={again} />}
      {!answer && !problem && <Waiting what="Counting by date" />}
      {answer && !problem && <Drawing {...shared} answer={answer} svg={svg} />}
    </Panel>
  );
});

const Undated = ({ count }: { count: number }) =>
  count > 0 ? <span class="undated" title="Claims whose words give no time, or a time that could not be resolved. They are in the table, not in the bars.">+ {numberWords(count)} undated</span> : null;

function Drawing(props: BarsProps) {
  const { items, bin } = props.answer;
  const [first, last] = [items[0], items.at(-1)];
  if (!first || !last) return <Empty title="No claim here has a date" />;
  if (allBins(first.from, last.to, bin).at(-1)?.to !== last.to) return <Empty title={`That many ${bin}s cannot be drawn`}><p>Choose a longer step, or fewer years.</p></Empty>;
  return <Bars {...props} />;
}

interface BarsProps extends Shared { answer: Timeline; svg: { current: SVGSVGElement | null } }

function useScales(answer: Timeline, width: number, height: number) {
  return useMemo(() => {
    const first = answer.items[0] as Bin;
    const last = answer.items.at(-1) as Bin;
    const bins = allBins(first.from, last.to, answer.bin);
    const counted = new Map(answer.items.map((item) => [item.from, item.counts]));
    const long = answer.spans.filter((span) => longer(span, answer.bin) && span.to > first.from && span.from < last.to);
    const packed = lanes(long, LANES);
    const rows = Math.max(0, ...packed.placed.map(({ lane }) => lane + 1));
    const base = Math.max(24, height - EDGE.axis - rows * LANE - (rows ? 4 : 0));
    const x = scaleUtc([Date.parse(first.from), Date.parse(last.to)], [EDGE.left, Math.max(EDGE.left + 1, width - EDGE.right)]);
    const y = scaleLinear([0, Math.max(1, ...answer.items.map((item) => totalOf(item.counts)))], [base, EDGE.top]);
    return { bins, counted, packed, base, x, y, at: (date: string) => x(Date.parse(date)) };
  }, [answer, width, height]);
}

const longer = (span: TimeSpan, bin: string): boolean => (Date.parse(span.to) - Date.parse(span.from)) / 86_400_000 > ({ day: 1, month: 31, year: 366 }[bin] ?? 1);

function Bars({ answer, svg, filter, setFilter, hovered }: BarsProps) {
  const [box, width, height] = useSize<HTMLDivElement>();
  const { bins, counted, packed, base, x, y, at } = useScales(answer, width, height);
  const [drag, setDrag] = useState<[number, number] | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const days = daysOf(filter.since?.[0], filter.until?.[0]);
  const inside = (range: Range): boolean => (!days.from || range.to > days.from) && (!days.to || range.from < days.to);
  const choose = (one: number, other: number): void => {
    const [first, last] = [bins[Math.min(one, other)], bins[Math.max(one, other)]];
    if (!first || !last) return;
    const { since, until } = periodOf({ from: first.from, to: last.to }, answer.bin);
    const same = filter.since?.[0] === since && filter.until?.[0] === until;
    setFilter(set(filter, same ? { since: null, until: null } : { since: [since], until: [until] }));
  };
  const binAt = (event: PointerEvent): number => {
    const date = x.invert(event.clientX - (svg.current?.getBoundingClientRect().left ?? 0)).getTime();
    return Math.min(bins.length - 1, Math.max(0, bins.findIndex((bin) => Date.parse(bin.to) > date)));
  };
  const keys = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[event.key];
    const now = cursor ?? (step && step < 0 ? bins.length : -1);
    if (step) setCursor(Math.min(bins.length - 1, Math.max(0, now + step)));
    else if (event.key === 'Home') setCursor(0);
    else if (event.key === 'End') setCursor(bins.length - 1);
    else if (event.key === 'Enter' && cursor !== null) choose(cursor, cursor);
    else if (event.key === 'Escape') setFilter(set(filter, { since: null, until: null }));
    else return;
    if (step && event.shiftKey) setDrag([drag?.[0] ?? Math.max(0, now), Math.min(bins.length - 1, Math.max(0, now + step))]);
    else if (event.key === 'Enter' && drag) choose(...drag);
    if (!event.shiftKey) setDrag(null);
    event.preventDefault();
  };
  const pointed = drag && cursor === null ? null : cursor === null ? null : bins[cursor];
  const told = pointed && tellBin(pointed, answer.bin, counted.get(pointed.from));
  const hoverFrom = hovered?.time?.from ?? null;
  return (
    <div class="canvas" ref={box}>
      {width > EDGE.left + EDGE.right && height > 2 * EDGE.axis && <svg ref={svg} class="timeline-svg" width={width} height={height} viewBox={`0 0 ${width} ${height}`} tabindex={0} role="application" aria-label={`Timeline by ${answer.bin}. Left and right move, shift extends, enter keeps those dates, escape lets them go.`}
        onKeyDown={keys} onBlur={() => setCursor(null)}
        onPointerDown={(event) => { if (event.button === 0) { event.currentTarget.setPointerCapture(event.pointerId); setDrag([binAt(event), binAt(event)]); } }}
        onPointerMove={(event) => { const bin = binAt(event); setCursor(bin); if (drag && event.buttons) setDrag([drag[0], bin]); }}
        onPointerUp={() => { if (drag) choose(...drag); setDrag(null); }} onPointerLeave={() => { if (!drag) setCursor(null); }}>
        <Patterns of="time" />
        <g class="axis">
          {y.ticks(3).filter(Number.isInteger).map((tick) => (
            <g key={tick}><line x1={EDGE.left} x2={width - EDGE.right} y1={y(tick)} y2={y(tick)} class={tick ? 'rule' : 'base'} /><text x={EDGE.left - 6} y={y(tick)} text-anchor="end" dominant-baseline="middle">{numberWords(tick)}</text></g>
          ))}
          {x.ticks(Math.max(2, width / 90)).map((tick) => (
            <text key={tick.getTime()} x={x(tick)} y={height - 5} text-anchor="middle">{x.tickFormat()(tick)}</text>
          ))}
        </g>
        {(filter.since || filter.until) && <rect class="chosen" x={days.from ? Math.max(EDGE.left, at(days.from)) : EDGE.left} width={Math.max(1, (days.to ? Math.min(width - EDGE.right, at(days.to)) : width - EDGE.right) - (days.from ? Math.max(EDGE.left, at(days.from)) : EDGE.left))} y={0} height={height - EDGE.axis} />}
        {drag && <rect class="drag" x={at(bins[Math.min(...drag)]?.from ?? '')} width={Math.max(1, at(bins[Math.max(...drag)]?.to ?? '') - at(bins[Math.min(...drag)]?.from ?? ''))} y={0} height={base} />}
        {pointed && <rect class="pointed" data-screen="" x={at(pointed.from)} width={Math.max(1, at(pointed.to) - at(pointed.from))} y={EDGE.top} height={base - EDGE.top} />}
        {answer.items.map((item) => <Stack key={item.from} item={item} x={at(item.from)} width={at(item.to) - at(item.from)} y={y} pale={!inside(item)} />)}
        {packed.placed.map(({ item, lane }) => {
          const [left, right] = [Math.max(EDGE.left, at(item.from)), Math.min(width - EDGE.right, at(item.to))];
          const top = base + 5 + lane * LANE;
          return <path key={item.claim_id} class={`span ${item.quad}${inside(item) ? '' : ' pale'}`} d={`M${left},${top - 1.5}v3M${left},${top}H${right}M${right},${top - 1.5}v3`}><title>{`${item.event}, ${rangeWords(item.from, item.to, item.precision)} (${item.precision})`}</title></path>;
        })}
        {packed.left > 0 && <text class="tick" x={width - EDGE.right} y={height - EDGE.axis - 1} text-anchor="end">+ {plural(packed.left, 'longer time')} not drawn</text>}
        {hoverFrom && <path class="hover-mark" data-screen="" d={`M${at(hoverFrom) - 4},0h8l-4,6z`} />}
      </svg>}
      {told && <p class="tip" role="status" data-side={at(pointed.from) > width / 2 ? 'left' : 'right'} style={{ '--x': `${at(pointed.from) > width / 2 ? width - at(pointed.from) : at(pointed.to)}px` }}>{told}</p>}
    </div>
  );
}

function Stack({ item, x, width, y, pale }: { item: Bin; x: number; width: number; y: (count: number) => number; pale: boolean }) {
  let below = 0;
  const gap = width > 4 ? 1 : 0;
  return (
    <g class={pale ? 'pale' : undefined}>
      {QUADS.map((quad) => {
        const count = item.counts[quad] ?? 0;
        if (!count) return null;
        const [bottom, top] = [y(below), y(below + count)];
        below += count;
        return <rect key={quad} class={`bar ${quad}`} x={x + gap / 2} width={Math.max(1.5, width - gap)} y={top} height={Math.max(0.5, bottom - top)} fill={isVerbal(quad) ? `url(#hatch-time-${quad})` : undefined} />;
      })}
    </g>
  );
}

/** Words are hatched, deeds are solid, so that a bar reads without its colour. */
export const Patterns = ({ of }: { of: string }) => (
  <defs>
    {QUADS.filter(isVerbal).map((quad) => (
      <pattern key={quad} id={`hatch-${of}-${quad}`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="4" height="4" class={`hatch-back ${quad}`} /><rect width="1.6" height="4" class={`hatch-line ${quad}`} />
      </pattern>
    ))}
  </defs>
);

function tellBin(range: Range, bin: string, counts: Bin['counts'] | undefined): string {
  const when = rangeWords(range.from, range.to, bin);
  return counts ? `${when}: ${plural(totalOf(counts), 'claim')} (${countsWords(counts)})` : `${when}: no claim`;
}
