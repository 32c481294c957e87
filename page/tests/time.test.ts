import { describe, expect, it } from 'vitest';
import { allBins, daysOf, lanes, MOST_BINS, periodOf } from '../src/lib/time';

describe('bins and periods', () => {
  it('a range of bins becomes whole periods, both named', () => {
    expect(periodOf({ from: '1990-01-01', to: '1993-01-01' }, 'year')).toEqual({ since: '1990', until: '1992' });
    expect(periodOf({ from: '1990-11-01', to: '1991-02-01' }, 'month')).toEqual({ since: '1990-11', until: '1991-01' });
    expect(periodOf({ from: '2024-02-28', to: '2024-03-01' }, 'day')).toEqual({ since: '2024-02-28', until: '2024-02-29' });
  });
  it('and back to half-open days', () => {
    expect(daysOf('1990', '1992')).toEqual({ from: '1990-01-01', to: '1993-01-01' });
    expect(daysOf('2024-02', '2024-12')).toEqual({ from: '2024-02-01', to: '2025-01-01' });
    expect(daysOf('2024-02-28', '2024-02-29')).toEqual({ from: '2024-02-28', to: '2024-03-01' });
    expect(daysOf(undefined, undefined)).toEqual({ from: null, to: null });
  });
  it('periods and days agree for every size of bin', () => {
    for (const bin of ['day', 'month', 'year'] as const) {
      for (const range of allBins('1999-01-01', '2001-01-01', bin)) {
        const { since, until } = periodOf(range, bin);
        expect(daysOf(since, until)).toEqual(range);
      }
    }
  });
  it('leaves no day out and counts none twice', () => {
    const bins = allBins('2023-01-01', '2025-01-01', 'month');
    expect(bins).toHaveLength(24);
    bins.slice(1).forEach((bin, index) => expect(bin.from).toBe(bins[index]?.to));
  });
  it('stays bounded', () => expect(allBins('0001-01-01', '9999-01-01', 'day')).toHaveLength(MOST_BINS));
});

describe('lanes', () => {
  const span = (from: string, to: string) => ({ from, to });
  it('ranges in one lane do not overlap', () => {
    const items = [span('2000-01-01', '2000-06-01'), span('2000-03-01', '2000-09-01'), span('2000-06-01', '2000-07-01'), span('2000-02-01', '2000-02-02')];
    const { placed, left } = lanes(items, 9);
    expect(left).toBe(0);
    for (const one of placed) {
      for (const other of placed) {
        if (one !== other && one.lane === other.lane) expect(one.item.to <= other.item.from || other.item.to <= one.item.from).toBe(true);
      }
    }
  });
  it('says how many found no lane', () => {
    expect(lanes([span('2000', '2009'), span('2001', '2009'), span('2002', '2009')], 2)).toMatchObject({ left: 1 });
  });
});
