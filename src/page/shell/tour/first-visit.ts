import type { KeyStorage } from '../fallbacks/storage.ts';

const KEY = 'heddle.tour';

interface Visit {
  /** The hash of the address when the page was opened. */
  readonly hash: string;
  /** Whether the page shows the example of a first visit. */
  readonly isExample: boolean;
}

/** Whether the tour begins by itself: once, and never over the view of a link or over a person's own runs. */
export function beginsTour(storage: KeyStorage, { hash, isExample }: Visit): boolean {
  return isExample && hash.length <= 1 && storage.getItem(KEY) === null;
}

/** Stores that the tour was shown. */
export function noteTour(storage: KeyStorage): void {
  storage.setItem(KEY, 'shown');
}
