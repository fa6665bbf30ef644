import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchWorker } from '../../src/page/training/watch-worker.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A worker that takes so many seconds for an answer, until it ends without a word. */
async function secondsWatched(delay: number, endsAt: number): Promise<number | null> {
  let second = 0;
  let silentAt: number | null = null;
  const ping = () =>
    second >= endsAt
      ? new Promise<void>(() => undefined)
      : new Promise<void>((resolve) => setTimeout(resolve, 1000 * delay));
  const end = watchWorker(ping, () => (silentAt = second));
  for (second = 1; second <= 100; second++) await vi.advanceTimersByTimeAsync(1000);
  end();
  const seen = silentAt;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(silentAt, 'nobody watches any more').toBe(seen);
  return silentAt;
}

it.each([
  ['that answers is never silent', 0.1, Infinity, null],
  ['that takes ten seconds over a step is none either', 10, Infinity, null],
  ['that ends is silent after fifteen seconds', 0.1, 20, 35],
  ['that never answered is too', 0.1, 0, 16],
])('A worker %s', async (_, delay, endsAt, silentAt) => {
  expect(await secondsWatched(delay, endsAt)).toBe(silentAt);
});
