import type { KeyStorage } from '../../shell/fallbacks/storage.ts';

/** A guess at the answer of a lesson, made before its training. */
export interface Guess {
  /** The name of the lesson. */
  readonly lesson: string;
  /** The index of the choice. */
  readonly choice: number;
  /** The stated probability of being right, from 0.5 to 1. */
  readonly confidence: number;
}

const KEY = 'heddle.guesses';

/** The stored guesses in the order in which they were made; whatever is not a guess is left out. */
export function readGuesses(storage: KeyStorage): Guess[] {
  const text = storage.getItem(KEY);
  if (text === null) return [];
  try {
    const stored: unknown = JSON.parse(text);
    return Array.isArray(stored) ? stored.filter(isGuess) : [];
  } catch {
    return [];
  }
}

/** Stores a guess, and returns all. The first guess at a lesson is kept: later ones may know the answer. */
export function keepGuess(storage: KeyStorage, guess: Guess): Guess[] {
  const guesses = readGuesses(storage);
  if (guesses.some(({ lesson }) => lesson === guess.lesson)) return guesses;
  const all = [...guesses, guess];
  storage.setItem(KEY, JSON.stringify(all));
  return all;
}

/** Removes all stored guesses. */
export function forgetGuesses(storage: KeyStorage): void {
  storage.removeItem(KEY);
}

/**
 * Stores forgotten guesses again, and returns all. Of two guesses at a lesson the forgotten one is kept, since it was
 * made first.
 */
export function restoreGuesses(storage: KeyStorage, forgotten: readonly Guess[]): Guess[] {
  const known = new Set(forgotten.map(({ lesson }) => lesson));
  const all = [...forgotten, ...readGuesses(storage).filter(({ lesson }) => !known.has(lesson))];
  storage.setItem(KEY, JSON.stringify(all));
  return all;
}

function isGuess(value: unknown): value is Guess {
  if (typeof value !== 'object' || value === null) return false;
  const { lesson, choice, confidence } = value as Partial<Record<keyof Guess, unknown>>;
  return (
    typeof lesson === 'string' &&
    Number.isSafeInteger(choice) &&
    (choice as number) >= 0 &&
    typeof confidence === 'number' &&
    confidence >= 0.5 &&
    confidence <= 1
  );
}
