import { describe, expect, it } from 'vitest';
import { changesOf, findWords, type Values } from '../src/review/values';

const before: Values = {
  event: 'AID', mode: '', actors: 'USA GOV', recipients: '', realis: 'actual', certainty: 'certain', time_from: '2024-03-02',
  time_to: '2024-03-03', time_precision: 'day', place: 'Kyiv', country: 'UKR',
};

describe('what a correction changes', () => {
  it('is only what differs', () => expect(changesOf(before, { ...before, realis: 'negated' })).toEqual({ realis: 'negated' }));
  it('is nothing when nothing was touched', () => expect(changesOf(before, before)).toEqual({}));
  it('clears what was emptied', () => expect(changesOf(before, { ...before, place: '', country: '' })).toEqual({ place: null, country: null }));
  it('has parties as lists', () => {
    expect(changesOf(before, { ...before, actors: 'USA GOV;  RUS MIL ; ' })).toEqual({ actors: ['USA GOV', 'RUS MIL'] });
    expect(changesOf(before, { ...before, actors: '' })).toEqual({ actors: [] });
  });
});

describe('words in a text', () => {
  it('stand where code points say', () => expect(findWords('💥💥 bang', 'bang')).toEqual({ start: 3, end: 7 }));
  it('are not found when they are not there', () => {
    expect(findWords('abc', 'x')).toBeNull();
    expect(findWords('abc', '')).toBeNull();
  });
});
