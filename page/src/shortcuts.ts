/** Every key the page knows, for the help page and the review view. docs/page.md repeats them; a test compares. */

export type Keys = readonly (readonly [string, string])[];

export const GENERAL_KEYS: Keys = [
  ['/', 'search'],
  ['?', 'this page'],
  ['Tab', 'from panel to panel; each picture is one stop'],
];

export const EXPLORE_KEYS: Keys = [
  ['j', 'next claim of the table, opened on its words'],
  ['k', 'previous claim'],
  ['o', 'read the open claim in its report'],
  ['Esc', 'close the open claim; in a picture, let go of what was chosen there'],
  ['← →', 'in a picture: from mark to mark; in the timeline: from bin to bin'],
  ['Shift ← →', 'in the timeline: take in further bins'],
  ['Enter', 'in a picture: keep the mark, or let it go'],
  ['+ −', 'in the map: zoom'],
  ['0', 'in the map: the whole world'],
];

export const EVIDENCE_KEYS: Keys = [
  ['j', 'next claim of the report'],
  ['k', 'previous claim of the report'],
  ['w', 'what decided each field'],
  ['Esc', 'back to exploring, with this report as the filter'],
];

export const INCIDENT_KEYS: Keys = [
  ['j', 'choose the next claim of the incident'],
  ['k', 'choose the one before'],
  ['m', 'merge: the incident tells the same happening as another'],
  ['s', 'split: the chosen claim tells another happening'],
  ['u', 'undo what was decided last here'],
  ['Space', 'in a form: take an entry in or out'],
  ['Enter', 'in a form: decide'],
  ['Esc', 'leave a form'],
];

export const REVIEW_KEYS: Keys = [
  ['a', 'accept the claim as it is'],
  ['r', 'reject it: the words do not tell this'],
  ['e', 'edit its fields'],
  ['Alt ↑ ↓', 'in the form: the voice up or down'],
  ['m', 'merge: it tells the same happening as another claim'],
  ['s', 'split: it does not belong to its incident'],
  ['u', 'undo the last decision'],
  ['n', 'add a missed claim on the words selected'],
  ['j', 'next in the queue'],
  ['k', 'previous'],
  ['?', 'these keys'],
  ['Esc', 'leave a form'],
];
