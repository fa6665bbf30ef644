import { beforeAll, describe, expect, it, vi } from 'vitest';
import { yieldToEventLoop } from '../../../history/scheduling/index.ts';
import { createLocalWorker, type Search } from '../../../trainer/index.ts';
import { createSearch, searchUndisturbed, spiral, withoutTimes } from './small-search.ts';

/** Lets a run that is not paused train several epochs: each turn is worth 16 ms of training, and an epoch takes less. */
async function letRunsGoOn(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await yieldToEventLoop();
}

let whole: ReturnType<typeof withoutTimes>;

beforeAll(async () => {
  whole = await searchUndisturbed();
});

describe('a queue that is paused, stepped and stopped', () => {
  it('pauses and resumes, with the same numbers', async () => {
    let epochs = 0;
    const search: Search = createSearch({
      workers: 2,
      onRun: (run) => {
        if (run.status !== 'running' || run.records.length === 0 || ++epochs !== 2) return;
        search.queue.pause();
        const before = epochs;
        void letRunsGoOn().then(() => {
          // Each worker may have been at the end of an epoch.
          expect(epochs).toBeLessThanOrEqual(before + 2);
          search.queue.resume();
        });
      },
    });
    await search.run();
    expect(withoutTimes(search.runs)).toEqual(whole);
    expect(epochs).toBeGreaterThan(6);
  });

  it('does not count a pause as training time', async () => {
    let time = 0;
    const paused = createLocalWorker({
      dataset: spiral,
      clock: () => time,
      now: () => null,
      checkpointInterval: Infinity,
    });
    const search: Search = createSearch({
      createWorker: async () => paused,
      onRun: (run) => {
        if (run.records.length !== 1 || run.status !== 'running') return;
        search.queue.pause();
        time += 5000;
        search.queue.resume();
      },
    });
    await search.run();
    expect(search.runs[0]!.summary['mean_fit_time']).toBe(0);
  });

  it('stops a queued or running fit, and finishes the others', async () => {
    const search: Search = createSearch({
      onRun: ({ name, records }) => {
        if (name !== 'relu fold 0' || records.length !== 1) return;
        search.queue.stop(0);
        search.queue.stop(2);
      },
    });
    await search.run();
    const names = search.runs.map(({ name, status }) => [name, status]);
    expect(names).toEqual([
      ['relu', 'stopped'],
      ['relu fold 0', 'stopped'],
      ['relu fold 1', 'completed'],
      ['tanh', 'completed'],
      ...[0, 1, 2].map((fold) => [`tanh fold ${String(fold)}`, 'completed']),
    ]);
    expect(search.runs[0]!.summary).not.toHaveProperty('rank_test_score');
    expect(search.runs[3]!.summary['rank_test_score']).toBe(1);
  });

  it('stops all, also while paused, and keeps finished epochs', async () => {
    let epochs = 0;
    const search: Search = createSearch({
      workers: 2,
      onRun: ({ records }) => {
        if (records.length === 0 || ++epochs !== 2) return;
        search.queue.pause();
        void letRunsGoOn().then(() => search.queue.stopAll());
      },
    });
    await search.run();
    const folds = search.runs.filter(({ parent }) => parent !== null);
    expect(folds.map(({ status }) => status)).toEqual(['stopped', 'stopped']);
    expect(folds.reduce((sum, { records }) => sum + records.length, 0)).toBeGreaterThanOrEqual(2);
  });

  it('steps one epoch at a time while paused', async () => {
    const epochs: number[] = [];
    const search: Search = createSearch({
      onRun: ({ records, name }) => {
        if (name !== 'relu fold 0' || records.length === 0 || epochs.at(-1) === records.length) return;
        epochs.push(records.length);
        if (records.length === 1) search.queue.pause();
      },
    });
    const over = search.run();
    await vi.waitUntil(() => epochs.length > 0, { timeout: 60_000 });
    await letRunsGoOn();
    expect(epochs).toEqual([1]);
    search.queue.step();
    await vi.waitUntil(() => epochs.length > 1, { timeout: 60_000 });
    await letRunsGoOn();
    expect(epochs).toEqual([1, 2]);
    search.queue.step();
    await vi.waitUntil(() => epochs.length > 2, { timeout: 60_000 });
    await letRunsGoOn();
    expect(epochs).toEqual([1, 2, 3]);
    search.queue.resume();
    await over;
    expect(search.runs.every(({ status }) => status === 'completed')).toBe(true);
  });

  it('steps one batch at a time while paused, across the end of an epoch', async () => {
    const batches: string[] = [];
    let isPaused = false;
    let count = Infinity;
    const search: Search = createSearch({
      onRun: ({ records, name }) => {
        if (name !== 'relu fold 0' || records.length !== 1 || isPaused) return;
        search.queue.pause();
        isPaused = true;
      },
      onBatch: ({ name }, { epoch, batch, batches: all }) => {
        if (!isPaused || name !== 'relu fold 0') return;
        count = all;
        batches.push(`${String(epoch)}:${String(batch)}`);
      },
    });
    const over = search.run();
    await vi.waitUntil(() => isPaused, { timeout: 60_000 });
    const expected: string[] = [];
    await letRunsGoOn();
    for (let step = 0; step <= count; step++) {
      search.queue.step('batch');
      await vi.waitUntil(() => batches.length > step, { timeout: 60_000 });
      await letRunsGoOn();
      expected.push(step < count ? `2:${String(step + 1)}` : '3:1');
      expect(batches).toEqual(expected);
    }
    search.queue.stopAll();
    await over;
  });

  it('resumes after a pause while a run was ending', async () => {
    const search: Search = createSearch({
      onRun: ({ records, name, status }) => {
        // Its last batch is done, so it no longer checks the gate.
        if (name !== 'relu fold 0' || status !== 'running' || records.length !== 4) return;
        search.queue.pause();
        void letRunsGoOn().then(() => search.queue.resume());
      },
    });
    await search.run();
    expect(search.runs.every(({ status }) => status === 'completed')).toBe(true);
  });
});
