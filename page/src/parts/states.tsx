/** What a view shows when it has nothing to show. */

import type { ComponentChildren } from 'preact';
import { asProblem } from '../lib/api';
import { plain } from '../lib/words';

export function Trouble({ problem, again, name = 'Try again' }: { problem: unknown; again?: () => void; name?: string }) {
  const { status, message, where, mend } = asProblem(problem);
  return (
    <div class="state trouble" role="alert">
      <h2>{status === 404 ? 'Not found' : status === 401 || status === 403 ? 'Not allowed' : 'That did not work'}</h2>
      <p>{plain(message)}{where && <> <span class="soft">({plain(where)})</span></>}</p>
      {mend && <p>{plain(mend)}</p>}
      {(status === 401 || status === 403) && <p>Open the address that <code>regesta serve</code> printed; it carries this session's token.</p>}
      {again && <p><button type="button" onClick={again}>{name}</button></p>}
    </div>
  );
}

export const Waiting = ({ what }: { what: string }) => (
  <div class="state waiting" role="status"><span class="pulse" aria-hidden="true" />{what} …</div>
);

export const Empty = ({ title, children }: { title: string; children?: ComponentChildren }) => (
  <div class="state"><h2>{title}</h2>{children}</div>
);
