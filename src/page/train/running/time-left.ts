/** Seconds of training before there is an estimate: the first steps also compile kernels and fill caches. */
const MIN_SECONDS = 1;

/**
 * Seconds that the rest of a training takes at its speed so far; null while that is not known.
 *
 * @param left the share of the whole that is not done, from 0 to 1
 * @param measured the share that was done in `elapsed` seconds
 */
export function remainingSeconds(left: number, measured: number, elapsed: number): number | null {
  return elapsed >= MIN_SECONDS && measured > 0 ? (left * elapsed) / measured : null;
}

/** An estimate of the time left that counts neither pauses nor progress made during them. */
export interface TimeLeft {
  start(): void;
  stop(): void;
  /** Takes note of the progress of the whole, from 0 to 1, and returns the seconds left; null while not known. */
  advance(fraction: number): number | null;
}

/**
 * Estimates the time left from the progress while the estimate is started. It is not started initially.
 *
 * @param clock monotonic milliseconds
 * @param before the share that was done before, such as on an earlier visit
 */
export function createTimeLeft(clock: () => number, before: number): TimeLeft {
  let last = before;
  let measured = 0;
  let elapsed = 0;
  let startedAt: number | null = null;
  return {
    start() {
      startedAt ??= clock();
    },
    stop() {
      if (startedAt !== null) elapsed += clock() - startedAt;
      startedAt = null;
    },
    advance(fraction) {
      if (startedAt !== null) measured += fraction - last;
      last = fraction;
      const running = startedAt === null ? 0 : clock() - startedAt;
      return remainingSeconds(1 - fraction, measured, (elapsed + running) / 1000);
    },
  };
}
