/** The head of every view: where one is, search, export, theme, help. */

import { useEffect, useState } from 'preact/hooks';
import { exploreAddress, readFilter, set, writeFilter } from '../lib/filter';
import { go, type Place } from '../lib/route';
import type { Theme } from '../lib/settings';
import type { Info } from '../lib/types';
import { plain, plural } from '../lib/words';
import { ExportMenu } from './export';

interface HeadProps { place: Place; info: Info | null; theme: Theme; setTheme: (theme: Theme) => void }

const NEXT: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' };

export function Head({ place, info, theme, setTheme }: HeadProps) {
  const filter = readFilter(place.query);
  const carried = writeFilter(filter);
  const link = (path: string, name: string, kind: string) => (
    <a href={path + (carried ? `?${carried}` : '')} aria-current={place.path.split('/')[1] === kind ? 'page' : undefined}>{name}</a>
  );
  return (
    <header class="head">
      <a class="mark" href="/" title={info ? `${plain(info.register)}, Regesta ${info.version}` : 'Regesta'}>Regesta</a>
      <nav aria-label="Views">
        {link('/', 'Explore', '')}
        {link('/incident', 'Incidents', 'incident')}
        {link('/review', 'Review', 'review')}
      </nav>
      <Search words={filter.text?.[0] ?? ''} />
      {info && <span class="held" title="What the register holds">{plural(info.claims, 'claim')} · {plural(info.reports, 'report')}</span>}
      <ExportMenu filter={filter} />
      <button type="button" class="quiet" onClick={() => setTheme(NEXT[theme])} title="Colours: light, dark, or as the system has it">
        <svg viewBox="0 0 14 14" width="13" height="13" aria-hidden="true"><circle cx="7" cy="7" r="5.4" class="theme-rim" /><path d="M7,1.6A5.4,5.4 0 0,1 7,12.4Z" class="theme-half" /></svg>
        <span class="unseen">Colours: </span>{{ auto: 'Auto', light: 'Light', dark: 'Dark' }[theme]}
      </button>
      <a class="quiet" href="/help" aria-label="Help and shortcuts" aria-current={place.path === '/help' ? 'page' : undefined}>?</a>
    </header>
  );
}

function Search({ words }: { words: string }) {
  const [typed, setTyped] = useState(words);
  useEffect(() => setTyped(words), [words]);
  const search = (event: Event): void => {
    event.preventDefault();
    const filter = set(readFilter(new URLSearchParams(location.search)), { text: typed.trim() ? [typed.trim()] : null });
    go(exploreAddress(filter, new URLSearchParams(location.pathname === '/' ? location.search : '')));
  };
  return (
    <form class="search" role="search" onSubmit={search}>
      <input id="search" type="search" dir="auto" placeholder="Search evidence, triggers, titles" aria-label="Search evidence, triggers and titles" value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => { if (event.key === 'Escape') event.currentTarget.blur(); }} />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}
