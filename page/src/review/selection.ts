/** Words that a person selects in the report. */

import { useEffect } from 'preact/hooks';
import type { RefObject } from 'preact';
import { pointsBefore } from '../lib/marks';

export interface Chosen { start: number; end: number; words: string }

/** The words selected inside an element, as code points of its text; null when none are. */
export function selected(within: Element | null): Chosen | null {
  const selection = getSelection();
  if (!within || !selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!within.contains(range.commonAncestorContainer)) return null;
  const words = range.toString();
  const before = document.createRange();
  before.setStart(within, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const text = before.toString();
  const [lead, body] = [words.length - words.trimStart().length, words.trim()];
  const start = pointsBefore(text + words, text.length + lead);
  return body ? { start, end: start + Array.from(body).length, words: body } : null;
}

/**
 * Tells what is selected inside an element, as it is being selected. `done` is called when the mouse has ended it; a
 * selection by keyboard or finger has no such end, as the next key or touch may widen it.
 */
export function useSelection(within: RefObject<HTMLElement | null>, on: boolean, take: (chosen: Chosen) => void, done: () => void): void {
  useEffect(() => {
    if (!on) return undefined;
    const tell = (): boolean => {
      const chosen = selected(within.current);
      if (chosen) take(chosen);
      return chosen !== null;
    };
    // The browser tells of a change a little later: at the end of the mouse's way the last one may still be due.
    const ended = (): void => { if (tell()) done(); };
    document.addEventListener('selectionchange', tell);
    document.addEventListener('mouseup', ended);
    return () => {
      document.removeEventListener('selectionchange', tell);
      document.removeEventListener('mouseup', ended);
    };
  });
}
