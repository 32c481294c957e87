/** A panel of the explore view: heading, a word on what it leaves out, its tools, its drawing. */

import type { ComponentChildren, RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { savePicture } from '../lib/picture';
import { adjust } from '../lib/route';

interface PanelProps {
  name: string;
  title: string;
  note?: ComponentChildren;
  tools?: ComponentChildren;
  shown: string | null;
  waiting?: boolean;
  picture?: RefObject<SVGSVGElement | null>;
  source?: () => string;
  children: ComponentChildren;
}

export function Panel({ name, title, note, tools, shown, waiting = false, picture, source = () => '', children }: PanelProps) {
  const big = shown === name;
  return (
    <section class={`panel ${name}${big ? ' big' : ''}`} aria-label={title} aria-busy={waiting}>
      <header>
        <h2>{title}</h2>
        <span class="note">{note}</span>
        <span class="tools">
          {tools}
          {picture && <SavePicture svg={picture} name={name} title={title} source={source} />}
          <button type="button" class="tool" title={big ? 'Show all panels' : `Show only the ${title.toLowerCase()}`} aria-pressed={big} onClick={() => adjust({ show: big ? null : name })}>
            {big ? 'Shrink' : 'Enlarge'}
          </button>
        </span>
      </header>
      <div class="body">{children}</div>
    </section>
  );
}

interface SaveProps { svg: RefObject<SVGSVGElement | null>; name: string; title: string; source: () => string }

export function SavePicture({ svg, name, title, source }: SaveProps) {
  const [said, setSaid] = useState('');
  const busy = useRef(false);
  const save = (kind: 'svg' | 'png') => (): void => {
    if (!svg.current || busy.current) return;
    busy.current = true;
    savePicture(svg.current, kind, `regesta-${name}`, title, source())
      .then(() => setSaid(''), (error: unknown) => setSaid(error instanceof Error ? error.message : 'no picture'))
      .finally(() => { busy.current = false; });
  };
  return (
    <>
      <button type="button" class="tool" title={`Save the ${title.toLowerCase()} as an SVG file`} onClick={save('svg')}>SVG</button>
      <button type="button" class="tool" title={`Save the ${title.toLowerCase()} as a PNG picture`} onClick={save('png')}>PNG</button>
      {said && <span role="alert" class="note">{said}</span>}
    </>
  );
}
