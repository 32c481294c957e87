import { useEffect, useRef } from 'preact/hooks';
import { REVIEW_KEYS } from '../shortcuts';

export function KeyHelp({ close }: { close: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div class="veil" onClick={close}>
      <div class="sheet" role="dialog" aria-modal="true" aria-label="Keys" tabIndex={-1} ref={box}>
        <h2>Keys</h2>
        <dl class="keys-list">{REVIEW_KEYS.map(([key, what]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>)}</dl>
        <p><button type="button" onClick={close}>Close (Esc)</button></p>
      </div>
    </div>
  );
}
