/** Words of a report that a person types: where they stand in it, and what a correction says of them. */

import type { Words } from '../lib/types';
import { plain, visible } from '../lib/words';

/** What of a report a correction may quote; `text` is null while the report is still on its way. */
export interface Quotable { text: string | null; trigger: number }

/** What a correction says of words; without offsets the server looks for them itself. */
export type Quoted = Words | { text: string };

/**
 * Where typed words stand in a text, the place nearest to `near` where there are several; null where they are not.
 * Spaces stand for any space, because an input holds one line and a report breaks its lines where it likes.
 */
export function nearestWords(text: string, typed: string, near: number): Words | null {
  const parts = plain(typed).split(' ').filter(Boolean).map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'));
  if (!parts.length) return null;
  const points = Array.from(text);
  const goal = points.slice(0, near).join('').length;
  let found: { at: number; length: number } | null = null;
  for (const match of visible(text).matchAll(new RegExp(parts.join('\\s+'), 'gu'))) {
    if (!found || Math.abs(match.index - goal) < Math.abs(found.at - goal)) found = { at: match.index, length: match[0].length };
  }
  if (!found) return null;
  const words = text.slice(found.at, found.at + found.length);
  const start = Array.from(text.slice(0, found.at)).length;
  return { text: words, start, end: start + Array.from(words).length };
}

/**
 * Words that stand as they were read, or as they were selected (`at`), keep their place; others are looked for near it,
 * or near the trigger.
 */
export function quoted(typed: string, at: Words | null, report: Quotable): Quoted {
  if (at && typed.trim() === plain(at.text)) return { text: at.text, start: at.start, end: at.end };
  const words = typed.trim();
  const near = at?.text ? at.start : report.trigger;
  return (report.text === null ? null : nearestWords(report.text, words, near)) ?? { text: words };
}

/** The words of a report between two of its code points. */
export const wordsAt = (text: string, start: number, end: number): Words => ({ text: Array.from(text).slice(start, end).join(''), start, end });

/** What is wrong with typed words; nothing where the report cannot be asked. */
export function wrongWords(typed: string, at: Words | null, report: Quotable): string {
  if (!typed.trim() || report.text === null) return '';
  return 'start' in quoted(typed, at, report) ? '' : `the report does not have the words “${plain(typed)}”`;
}

/** A free text of the claim that nobody touched, to the letter; else what was typed. */
export const typedOr = (typed: string, was: string | null | undefined): string => (was && typed.trim() === plain(was) ? was : typed.trim());
