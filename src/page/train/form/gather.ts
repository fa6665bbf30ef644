import type { Run } from '../../../../history/index.ts';

/** Batches updates of runs. */
export interface RunBatcher {
  add(run: Run): void;
  /** Delivers pending updates within one interval. */
  hurry(): void;
  /** Delivers pending updates synchronously. */
  flush(): void;
}

/** The wait before a batch, as a multiple of the time that the last batch took until it was drawn. */
const WAIT_FACTOR = 5;

/**
 * Delivers the latest version of each changed run every `interval` milliseconds: small networks finish hundreds of epochs
 * a second, more than the page can draw. Drawing takes longer the more rows there are and competes with training for
 * processors, so a batch also waits five times as long as the last one took: drawing takes at most a sixth of the time.
 *
 * @param clock milliseconds from any origin
 * @param afterUpdate calls back when everything that depends on a batch is up to date
 * @param first milliseconds before the first batch, where it is known to take long
 */
export function batchRuns(
  interval: number,
  deliver: (runs: readonly Run[]) => void,
  clock: () => number,
  afterUpdate: (done: () => void) => void,
  first = interval,
): RunBatcher {
  const pending = new Map<string, Run>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let wait = Math.max(interval, first);
  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const runs = [...pending.values()];
    pending.clear();
    if (runs.length === 0) return;
    const began = clock();
    deliver(runs);
    afterUpdate(() => (wait = Math.max(interval, WAIT_FACTOR * (clock() - began))));
  };
  return {
    add(run) {
      pending.set(run.id, run);
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
