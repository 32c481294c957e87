/** Words for people: dates as precise as they are told, numbers, and text from reports made harmless. */

import type { Claim, Figure, Info, Party, When } from './types';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = 86_400_000;

/** A half-open range of days as short as its precision allows: `3 Mar 2024`, `Mar 2024`, `2024`, `spring 2024`. */
export function rangeWords(from: string, to: string, precision: string | null): string {
  const [year, month, day] = parts(from);
  const last = new Date(Date.parse(to) - DAY).toISOString().slice(0, 10);
  const [lastYear, lastMonth, lastDay] = parts(last);
  if (precision === 'day' && from === last) return `${day} ${MONTHS[month - 1]} ${year}`;
  if (precision === 'month' && year === lastYear && month === lastMonth) return `${MONTHS[month - 1]} ${year}`;
  if (precision === 'year' && year === lastYear) return `${year}`;
  if (precision === 'decade' && lastYear - year === 9) return `${year}s`;
  if (month === 1 && day === 1 && lastMonth === 12 && lastDay === 31) return year === lastYear ? `${year}` : `${year}–${lastYear}`;
  if (year === lastYear && month === lastMonth) return day === lastDay ? `${day} ${MONTHS[month - 1]} ${year}` : `${day}–${lastDay} ${MONTHS[month - 1]} ${year}`;
  if (year === lastYear) return `${day} ${MONTHS[month - 1]} – ${lastDay} ${MONTHS[lastMonth - 1]} ${year}`;
  return `${MONTHS[month - 1]} ${year} – ${MONTHS[lastMonth - 1]} ${lastYear}`;
}

const parts = (date: string): [number, number, number] => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return [year, month, day];
};

export const whenWords = (time: When | null): string =>
  !time ? '' : time.from && time.to ? rangeWords(time.from, time.to, time.precision) : `“${plain(time.text)}”`;

export const dayWords = (date: string | null): string => {
  if (!date) return '';
  const [year, month, day] = parts(date);
  return `${day} ${MONTHS[month - 1]} ${year}`;
};

/** Made once: to make it takes longer than to draw what it is for. */
const NUMBERS = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

export const numberWords = (value: number): string => NUMBERS.format(value);

/** `4`, `3–9`, `≥ 100`, `≤ 20`: the bounds as told. */
export function boundsWords(low: number | null, high: number | null): string {
  if (low !== null && high !== null) return low === high ? numberWords(low) : `${numberWords(low)}–${numberWords(high)}`;
  if (low !== null) return `≥ ${numberWords(low)}`;
  return high !== null ? `≤ ${numberWords(high)}` : '?';
}

export const figureWords = (figure: Pick<Figure, 'low' | 'high' | 'measure' | 'unit'>): string => {
  const unit = figure.measure === 'money' && figure.unit ? ` ${plain(figure.unit)}` : '';
  return `${boundsWords(figure.low, figure.high)}${unit} ${figure.measure === 'money' ? '' : figure.measure}`.trim();
};

export const roleOf = (claim: Claim, role: 'actor' | 'recipient'): Party[] => claim.participants.filter((one) => one.role === role);

export const codeWords = (party: Pick<Party, 'code' | 'sectors'>): string => [party.code, ...party.sectors].join(' ');

/** Who to whom, in codes; words of the report where there is no code. */
export function codesOf(claim: Claim): string {
  const codes = (role: 'actor' | 'recipient'): string => [...new Set(roleOf(claim, role).map((party) => (party.code === '---' ? plain(party.text) : party.code)))].join(', ');
  return `${codes('actor') || '?'} → ${codes('recipient') || '–'}`;
}

/** A voice as incidents name it: codes, or the report in its own voice. */
export const voiceWords = (voice: string): string => (voice === 'report' ? 'the report itself' : plain(voice));

export const nameOf = (party: Party): string => plain(party.entity.name ?? party.text);

/** A place as the filter takes it: name and country's code; the name alone where there is no country. */
export const placeValue = (place: { name: string; country: string | null }): string => (place.country ? `${place.name}, ${place.country}` : place.name);

/**
 * Text of a report for one line of the page. What steers a terminal or turns the direction of letters around is shown
 * as a visible sign instead; line breaks become spaces. Never used where offsets matter: see `visible`.
 */
export const plain = (text: string): string => visible(text).replace(/\s+/gu, ' ').trim();

// eslint-disable-next-line no-control-regex
const STEERING = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** The same number of code points with steering characters replaced by a sign, so that offsets stay true. */
export const visible = (text: string): string => text.replace(STEERING, '\u{fffd}');

/** The host of an address that may be opened, or null: only http and https, and no names or passwords in it. */
export function safeLink(url: string): { href: string; host: string } | null {
  try {
    const address = new URL(url);
    if (!['http:', 'https:'].includes(address.protocol) || address.username || address.password) return null;
    return { href: address.href, host: address.host };
  } catch {
    return null;
  }
}

export const plural = (count: number, one: string, many = `${one}s`): string => `${numberWords(count)} ${count === 1 ? one : many}`;

/** What stands below a picture that is saved and a page that is printed: which register, what of it, which version. */
export function sourceWords(info: Pick<Info, 'register' | 'reports' | 'version'> | null, ...what: string[]): string {
  const from = info ? `Source: register ${plain(info.register)}, ${plural(info.reports, 'report')}` : 'Source: Regesta';
  return [from, ...what, 'claims are what reports say, not what happened', info ? `Regesta ${info.version}` : ''].filter(Boolean).join(' · ');
}
