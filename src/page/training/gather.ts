import type { Run } from '../../../history/index.ts';

/** Runs as they change, told of together. */
export interface Gatherer {
  add(run: Run): void;
  /** Tells at once of what has not been told. */
  flush(): void;
}

/**
 * Tells of the runs that have changed every `interval` milliseconds, each as it is by then: small networks end hundreds
 * of epochs a second, and the page would do nothing but draw them. What comes of news takes the longer the more epochs
 * there are, so that news also wait three times as long as the last took: the page has most of its time for people.
 *
 * @param clock milliseconds from any origin
 */
export function gatherRuns(
  interval: number,
  tell: (runs: readonly Run[]) => void,
  clock: () => number,
): Gatherer {
  const news = new Map<string, Run>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let wait = interval;
  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const runs = [...news.values()];
    news.clear();
    if (runs.length === 0) return;
    const began = clock();
    tell(runs);
    // A timer comes after all that follows from the news.
    setTimeout(() => (wait = Math.max(interval, 3 * (clock() - began))));
  };
  return {
    add(run) {
      news.set(run.id, run);
      timer ??= setTimeout(flush, wait);
    },
    flush,
  };
}
