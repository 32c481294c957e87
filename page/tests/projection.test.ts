import { describe, expect, it } from 'vitest';
import { boxOf, boxPath, fitOf, reachOnScreen, readView, toScreen, viewAt, WORLD, writeView } from '../src/lib/projection';

describe('the window on the map', () => {
  it('comes back from the address', () => {
    const view = { zoom: 4, longitude: 35.2, latitude: 48.1 };
    expect(readView(writeView(view))).toEqual(view);
    expect(writeView(WORLD)).toBeNull();
  });
  it('is the world when the address makes no sense', () => {
    for (const text of [null, '', 'a,b,c', '3,4', 'NaN,1,2']) expect(readView(text)).toEqual(WORLD);
    expect(readView('9999,0,0').zoom).toBe(60);
  });
  it('has its point in the middle, and knows it again', () => {
    const view = { zoom: 5, longitude: 30, latitude: 15 };
    const fit = fitOf(view, 600, 300);
    expect(toScreen(fit, 30, 15).map(Math.round)).toEqual([300, 150]);
    const again = viewAt(fit, 600, 300, 5);
    expect(again.longitude).toBeCloseTo(30, 6);
    expect(again.latitude).toBeCloseTo(15, 6);
  });
});

describe('an area', () => {
  const fit = fitOf({ zoom: 3, longitude: 20, latitude: 10 }, 600, 300);
  it('holds the points inside the rectangle', () => {
    const [west, south, east, north] = (boxOf(fit, toScreen(fit, 10, 0), toScreen(fit, 30, 20)) ?? '').split(',').map(Number) as [number, number, number, number];
    expect(west).toBeLessThanOrEqual(10);
    expect(south).toBeLessThanOrEqual(0);
    expect(east).toBeGreaterThanOrEqual(30);
    expect(north).toBeGreaterThanOrEqual(20);
  });
  it('has an outline, unless it is nonsense', () => {
    expect(boxPath('10,0,30,20')).toMatch(/^M[\d.,L-]+Z$/);
    expect(boxPath('a,b,c,d')).toBeNull();
  });
});

it('only areas have a reach, and it grows with the zoom', () => {
  const near = fitOf({ zoom: 8, longitude: 0, latitude: 0 }, 600, 300);
  const far = fitOf(WORLD, 600, 300);
  expect(reachOnScreen(near, 'town')).toBe(0);
  expect(reachOnScreen(near, 'province')).toBeGreaterThan(reachOnScreen(far, 'province'));
  expect(reachOnScreen(near, 'region')).toBeGreaterThan(reachOnScreen(near, 'district'));
});
