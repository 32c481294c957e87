/** Downloads of what the filter keeps. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { useAnswer } from '../lib/api';
import { filterWords, writeFilter, type Filter } from '../lib/filter';
import type { Profile } from '../lib/types';
import { Trouble, Waiting } from './states';

export function ExportMenu({ filter }: { filter: Filter }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const shut = (event: Event): void => {
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !box.current?.contains(event.target as globalThis.Node)) setOpen(false);
    };
    addEventListener('pointerdown', shut);
    addEventListener('keydown', shut);
    return () => {
      removeEventListener('pointerdown', shut);
      removeEventListener('keydown', shut);
    };
  }, [open]);
  return (
    <div class="menu" ref={box}>
      <button type="button" class="quiet" aria-expanded={open} aria-controls="export" onClick={() => setOpen(!open)}>Export</button>
      {open && <Profiles filter={filter} />}
    </div>
  );
}

function Profiles({ filter }: { filter: Filter }) {
  const { answer, problem } = useAnswer<{ profiles: Profile[] }>('/api/export');
  const query = writeFilter(filter);
  const words = filterWords(filter);
  return (
    <div id="export" class="popup">
      <p class="soft">{words ? <>Only what the filter keeps: <bdi>{words}</bdi>.</> : 'All claims; no filter is set.'}</p>
      {problem && <Trouble problem={problem} />}
      {!answer && !problem && <Waiting what="Asking what can be exported" />}
      <ul>
        {answer?.profiles.map((profile) => (
          <li key={profile.name}>
            <a href={`/api/export/${encodeURIComponent(profile.name)}${query ? `?${query}` : ''}`} download=""><b>{profile.name}</b> {profile.title}</a>
            <span class="tag">.{profile.extension}</span>
            {profile.note && <p class="soft">{profile.note}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}
