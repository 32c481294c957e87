import type { Party, Voice } from '../lib/types';
import { codeWords, nameOf, plain } from '../lib/words';

/** Codes of parties in one line, each once, with their names for whoever points at them. */
export function Codes({ parties, none = '' }: { parties: readonly Party[]; none?: string }) {
  if (!parties.length) return <span class="none">{none}</span>;
  const shown = new Map<string, string[]>();
  for (const party of parties) {
    const words = party.code === '---' ? plain(party.text) : codeWords(party);
    shown.set(words, [...(shown.get(words) ?? []), `${nameOf(party)}: “${plain(party.text)}”`]);
  }
  return <>{[...shown].map(([words, names], index) => <span key={words}>{index > 0 && ', '}<bdi class="code" title={names.join('; ')}>{words}</bdi></span>)}</>;
}

/** Who says so, from the outermost voice to the innermost; the report itself when there is none. */
export function Voices({ voices }: { voices: readonly Voice[] }) {
  if (!voices.length) return <span class="soft">the report</span>;
  return (
    <>
      {voices.map((voice, index) => (
        <span key={`${voice.start}-${index}`}>
          {index > 0 && ' ‹ '}
          <bdi class="code" title={`“${plain(voice.text)}” ${voice.stance}`}>{voice.code === '---' ? plain(voice.text) : codeWords(voice)}</bdi>
          {voice.stance !== 'asserts' && <span class="tag warn">{voice.stance}</span>}
        </span>
      ))}
    </>
  );
}
