/** A clock that stands still while it is stopped, with a gate that is closed meanwhile. It runs at first. */
export interface Stopwatch {
  /** Milliseconds, the pauses left out. */
  readonly read: () => number;
  /** Comes true at once while the stopwatch runs, else when it is started again. */
  readonly gate: () => Promise<void>;
  stop(): void;
  start(): void;
}

/** @param clock milliseconds from any origin, never going back */
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
