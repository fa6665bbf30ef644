import { expect, it } from 'vitest';
import {
  forgetGuesses,
  keepGuess,
  readGuesses,
  restoreGuesses,
} from '../../../src/page/lessons/guess/guesses.ts';
import { ledgerOf } from '../../../src/page/lessons/guess/ledger.ts';
import { safeStorage } from '../../../src/page/shell/fallbacks/storage.ts';

function memory() {
  return safeStorage(() => {
    throw new Error('blocked');
  });
}
const guess = { lesson: 'linear', choice: 1, confidence: 0.8 };

it('keeps the first guess at each lesson', () => {
  const storage = memory();
  expect(readGuesses(storage)).toEqual([]);
  keepGuess(storage, guess);
  expect(keepGuess(storage, { ...guess, choice: 0, confidence: 1 })).toEqual([guess]);
  const other = { ...guess, lesson: 'units' };
  expect(keepGuess(storage, other)).toEqual([guess, other]);
  expect(readGuesses(storage)).toEqual([guess, other]);
  forgetGuesses(storage);
  expect(readGuesses(storage)).toEqual([]);
});

it('restores forgotten guesses beside those made since, the first at each lesson', () => {
  const storage = memory();
  const forgotten = keepGuess(storage, guess);
  forgetGuesses(storage);
  keepGuess(storage, { ...guess, choice: 0, confidence: 1 });
  const other = { ...guess, lesson: 'units' };
  keepGuess(storage, other);
  expect(restoreGuesses(storage, forgotten)).toEqual([guess, other]);
  expect(readGuesses(storage)).toEqual([guess, other]);
});

it.each([
  ['no JSON', '{'],
  ['no list', '{"lesson":"linear"}'],
  ['no guesses', '[null, 3, "linear", {}]'],
  ['a confidence below ½', JSON.stringify([{ ...guess, confidence: 0.4 }])],
  ['a confidence above 1', JSON.stringify([{ ...guess, confidence: 80 }])],
  ['a choice that is no index', JSON.stringify([{ ...guess, choice: 1.5 }])],
])('leaves out what was stored otherwise: %s', (_, text) => {
  const storage = memory();
  storage.setItem('heddle.guesses', text);
  expect(readGuesses(storage)).toEqual([]);
});

const known = [
  { name: 'a', correct: 0 },
  { name: 'b', correct: 0 },
  { name: 'c', correct: 0 },
];
const guesses = (...all: (readonly [lesson: string, choice: number, confidence: number])[]) =>
  all.map(([lesson, choice, confidence]) => ({ lesson, choice, confidence }));

it.each([
  ['sure and right', guesses(['a', 0, 1], ['b', 0, 1]), 2, 0],
  ['sure and wrong', guesses(['a', 1, 1], ['b', 2, 1]), 0, 1],
  ['always 50 %', guesses(['a', 0, 0.5], ['b', 1, 0.5]), 1, 0.25],
  ['80 %, one right of two', guesses(['a', 0, 0.8], ['b', 1, 0.8]), 1, (0.04 + 0.64) / 2],
  ['a lesson that is gone', guesses(['a', 0, 0.8], ['gone', 0, 1]), 1, 0.04],
] as const)('scores guesses by Brier: %s', (_, made, correct, brier) => {
  const ledger = ledgerOf(made, known);
  expect(ledger.correct).toBe(correct);
  expect(ledger.brier).toBeCloseTo(brier, 12);
});

it('has a row for each confidence, rising', () => {
  const made = guesses(['a', 0, 0.9], ['b', 1, 0.9], ['c', 0, 0.6]);
  expect(ledgerOf(made, known).levels).toEqual([
    { confidence: 0.6, count: 1, accuracy: 1 },
    { confidence: 0.9, count: 2, accuracy: 0.5 },
  ]);
  expect(ledgerOf([], known)).toEqual({ count: 0, correct: 0, brier: NaN, levels: [] });
});
