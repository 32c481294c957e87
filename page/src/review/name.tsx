/** Whoever decides says who they are, once. */

import { useEffect, useRef } from 'preact/hooks';

export function Name({ setCoder, leave }: { setCoder: (name: string) => void; leave?: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: Event): void => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get('coder') ?? '').trim();
    if (name) setCoder(name);
  };
  return (
    <form class="state name" onSubmit={submit} onKeyDown={(event) => { if (event.key === 'Escape') leave?.(); }}>
      <h2>Review</h2>
      <p>Every decision stands in the journal under a name, so that two coders can be compared. This browser remembers yours.</p>
      <label><span>Your name</span> <input ref={field} name="coder" required maxLength={60} autocomplete="off" /></label> <button type="submit">Begin</button>
    </form>
  );
}
