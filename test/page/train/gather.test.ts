import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Run } from '../../../history/index.ts';
import { batchRuns } from '../../../src/page/train/form/gather.ts';
import { makeRun } from '../../history/make.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The number of batches in ten seconds with an epoch every 10 ms, if each takes `cost` ms. */
function countBatches(cost: number): number {
  let spent = 0;
  const delivered: (readonly Run[])[] = [];
  const deliver = (runs: readonly Run[]) => {
    delivered.push(runs);
    spent += cost;
  };
  const batcher = batchRuns(
    100,
    deliver,
    () => Date.now() + spent,
    (done) => void setTimeout(done),
  );
  for (let time = 0; time < 10_000; time += 10) {
    batcher.add(makeRun('a'));
    vi.advanceTimersByTime(10);
  }
  return delivered.length;
}

it.each([
  ['every interval where they are cheap', 1, 90, 100],
  ['at five times the time that each takes, where that is longer', 200, 9, 12],
])('delivers updates %s', (_, cost, least, most) => {
  const times = countBatches(cost);
  expect(times).toBeGreaterThanOrEqual(least);
  expect(times).toBeLessThanOrEqual(most);
});

it('waits longer before the first batch if asked to, and delivers pending updates on flush', () => {
  const delivered: string[] = [];
  const deliver = (runs: readonly Run[]) => void delivered.push(runs.map(({ id }) => id).join());
  const batcher = batchRuns(100, deliver, Date.now, (done) => void setTimeout(done), 5000);
  batcher.add(makeRun('a'));
  vi.advanceTimersByTime(4900);
  expect(delivered).toEqual([]);
  batcher.add(makeRun('b'));
  vi.advanceTimersByTime(100);
  expect(delivered).toEqual(['a,b']);
  vi.advanceTimersByTime(10);
  batcher.add(makeRun('c'));
  batcher.flush();
  expect(delivered).toEqual(['a,b', 'c']);

  const slow = batchRuns(100, deliver, Date.now, (done) => void setTimeout(done), 5000);
  slow.add(makeRun('d'));
  slow.hurry();
  vi.advanceTimersByTime(100);
  expect(delivered).toEqual(['a,b', 'c', 'd']);
});
