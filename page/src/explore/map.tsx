/**
 * Where: places by their precision. A point or town is a disc; a district, province or region is a ring as wide as the
 * place may lie away; a country is a tag that belongs to no point. The land is for orientation and decides nothing.
 */

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Asked } from '../lib/api';
import { has, set, toggle } from '../lib/filter';
import { onPress, roam } from '../lib/keys';
import { boxOf, boxPath, clamp, FARTHEST, fitOf, NEAREST, readView, toScreen, viewAt, WORLD, writeView, type Fit, type View } from '../lib/projection';
import { adjust } from '../lib/route';
import { useSize } from '../lib/size';
import { steady } from '../lib/steady';
import type { Place, Places } from '../lib/types';
import { placeValue, plain, plural } from '../lib/words';
import { Panel } from '../parts/panel';
import { Empty, Trouble, Waiting } from '../parts/states';
import type { Shared } from './explore';
import { Land } from './land';
import { marksOn, PlaceMark } from './places';
import { Patterns } from './timeline';

type MapProps = Shared & { asked: Asked<Places>; query: URLSearchParams };

export const MapPanel = steady(({ asked, query, ...shared }: MapProps) => {
  const svg = useRef<SVGSVGElement>(null);
  const [boxing, setBoxing] = useState(false);
  const { answer, problem, again, waiting } = asked;
  const tools = (
    <button type="button" class="tool" aria-pressed={boxing} title="Drag a rectangle to keep what lies in it (or hold shift and drag)" onClick={() => setBoxing(!boxing)}>Select area</button>
  );
  return (
    <Panel name="map" title="Map" tools={tools} shown={shared.shown} waiting={waiting} picture={svg} source={() => `${shared.source()} · land: Natural Earth; hatched: status disputed`}
      note={answer ? <Missing places={answer} /> : null}>
      {problem && <Trouble problem={problem} again={again} />}
      {!answer && !problem && <Waiting what="Looking for places" />}
      {answer && !problem && <World {...shared} places={answer} query={query} svg={svg} boxing={boxing} done={() => setBoxing(false)} />}
      {answer && !problem && answer.items.length === 0 && <div class="over"><Empty title="No claim here has a point on the map" /></div>}
    </Panel>
  );
});

/** The key in the corner, in pixels, and the width from which there is room for it. */
const KEY = { width: 116, height: 72 };
const KEYED = 420;

function Missing({ places }: { places: Places }) {
  const told = [places.without_place ? `${plural(places.without_place, 'claim')} without a place` : '', places.without_point ? `${places.without_point} without a point` : ''];
  const words = told.filter(Boolean).join(', ');
  return words ? <span title="Claims that cannot stand on the map; the table has them.">+ {words}</span> : null;
}

interface WorldProps extends Shared { places: Places; query: URLSearchParams; svg: { current: SVGSVGElement | null }; boxing: boolean; done: () => void }

/** The window on the map. It moves at once and is written to the address when it rests. */
function useView(query: URLSearchParams): [View, (view: View) => void] {
  const written = query.get('map');
  const [view, setView] = useState(() => readView(written));
  const timer = useRef(0);
  useEffect(() => setView(readView(written)), [written]);
  return [view, (next) => {
    setView(next);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => adjust({ map: writeView(next) }, { replace: true }), 250);
  }];
}

function World({ places, query, svg, boxing, done, filter, setFilter, hovered }: WorldProps) {
  const [box, width, height] = useSize<HTMLDivElement>();
  const [view, setView] = useView(query);
  const fit = fitOf(view, width, height);
  const [frame, setFrame] = useState<[[number, number], [number, number]] | null>(null);
  const [pointed, setPointed] = useState<Place | null>(null);
  const [area, setArea] = useState<string | null>(null);
  const hold = useRef<{ x: number; y: number; fit: Fit; moved: boolean } | null>(null);
  const marks = useMemo(() => (width ? marksOn(places.items, fit, width, height, width < KEYED ? [] : [[0, height - KEY.height, KEY.width, height]]) : []), [places, fit.scale, fit.x, fit.y, width, height]);
  const zoomBy = (factor: number, x = width / 2, y = height / 2): void => setView(zoomed(view, fit, factor, [x, y], width, height));
  const at = (event: PointerEvent | WheelEvent): [number, number] => {
    const corner = svg.current?.getBoundingClientRect();
    return [event.clientX - (corner?.left ?? 0), event.clientY - (corner?.top ?? 0)];
  };
  useWheel(svg, (event) => zoomBy(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0018)), ...at(event)));
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const [x, y] = at(event);
    if (boxing || event.shiftKey) setFrame([[x, y], [x, y]]);
    else hold.current = { x, y, fit, moved: false };
  };
  const move = (event: PointerEvent): void => {
    const [x, y] = at(event);
    if (frame) return setFrame([frame[0], [x, y]]);
    const held = hold.current;
    if (!held || !event.buttons) return undefined;
    if (!held.moved && Math.hypot(x - held.x, y - held.y) < 4) return undefined;
    if (!held.moved) (event.currentTarget as Element).setPointerCapture(event.pointerId);
    held.moved = true;
    return setView(viewAt({ ...held.fit, x: held.fit.x + x - held.x, y: held.fit.y + y - held.y }, width, height, view.zoom));
  };
  const up = (): void => {
    if (frame) {
      const edges = Math.hypot(frame[0][0] - frame[1][0], frame[0][1] - frame[1][1]) > 5 ? boxOf(fit, ...frame) : null;
      setFrame(null);
      if (edges) { setFilter(set(filter, { bbox: [edges] })); done(); }
    }
    hold.current = null;
  };
  const keys = (event: KeyboardEvent): void => {
    // Around the place that has the focus, so that it stays in the window and keeps the focus.
    const around = pointed ? toScreen(fit, pointed.longitude, pointed.latitude) : [width / 2, height / 2] as const;
    if (event.key === '+' || event.key === '=') zoomBy(1.5, ...around);
    else if (event.key === '-') zoomBy(1 / 1.5, ...around);
    else if (event.key === '0') setView(WORLD);
    else if (event.key === 'Escape') setFilter(set(filter, { place: null, bbox: null }));
    else return roam(event);
    return event.preventDefault();
  };
  const kept = (place: Place): boolean => inFilter(place, filter.place, filter.bbox?.[0]);
  const choose = (place: Place) => (): void => { if (!hold.current?.moved) setFilter(toggle(filter, 'place', placeValue(place))); };
  const bbox = filter.bbox?.[0];
  return (
    <div class={`canvas${boxing ? ' boxing' : ''}`} ref={box}>
      <svg ref={svg} class="map-svg" width={width} height={height} viewBox={`0 0 ${width} ${height}`} tabindex={0} role="group" aria-label="Map of places. Arrow keys go from place to place, enter keeps one, plus and minus zoom, 0 shows the world."
        onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={up} onKeyDown={keys}>
        <Patterns of="map" />
        <rect class="sea" width={width} height={height} />
        {width > 0 && height > 0 && <Land fit={fit} fine={view.zoom >= 3} tell={setArea} />}
        {bbox && <path class="chosen-box" d={boxPath(bbox) ?? ''} transform={`translate(${fit.x},${fit.y}) scale(${fit.scale})`} />}
        {marks.map((mark) => (
          <g key={`${mark.place.name}|${mark.place.latitude}|${mark.place.longitude}|${mark.place.precision}`} class={`place ${mark.place.precision}${kept(mark.place) ? '' : ' pale'}${sameplace(hovered, mark.place) ? ' hovered' : ''}`}
            data-stop="" tabindex={-1} role="button" aria-pressed={has(filter, 'place', placeValue(mark.place))} aria-label={wordsOf(mark.place)}
            onMouseEnter={() => setPointed(mark.place)} onMouseLeave={() => setPointed(null)} onFocus={() => setPointed(mark.place)} onBlur={() => setPointed(null)}
            {...onPress(choose(mark.place))}>
            <PlaceMark mark={mark} />
          </g>
        ))}
        {frame && <rect class="drag" x={Math.min(frame[0][0], frame[1][0])} y={Math.min(frame[0][1], frame[1][1])} width={Math.abs(frame[0][0] - frame[1][0])} height={Math.abs(frame[0][1] - frame[1][1])} />}
      </svg>
      <div class="map-tools">
        <button type="button" title="Zoom in (+)" onClick={() => zoomBy(1.6)} disabled={view.zoom >= NEAREST}>+</button>
        <button type="button" title="Zoom out (−)" onClick={() => zoomBy(1 / 1.6)} disabled={view.zoom <= FARTHEST}>−</button>
        <button type="button" title="Show all places" onClick={() => setView(viewOfAll(places.items.filter(kept), width, height))}>Fit</button>
      </div>
      <PrecisionKey hidden={width < KEYED} />
      {(pointed || area) && <p class="tip low" role="status">{pointed ? wordsOf(pointed) : area}</p>}
      {places.items.length > marks.length && <p class="corner soft">{places.items.length - marks.length} places outside this window or not drawn</p>}
    </div>
  );
}

const sameplace = (claim: Shared['hovered'], place: Place): boolean => claim?.place?.name === place.name && claim.place.latitude === place.latitude;

function inFilter(place: Place, names: readonly string[] | undefined, bbox: string | undefined): boolean {
  if (names && !names.includes(placeValue(place)) && !names.includes(place.name)) return false;
  if (!bbox) return true;
  const [west, south, east, north] = bbox.split(',').map(Number) as [number, number, number, number];
  return place.longitude >= west && place.longitude <= east && place.latitude >= south && place.latitude <= north;
}

function wordsOf(place: Place): string {
  const precision = place.precision === 'country' ? 'country only, no nearer place told' : place.precision;
  return `${plain(place.name)}${place.country && place.precision !== 'country' ? `, ${place.country}` : ''}: ${plural(place.count, 'claim')} (${precision})`;
}

function zoomed(view: View, fit: Fit, factor: number, [x, y]: [number, number], width: number, height: number): View {
  const zoom = clamp(view.zoom * factor, FARTHEST, NEAREST);
  const scale = (fit.scale * zoom) / view.zoom;
  const next = { scale, x: x - ((x - fit.x) / fit.scale) * scale, y: y - ((y - fit.y) / fit.scale) * scale };
  return zoom === FARTHEST && factor < 1 ? WORLD : viewAt(next, width, height, zoom);
}

function viewOfAll(places: readonly Place[], width: number, height: number): View {
  if (!places.length) return WORLD;
  const fit = fitOf(WORLD, width, height);
  const points = places.map((place) => toScreen(fit, place.longitude, place.latitude));
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const zoom = clamp(Math.min((width * 0.8) / Math.max(1, right - left), (height * 0.75) / Math.max(1, bottom - top)), FARTHEST, 12);
  if (zoom === FARTHEST) return WORLD;
  const middle = viewAt({ ...fit, x: fit.x + width / 2 - (left + right) / 2, y: fit.y + height / 2 - (top + bottom) / 2 }, width, height, zoom);
  return { ...middle, zoom };
}

/** The wheel zooms only where the page itself does not scroll, or with ctrl held. Preact cannot say "not passive". */
function useWheel(svg: { current: SVGSVGElement | null }, act: (event: WheelEvent) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const element = svg.current;
    const listen = (event: WheelEvent): void => {
      if (!event.ctrlKey && !matchMedia('(min-width: 1080px)').matches) return;
      event.preventDefault();
      latest.current(event);
    };
    element?.addEventListener('wheel', listen, { passive: false });
    return () => element?.removeEventListener('wheel', listen);
  }, []);
}

function PrecisionKey({ hidden }: { hidden: boolean }) {
  if (hidden) return null;
  return (
    <div class="precision-key">
      <span><svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true"><circle cx="7" cy="7" r="4" class="key-disc" /></svg> town, point</span>
      <span><svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true"><circle cx="7" cy="7" r="5" class="key-ring" /></svg> somewhere in it</span>
      <span><svg viewBox="0 0 20 14" width="20" height="14" aria-hidden="true"><rect x="1.5" y="3" width="17" height="8" rx="2" class="key-tag" /></svg> country only</span>
      <span><svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true"><rect width="14" height="14" class="key-hatch" /><path d="M-2,8L8,-2M2,14L14,2M8,18L18,8" class="key-hatch-line" /></svg> status disputed</span>
    </div>
  );
}

