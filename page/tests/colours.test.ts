import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../src/styles/base.css', import.meta.url), 'utf8');

function tokens(block: string): Map<string, string> {
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((found) => [found[1] as string, found[2] as string]));
}
const light = tokens(css.slice(css.indexOf(':root {'), css.indexOf('}')));
const dark = new Map([...light, ...tokens(css.slice(css.indexOf(":root[data-theme='dark']"), css.indexOf('* {')))]);
const system = new Map([...light, ...tokens(css.slice(css.indexOf('@media (prefers-color-scheme'), css.indexOf(":root[data-theme='dark']")))]);

/** Relative luminance and contrast as WCAG 2 defines them. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
const contrast = (one: string, other: string): number => {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

describe.each([['light', light], ['dark', dark]])('%s', (_, theme) => {
  const colour = (name: string): string => theme.get(name) ?? '';
  it.each(['ink', 'ink-2', 'ink-3', 'accent', 'warn'])('words in %s are legible on panel and paper: 4.5 to 1', (name) => {
    expect(contrast(colour(name), colour('panel'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour(name), colour('paper'))).toBeGreaterThanOrEqual(4.4);
  });
  it.each(['mc', 'mx', 'vc-edge', 'vx-edge'])('marks in %s stand out from the panel: 3 to 1', (name) => {
    expect(contrast(colour(name), colour('panel'))).toBeGreaterThanOrEqual(3);
  });
  it('words on the accent are legible', () => expect(contrast(colour('accent-ink'), colour('accent'))).toBeGreaterThanOrEqual(4.5));
});

it('dark is the same whether chosen or the system’s', () => expect(dark).toEqual(system));
