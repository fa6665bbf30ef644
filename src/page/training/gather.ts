import type { Run } from '../../../history/index.ts';

/** Runs as they change, told of together. */
export interface Gatherer {
  add(run: Run): void;
  /** Tells at once of what has not been told. */
  flush(): void;
}

/**
 * Tells of the runs that have changed every `interval` milliseconds, each as it is by then: small networks end hundreds
 * of epochs a second, and the page would do nothing but draw them.
 */
export function gatherRuns(interval: number, tell: (runs: readonly Run[]) => void): Gatherer {
  const news = new Map<string, Run>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const runs = [...news.values()];
    news.clear();
    if (runs.length > 0) tell(runs);
  };
  return {
    add(run) {
      news.set(run.id, run);
      timer ??= setTimeout(flush, interval);
    },
    flush,
  };
}
