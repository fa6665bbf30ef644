import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Run } from '../../history/index.ts';
import { gatherRuns } from '../../src/page/training/gather.ts';
import { makeRun } from '../history/make.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** How often news is told in ten seconds with an epoch every 10 milliseconds, where telling it takes so long. */
function timesTold(cost: number): number {
  let spent = 0;
  const told: (readonly Run[])[] = [];
  const tell = (runs: readonly Run[]) => {
    told.push(runs);
    spent += cost;
  };
  const news = gatherRuns(100, tell, () => Date.now() + spent);
  for (let time = 0; time < 10_000; time += 10) {
    news.add(makeRun('a'));
    vi.advanceTimersByTime(10);
  }
  return told.length;
}

it.each([
  ['every interval where it is cheap', 1, 90, 100],
  ['three times as far apart as it takes, where that is longer', 200, 15, 18],
])('tells news %s', (_, cost, least, most) => {
  const times = timesTold(cost);
  expect(times).toBeGreaterThanOrEqual(least);
  expect(times).toBeLessThanOrEqual(most);
});
