import { describe, expect, it } from 'vitest';
import { nearestWords, quoted, wrongWords } from '../src/review/quoted';
import { changed, moved, nextKey, without, wrongOf, wrongRows } from '../src/review/rows';
import { report, TEXT, voice, words } from './claim';

describe('rows', () => {
  it('change places with their neighbours and stay where there is none', () => {
    expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  });
  it('go and change without touching the others', () => {
    expect(without(['a', 'b', 'c'], 1)).toEqual(['a', 'c']);
    expect(changed([{ a: 1 }, { a: 2 }], 1, { a: 3 })).toEqual([{ a: 1 }, { a: 3 }]);
  });
  it('get keys that no other row has', () => {
    expect(nextKey([])).toBe(0);
    expect(nextKey([{ key: 4 }, { key: 1 }])).toBe(5);
  });
});

describe('what is wrong', () => {
  it('stands at the path of its field', () => expect(wrongRows('figures', [1, 2], (row) => ({ low: row === 2 ? 'no' : '', high: '' }))).toEqual({ 'figures[1].low': 'no' }));
  it('is put beside the field that the server names', () => {
    expect(wrongOf('attribution[0].sectors[1]', 'no')).toEqual({ 'attribution[0].sectors': 'no' });
    expect(wrongOf('figures[2].low', 'no')).toEqual({ 'figures[2].low': 'no' });
    expect(wrongOf('participants[0].code', 'no')).toEqual({});
    expect(wrongOf('', 'no')).toEqual({});
  });
});

describe('words of a report', () => {
  it('are those nearest, in code points', () => {
    expect(nearestWords(TEXT, 'mayor', 0)).toEqual(words('mayor', 0));
    expect(nearestWords(TEXT, 'mayor', TEXT.length)).toEqual(words('mayor', 1));
  });
  it('may be broken into lines there', () => expect(nearestWords(TEXT, 'the  town’s mayor', 0)).toEqual(words('the town’s mayor'.replace(' mayor', '\nmayor'))));
  it('are taken to the letter, not as a pattern', () => {
    expect(nearestWords('a.c (abc) [x-y]', 'a.c', 9)).toEqual({ text: 'a.c', start: 0, end: 3 });
    expect(nearestWords('a.c (abc) [x-y]', '(abc)', 0)).toEqual({ text: '(abc)', start: 4, end: 9 });
    expect(nearestWords('a.c (abc) [x-y]', '[x-y]', 0)?.start).toBe(10);
    expect(nearestWords(TEXT, 'nobody', 0)).toBeNull();
    expect(nearestWords(TEXT, ' ', 0)).toBeNull();
  });
  it('that hold signs which steer are shown otherwise and sent as they are', () => {
    expect(nearestWords('by \u202egnp.exe today', '\u{fffd}gnp.exe', 0)).toEqual({ text: '\u202egnp.exe', start: 3, end: 11 });
  });
  it('keep their place when nobody touched them', () => {
    expect(quoted('the town’s mayor', voice, report)).toEqual({ text: voice.text, start: voice.start, end: voice.end });
    expect(quoted('mayor', voice, report)).toEqual(words('mayor', 0));
    expect(quoted('', voice, report)).toEqual({ text: '' });
  });
  it('are left to the server while the report is on its way', () => {
    expect(quoted('nobody', null, { text: null, trigger: 0 })).toEqual({ text: 'nobody' });
    expect(wrongWords('nobody', null, { text: null, trigger: 0 })).toBe('');
    expect(wrongWords('nobody', null, report)).toContain('nobody');
  });
});
