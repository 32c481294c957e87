import { describe, expect, it } from 'vitest';
import { cut, pointsBefore, titleMarks, type Mark } from '../src/lib/marks';

const mark = (start: number, end: number, role: Mark['role'] = 'actor'): Mark => ({ start, end, role, label: role, claim: 'c-1' });

describe('cutting a text at its marks', () => {
  it('gives the text back, whatever the marks', () => {
    const text = 'a💥b مدينة 👩‍👧 e\u0301 end';
    const points = Array.from(text).length;
    for (let start = -1; start <= points + 1; start += 1) {
      for (let end = start - 1; end <= points + 2; end += 3) {
        expect(cut(text, [mark(start, end), mark(2, 9, 'place')]).map((piece) => piece.text).join('')).toBe(text);
      }
    }
  });
  it('counts code points, not UTF-16 units', () => {
    expect(cut('💥💥bang', [mark(2, 6)]).find((piece) => piece.marks.length)?.text).toBe('bang');
  });
  it('shows both marks where they overlap, and opens each once', () => {
    const pieces = cut('abcdef', [mark(0, 4), mark(2, 6, 'place')]);
    expect(pieces.map((piece) => [piece.text, piece.marks.map((one) => one.role)])).toEqual([
      ['ab', ['actor']], ['cd', ['actor', 'place']], ['ef', ['place']],
    ]);
    expect(pieces.flatMap((piece) => piece.opens)).toHaveLength(2);
  });
  it('leaves out what is empty or outside', () => {
    expect(cut('abc', [mark(1, 1), mark(2, 9), mark(-1, 2)]).every((piece) => !piece.marks.length)).toBe(true);
  });
  it('has nothing to say about an empty text', () => {
    expect(cut('', [])).toEqual([]);
  });
});

it('UTF-16 offsets become code points, half a pair included', () => {
  expect(pointsBefore('💥a', 2)).toBe(1);
  expect(pointsBefore('💥a', 3)).toBe(2);
  expect(pointsBefore('💥a', 1)).toBe(1);
});

it('marks only titles as titles', () => {
  expect(titleMarks([{ kind: 'title', start: 0, end: 3 }, { kind: 'body', start: 4, end: 9 }])).toHaveLength(1);
});
