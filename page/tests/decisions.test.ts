import { describe, expect, it } from 'vitest';
import { renewed, stateOf, type Past } from '../src/review/decisions';
import { merged } from '../src/incident/deciding';
import { claim } from './claim';

describe('what an undo leaves of the decisions about a claim', () => {
  const past: Past[] = [{ id: 'a', act: 'correct' }, { id: 'b', act: 'reject' }, { id: 'a', act: 'accept' }, { id: 'a', act: 'merge' }];
  it('is the last of them that is about the claim itself', () => {
    expect([stateOf(past, 'a'), stateOf(past.slice(0, -1), 'a'), stateOf(past.slice(0, -2), 'a')]).toEqual(['accepted', 'accepted', 'corrected']);
    expect([stateOf(past, 'b'), stateOf(past, 'c')]).toEqual(['rejected', undefined]);
  });
});

describe('a queue after a decision', () => {
  const queue = [{ ...claim, why_asked: 'score 0.5' }, { ...claim, claim_id: 'c-2', why_asked: null }];
  it('shows the claim as its coder sees it now, and why it is asked', () => {
    expect(renewed(queue, { ...claim, realis: 'negated' })).toEqual([{ ...queue[0], realis: 'negated' }, queue[1]]);
  });
  it('stays as it was where there is no such claim', () => {
    expect(renewed(queue, null)).toEqual(queue);
    expect(renewed(queue, { ...claim, claim_id: 'c-3' })).toEqual(queue);
  });
});

it('a merge of incidents names all their claims, each once', async () => {
  const held: Record<string, string[]> = { '/api/incidents/i-2': ['c-3', 'c-1'], '/api/incidents/i-3': ['c-4'] };
  const ask = (address: string) => Promise.resolve({ claim_ids: held[address] });
  expect(await merged({ incident_id: 'i-1', claim_ids: ['c-1', 'c-2'] }, ['i-2', 'i-3'], ask as Parameters<typeof merged>[2])).toEqual({
    claim_id: 'c-1', act: 'merge', with: ['c-2', 'c-3', 'c-4'],
  });
});
