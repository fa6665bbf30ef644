import type { Guess } from './guesses.ts';
import type { Lesson } from '../lesson.ts';

/** Guesses that were made with one confidence. */
export interface ConfidenceLevel {
  readonly confidence: number;
  readonly count: number;
  /** The share of them that is correct, from 0 to 1. */
  readonly accuracy: number;
}

/** How good a person's guesses are, and how well their confidence fits. */
export interface Ledger {
  readonly count: number;
  /** The number of correct guesses. */
  readonly correct: number;
  /**
   * The mean of (confidence − outcome)², the outcome of a correct guess being 1 and of a wrong one 0: 0 is best, 0.25 is
   * that of always saying 50 % (G. W. Brier, 1950). NaN without guesses.
   */
  readonly brier: number;
  /** The calibration table, by rising confidence. */
  readonly levels: readonly ConfidenceLevel[];
}

/** Judges guesses by the correct choices of their lessons. Guesses at unknown lessons are ignored. */
export function ledgerOf(
  guesses: readonly Guess[],
  lessons: readonly Pick<Lesson, 'name' | 'correct'>[],
): Ledger {
  const judged = guesses.flatMap(({ lesson, choice, confidence }) => {
    const known = lessons.find(({ name }) => name === lesson);
    return known ? [{ confidence, outcome: choice === known.correct ? 1 : 0 }] : [];
  });
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const confidences = [...new Set(judged.map(({ confidence }) => confidence))].sort((a, b) => a - b);
  return {
    count: judged.length,
    correct: sum(judged.map(({ outcome }) => outcome)),
    brier: sum(judged.map(({ confidence, outcome }) => (confidence - outcome) ** 2)) / judged.length,
    levels: confidences.map((confidence) => {
      const outcomes = judged.filter((each) => each.confidence === confidence).map(({ outcome }) => outcome);
      return { confidence, count: outcomes.length, accuracy: sum(outcomes) / outcomes.length };
    }),
  };
}
