import { describe, expect, it } from 'vitest';
import { figureRows, newFigure, numberOf, rowWords, wrongFigures } from '../src/review/figures';
import { listChanges, listsOf, toggled, withWords, wrongLists } from '../src/review/lists';
import { wordsAt } from '../src/review/quoted';
import { briefVoice, newVoice, voiceRows, wrongVoices } from '../src/review/voices';
import { claim, figure, info, report, TEXT, voice, words } from './claim';

const lists = listsOf(claim);
const [speaker, count] = [lists.voices[0]!, lists.figures[0]!];
const said = { text: voice.text, start: voice.start, end: voice.end, code: 'XBB', sectors: ['GOV'], cue: 'said', stance: 'asserts', quotation: 'indirect' };

describe('what a correction of lists changes', () => {
  it('is nothing when nothing was touched', () => expect(listChanges(claim, lists, report)).toEqual({}));
  it('is the whole list of voices, those left alone as they were', () => {
    const added = { ...newVoice(lists.voices), text: 'mayor', code: 'xaa', sectors: 'mil, gov', stance: 'denies' };
    expect(listChanges(claim, { ...lists, voices: [added, speaker] }, report)).toEqual({
      attribution: [{ ...words('mayor'), code: 'XAA', sectors: ['MIL', 'GOV'], cue: '', stance: 'denies', quotation: 'indirect' }, said],
    });
    expect(listChanges(claim, { ...lists, voices: [] }, report)).toEqual({ attribution: [] });
  });
  it('keeps codes that no rule knows as they were read', () => {
    const odd = { ...claim, attribution: [{ ...voice, code: 'xBb', sectors: ['Gov'] }] };
    const rows = [{ ...voiceRows(odd)[0]!, cue: 'says' }];
    expect(listChanges(odd, { ...lists, voices: rows }, report)).toEqual({ attribution: [{ ...said, code: 'xBb', sectors: ['Gov'], cue: 'says' }] });
  });
  it('is the whole list of figures, an empty qualifier being none', () => {
    const { text, start, end } = figure;
    expect(listChanges(claim, { ...lists, figures: [{ ...count, high: '', low: '1,200', qualifier: ' ' }] }, report)).toEqual({
      figures: [{ measure: 'killed', low: 1200, high: null, qualifier: null, unit: 'people', text, start, end }],
    });
  });
  it('has contexts in the order in which they were, and is nothing when they are the same', () => {
    expect(listChanges(claim, { ...lists, contexts: toggled(toggled(claim.contexts, 'military'), 'military') }, report)).toEqual({});
    expect(listChanges(claim, { ...lists, contexts: ['gender', 'health'] }, report)).toEqual({ contexts: ['health', 'gender'] });
  });
});

describe('words selected in the report', () => {
  const second = words('mayor', 1);
  it('become those of the row they are aimed at, in the place where they were selected', () => {
    const after = withWords(lists, { list: 'voices', key: speaker.key, cue: false }, wordsAt(TEXT, second.start, second.end));
    expect(listChanges(claim, after, report)).toEqual({ attribution: [{ ...said, ...second }] });
    expect(after.figures).toBe(lists.figures);
  });
  it('are shown in a line and kept as the report breaks them', () => {
    const after = withWords(lists, { list: 'figures', key: count.key, cue: false }, words('the town’s\nmayor'));
    expect(after.figures[0]!.text).toBe('the town’s mayor');
    expect(listChanges(claim, after, report)).toEqual({ figures: [expect.objectContaining(words('the town’s\nmayor'))] });
  });
  it('become the cue where that has the keyboard, and nothing where the row is gone', () => {
    const after = withWords(lists, { list: 'voices', key: speaker.key, cue: true }, words('spoke'));
    expect(listChanges(claim, after, report)).toEqual({ attribution: [{ ...said, cue: 'spoke' }] });
    expect(listChanges(claim, withWords(lists, { list: 'voices', key: 9, cue: false }, second), report)).toEqual({});
  });
  it('may be typed over, and are then looked for near that place', () => {
    const aimed = withWords(lists, { list: 'voices', key: speaker.key, cue: false }, words('mayor spoke'));
    const typed = { ...aimed, voices: [{ ...aimed.voices[0]!, text: 'mayor' }] };
    expect(listChanges(claim, typed, report)).toEqual({ attribution: [{ ...said, ...second }] });
  });
});

describe('checks of voices', () => {
  const wrong = (fields: Partial<typeof speaker>) => wrongVoices([{ ...speaker, ...fields }], report, ['GOV', 'MIL']);
  it('find nothing wrong with what was read', () => expect(wrong({})).toEqual({}));
  it('want a code that can be one', () => {
    expect(wrong({ code: '' })['attribution[0].code']).toContain('---');
    expect(wrong({ code: 'the mayor' })['attribution[0].code']).toContain('no code');
    expect(wrong({ code: '---' })).toEqual({});
    expect(wrong({ code: 'interpol' })).toEqual({});
  });
  it('want sectors there are, and words of the report', () => {
    expect(wrong({ sectors: 'GOV XYZ' })).toEqual({ 'attribution[0].sectors': 'no sector “XYZ”; there are GOV MIL' });
    expect(Object.keys(wrong({ text: 'the harbour master' }))).toEqual(['attribution[0].text']);
    expect(wrong({ text: '' })).toEqual({});
  });
});

describe('checks of figures', () => {
  const wrong = (fields: Partial<typeof count>) => wrongFigures([{ ...count, ...fields }], report);
  it('find nothing wrong with what was read', () => expect(wrong({})).toEqual({}));
  it('want a bound, and the lower one below', () => {
    expect(wrong({ low: '', high: '' })['figures[0].low']).toContain('low or a high');
    expect(wrong({ low: '13' })).toEqual({ 'figures[0].low': '13 is above 12: exchange them' });
    expect(wrong({ low: '' })).toEqual({});
  });
  it('want numbers', () => {
    expect(Object.keys(wrong({ low: 'a dozen', high: '-3' }))).toEqual(['figures[0].low', 'figures[0].high']);
    expect([numberOf('1,200'), numberOf('1 200 000'), numberOf('3.5'), numberOf(' ')]).toEqual([1200, 1_200_000, 3.5, null]);
    expect([numberOf('1,5'), numberOf('1e3'), numberOf('12,00'), numberOf('9'.repeat(16))]).toEqual([undefined, undefined, undefined, undefined]);
  });
});

it('lists that nobody changed are not checked', () => {
  const odd = { ...claim, attribution: [{ ...voice, sectors: ['OLD'] }] };
  expect(wrongLists(odd, listsOf(odd), report, info)).toEqual({});
  expect(Object.keys(wrongLists(odd, { ...listsOf(odd), voices: [...voiceRows(odd), newVoice(voiceRows(odd))] }, report, info))).toEqual(['attribution[0].sectors', 'attribution[1].code']);
});

it('rows tell in a line what they hold', () => {
  expect(briefVoice(speaker)).toBe('XBB GOV “the town’s mayor” said; asserts, indirect');
  expect(rowWords({ ...count, high: '' })).toBe('≥ 12 killed');
  expect(rowWords({ ...count, low: 'x' })).toBe('');
  expect(rowWords(newFigure(figureRows(claim), info.measures))).toBe('');
});
