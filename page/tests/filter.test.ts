import { describe, expect, it } from 'vitest';
import { chips, exploreAddress, filterWords, isEmpty, readFilter, set, toggle, writeFilter } from '../src/lib/filter';

const from = (text: string) => readFilter(new URLSearchParams(text));

describe('a filter and its address', () => {
  it('comes back as it went', () => {
    const text = 'text=a+%26+b&event=AID&event=ASSAULT&actor=USA+GOV&source=&since=1990&bbox=1%2C2%2C3%2C4';
    expect(writeFilter(from(text))).toBe(text);
  });
  it('is the same whatever the order in the address', () => {
    expect(writeFilter(from('since=1990&event=AID'))).toBe(writeFilter(from('event=AID&since=1990')));
  });
  it('keeps each value once, the last of what can only be one, and nothing it does not know', () => {
    expect(from('event=AID&event=AID&since=1&since=2&evil=x')).toEqual({ event: ['AID'], since: ['2'] });
  });
  it('keeps an empty source, which means no source, and no other empty value', () => {
    expect(from('source=&actor=')).toEqual({ source: [''] });
  });
  it('leaves out what a panel leaves out', () => {
    expect(writeFilter(from('event=AID&since=1990&until=1991'), ['since', 'until'])).toBe('event=AID');
  });
});

describe('changing a filter', () => {
  it('takes a value in and out again', () => {
    const one = toggle({}, 'event', 'AID');
    expect(toggle(one, 'event', 'ASSAULT').event).toEqual(['AID', 'ASSAULT']);
    expect(isEmpty(toggle(one, 'event', 'AID'))).toBe(true);
  });
  it('replaces what can only be one', () => {
    expect(toggle(toggle({}, 'since', '1990'), 'since', '1991').since).toEqual(['1991']);
  });
  it('does not touch the filter it was given', () => {
    const given = { event: ['AID'] };
    set(given, { event: null });
    expect(given).toEqual({ event: ['AID'] });
  });
});

describe('the explore address', () => {
  it('keeps the view and begins the table anew', () => {
    const query = new URLSearchParams('event=AID&after=x&select=c-1&map=3.00,1.00,2.00&order=score');
    expect(exploreAddress({ actor: ['USA'] }, query)).toBe('/?map=3.00%2C1.00%2C2.00&order=score&actor=USA');
  });
  it('is bare without filter and settings', () => {
    expect(exploreAddress({}, new URLSearchParams('event=AID'))).toBe('/');
  });
});

describe('a filter in words', () => {
  it('reads', () => {
    expect(filterWords(from('quad=verbal_conflict&actor=USA&actor=RUS&voice=report'))).toBe(
      'quad verbal conflict; actor USA or RUS; voice the report itself',
    );
  });
  it('has one chip for each name', () => {
    expect(chips(from('actor=USA&actor=RUS&until=2020')).map((chip) => chip.label)).toEqual(['actor', 'to']);
  });
});
