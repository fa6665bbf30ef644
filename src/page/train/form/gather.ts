import type { Run } from '../../../../history/index.ts';

/** Runs as they change, told of together. */
export interface Gatherer {
  add(run: Run): void;
  /** Tells of what has not been told after no more than an interval. */
  hurry(): void;
  /** Tells at once of what has not been told. */
  flush(): void;
}

/** So many times as long as the last news took, to the picture of it, the next waits. */
const PATIENCE = 5;

/**
 * Tells of the runs that have changed every `interval` milliseconds, each as it is by then: small networks end hundreds
 * of epochs a second, and the page would do nothing but draw them. What comes of news takes the longer the more rows
 * there are, and the threads that draw them are short of the processors that train, so that news also wait five times
 * as long as the last took: a sixth of the time at most goes to pictures of what trains.
 *
 * @param clock milliseconds from any origin
 * @param settle calls back when all that follows from the news has been done
 * @param first milliseconds before the first news, where these are known to take long
 */
export function gatherRuns(
  interval: number,
  tell: (runs: readonly Run[]) => void,
  clock: () => number,
  settle: (done: () => void) => void,
  first = interval,
): Gatherer {
  const news = new Map<string, Run>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let wait = Math.max(interval, first);
  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const runs = [...news.values()];
    news.clear();
    if (runs.length === 0) return;
    const began = clock();
    tell(runs);
    settle(() => (wait = Math.max(interval, PATIENCE * (clock() - began))));
  };
  return {
    add(run) {
      news.set(run.id, run);
      timer ??= setTimeout(flush, wait);
    },
    hurry() {
      if (timer === null) return;
      clearTimeout(timer);
      timer = setTimeout(flush, interval);
    },
    flush,
  };
}
