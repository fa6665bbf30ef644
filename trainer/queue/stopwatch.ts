/** A clock that can be stopped, with a gate that is closed meanwhile. It starts running. */
export interface Stopwatch {
  /** Milliseconds, without the pauses. */
  readonly read: () => number;
  /** Resolves immediately while the stopwatch is running, else when it is started again. */
  readonly gate: () => Promise<void>;
  stop(): void;
  start(): void;
}

/** @param clock milliseconds from any origin, monotonic */
export function createStopwatch(clock: () => number): Stopwatch {
  let stoppedAt: number | null = null;
  let paused = 0;
  let waiting: (() => void)[] = [];
  return {
    read: () => (stoppedAt ?? clock()) - paused,
    gate: () => (stoppedAt === null ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    stop() {
      stoppedAt ??= clock();
    },
    start() {
      if (stoppedAt === null) return;
      paused += clock() - stoppedAt;
      stoppedAt = null;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
  };
}
