import { describe, expect, it } from 'vitest';
import { boundsWords, figureWords, plain, rangeWords, safeLink, sourceWords, visible, whenWords } from '../src/lib/words';

describe('a time is told as precisely as it is known, and no more', () => {
  it.each([
    ['2024-03-02', '2024-03-03', 'day', '2 Mar 2024'],
    ['2024-03-01', '2024-04-01', 'month', 'Mar 2024'],
    ['2024-01-01', '2025-01-01', 'year', '2024'],
    ['1990-01-01', '2000-01-01', 'decade', '1990s'],
    ['2024-03-04', '2024-03-11', 'week', '4–10 Mar 2024'],
    ['2024-03-29', '2024-04-05', 'week', '29 Mar – 4 Apr 2024'],
    ['2024-06-01', '2024-09-01', 'season', '1 Jun – 31 Aug 2024'],
    ['1958-01-01', '2013-01-01', 'longer', '1958–2012'],
    ['2024-11-15', '2025-02-15', 'longer', 'Nov 2024 – Feb 2025'],
  ])('%s to %s, %s', (from, to, precision, words) => expect(rangeWords(from, to, precision)).toBe(words));

  it('keeps the words of what could not be resolved', () => {
    expect(whenWords({ text: 'last spring', start: 0, end: 11, from: null, to: null, precision: null, reason: 'no date' })).toBe('“last spring”');
    expect(whenWords(null)).toBe('');
  });
});

describe('bounds', () => {
  it.each([[4, 4, '4'], [3, 9, '3–9'], [100, null, '≥ 100'], [null, 20, '≤ 20'], [null, null, '?'], [0, 0, '0'], [12000, 12000, '12,000']])(
    '%s %s', (low, high, words) => expect(boundsWords(low, high)).toBe(words),
  );
  it('name what is counted, and money by its currency', () => {
    expect(figureWords({ low: 5, high: 5, measure: 'killed', unit: 'people' })).toBe('5 killed');
    expect(figureWords({ low: 5, high: 5, measure: 'money', unit: 'USD' })).toBe('5 USD');
  });
});

describe('text of reports', () => {
  it('has no steering characters, and as many code points as before', () => {
    const text = 'a\u202eb\u0007c\u2066d\u200fe\u001b[31m';
    expect(Array.from(visible(text))).toHaveLength(Array.from(text).length);
    expect(visible(text)).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200f\u0007\u001b]/u);
  });
  it('keeps line breaks where they matter and joiners that letters need', () => {
    expect(visible('a\n\tb')).toBe('a\n\tb');
    expect(visible('می\u200cخواهم')).toBe('می\u200cخواهم');
    expect(plain(' a\n\n b ')).toBe('a b');
  });
});

describe('links', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'https://user:pass@host.example/', 'nonsense', '', '//host.example'])(
    'refuses %s', (url) => expect(safeLink(url)).toBeNull(),
  );
  it('takes http and https', () => expect(safeLink('https://news.example/a')).toEqual({ href: 'https://news.example/a', host: 'news.example' }));
});

describe('a source line', () => {
  it('names the register, what of it, and the version', () => {
    expect(sourceWords({ register: 'r\u202e1', reports: 2, version: '1.0' }, 'event AID', '')).toBe(
      'Source: register r\u{fffd}1, 2 reports · event AID · claims are what reports say, not what happened · Regesta 1.0',
    );
  });
  it('does without a register', () => expect(sourceWords(null)).toBe('Source: Regesta · claims are what reports say, not what happened'));
});
