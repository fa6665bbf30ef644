import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Run } from '../../../history/index.ts';
import { gatherRuns } from '../../../src/page/train/form/gather.ts';
import { makeRun } from '../../history/make.ts';

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
  const news = gatherRuns(
    100,
    tell,
    () => Date.now() + spent,
    (done) => void setTimeout(done),
  );
  for (let time = 0; time < 10_000; time += 10) {
    news.add(makeRun('a'));
    vi.advanceTimersByTime(10);
  }
  return told.length;
}

it.each([
  ['every interval where it is cheap', 1, 90, 100],
  ['five times as far apart as it takes, where that is longer', 200, 9, 12],
])('tells news %s', (_, cost, least, most) => {
  const times = timesTold(cost);
  expect(times).toBeGreaterThanOrEqual(least);
  expect(times).toBeLessThanOrEqual(most);
});

it('waits longer for the first news where it is asked to, and tells at once when told to', () => {
  const told: string[] = [];
  const tell = (runs: readonly Run[]) => void told.push(runs.map(({ id }) => id).join());
  const news = gatherRuns(100, tell, Date.now, (done) => void setTimeout(done), 5000);
  news.add(makeRun('a'));
  vi.advanceTimersByTime(4900);
  expect(told).toEqual([]);
  news.add(makeRun('b'));
  vi.advanceTimersByTime(100);
  expect(told).toEqual(['a,b']);
  vi.advanceTimersByTime(10);
  news.add(makeRun('c'));
  news.flush();
  expect(told).toEqual(['a,b', 'c']);

  const slow = gatherRuns(100, tell, Date.now, (done) => void setTimeout(done), 5000);
  slow.add(makeRun('d'));
  slow.hurry();
  vi.advanceTimersByTime(100);
  expect(told).toEqual(['a,b', 'c', 'd']);
});
