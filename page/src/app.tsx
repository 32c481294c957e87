/** The page's frame: head, search, and the view that the address names. */

import { useErrorBoundary, useLayoutEffect } from 'preact/hooks';
import { EvidenceView } from './evidence/evidence';
import { Explore } from './explore/explore';
import { Help } from './help';
import { IncidentList } from './incident/list';
import { IncidentView } from './incident/view';
import { useAnswer } from './lib/api';
import { typing } from './lib/keys';
import { followLinks, go, usePlace } from './lib/route';
import { useTheme } from './lib/settings';
import type { Info } from './lib/types';
import { Head } from './parts/head';
import { Trouble } from './parts/states';
import { ReviewView } from './review/review';

export function App() {
  const place = usePlace();
  const [theme, setTheme] = useTheme();
  const info = useAnswer<Info>('/api/info');
  const [defect, again] = useErrorBoundary();
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (typing(event)) return;
      if (event.key === '?' && place.path !== '/review') go('/help');
      else if (event.key === '/') {
        event.preventDefault();
        document.querySelector<HTMLInputElement>('#search')?.focus();
      }
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [place.path]);
  return (
    <div class="frame" onClick={followLinks}>
      <a class="skip" href="#main">Skip to the content</a>
      <Head place={place} info={info.answer} theme={theme} setTheme={setTheme} />
      <main id="main" tabIndex={-1}>
        {defect ? <Trouble problem={defect} again={again} /> : <View path={place.path} query={place.query} state={place.state} info={info.answer} />}
      </main>
    </div>
  );
}

interface Shown { path: string; query: URLSearchParams; state: unknown; info: Info | null }

function View({ path, query, state, info }: Shown) {
  const [, kind = '', id = ''] = path.split('/');
  if (kind === '') return <Explore query={query} state={state} info={info} />;
  if (kind === 'claim' && id) return <EvidenceView key="claim" claimId={id} info={info} />;
  if (kind === 'report' && id) return <EvidenceView key="report" reportId={id} info={info} />;
  if (kind === 'incident' && id) return <IncidentView id={id} info={info} />;
  if (kind === 'incident') return <IncidentList query={query} info={info} />;
  if (kind === 'review') return <ReviewView info={info} query={query} />;
  if (kind === 'help') return <Help info={info} />;
  return (
    <div class="state">
      <h1>No such page</h1>
      <p>Nothing of the register has the address <code>{path}</code>.</p>
      <p><a href="/">Explore the register</a></p>
    </div>
  );
}
