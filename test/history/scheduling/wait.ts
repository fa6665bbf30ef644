import { vi } from 'vitest';
import { yieldToEventLoop } from '../../../history/scheduling/index.ts';

/** Lets messages arrive until `condition` holds; seconds pass only where the host counts them. */
export async function until(condition: () => boolean, seconds = false): Promise<void> {
  while (!condition()) {
    await yieldToEventLoop();
    if (seconds) await vi.advanceTimersByTimeAsync(500);
  }
}

/** The outcome of a promise, once it has settled. */
export function outcomeOf(promise: Promise<unknown>) {
  const outcome: { value?: unknown; error?: unknown; isSettled: boolean } = { isSettled: false };
  promise
    .then(
      (value) => (outcome.value = value),
      (error: unknown) => (outcome.error = error),
    )
    .finally(() => (outcome.isSettled = true));
  return outcome;
}
