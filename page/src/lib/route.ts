/** The address as state: read, write, and follow links without loading the page anew. */

import { useLayoutEffect, useState } from 'preact/hooks';

export interface Place { path: string; query: URLSearchParams; state: unknown }

const here = (): Place => ({
  path: location.pathname,
  query: new URLSearchParams(location.search),
  state: history.state,
});

const listeners = new Set<() => void>();
const tell = (): void => listeners.forEach((listen) => listen());

/** Goes to an address of this page. `replace` leaves no step in the browser's history: for moves, not for choices. */
export function go(address: string, options: { replace?: boolean; state?: unknown } = {}): void {
  if (!address.startsWith('/') || address.startsWith('//')) throw new Error(`not an address of this page: ${address}`);
  if (address === location.pathname + location.search) return;
  history[options.replace ? 'replaceState' : 'pushState'](options.state ?? null, '', address);
  tell();
}

/** Changes some values of the query and keeps the rest. null takes a value out. */
export function adjust(changes: Record<string, string | null>, options: { replace?: boolean } = {}): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  // The table's trail of pages belongs to the entry; it ends only where another page is turned to.
  go(location.pathname + (text ? `?${text}` : ''), 'after' in changes ? options : { ...options, state: history.state });
}

export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useLayoutEffect(() => {
    const listen = (): void => setPlace(here());
    listeners.add(listen);
    addEventListener('popstate', listen);
    return () => {
      listeners.delete(listen);
      removeEventListener('popstate', listen);
    };
  }, []);
  return place;
}

/** Lets plain clicks on links of this page stay in it; everything else is the browser's. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest('a');
  const address = link?.getAttribute('href');
  if (!link || !address?.startsWith('/') || address.startsWith('/api/') || link.target || link.hasAttribute('download')) return;
  event.preventDefault();
  go(address);
  scrollTo(0, 0);
}
