import { describe, expect, it } from 'vitest';
import { RunSet, tableOf } from '../../../history/index.ts';
import { describePruned, epochsLeft, fitsToStop, runsSelectedNow } from '../../../src/page/train/prune.ts';
import type { QueuedRun } from '../../../src/page/train/running/training.svelte.ts';
import { makeHistory, makeRecords, makeRun } from '../../history/make.ts';

function fit(index: number, state: QueuedRun['state'], parent: string | null = null): QueuedRun {
  return { index, id: `id${String(index)}`, parent, name: `run ${String(index)}`, epochs: 10, state };
}

const queue = [fit(0, 'ended'), fit(1, 'running'), fit(2, 'paused'), fit(3, 'queued'), fit(4, 'queued')];
const indices = (fits: readonly QueuedRun[]) => fits.map(({ index }) => index);

describe('the runs that are selected now', () => {
  const history = makeHistory(
    makeRun('good', { parameters: { seed: 0 }, records: makeRecords({ loss: 3 }, { loss: 1 }) }),
    makeRun('bad', { parameters: { seed: 1 }, records: makeRecords({ loss: 3 }, { loss: 4 }) }),
  );
  const set = RunSet.ofHistory(history);

  it.each([
    ['its last epoch', [1], [0]],
    ['no earlier epoch', [0, 2], []],
    ['each of several', [0, 1, 2, 3], [0, 1]],
  ])('are those with %s among the rows', (_, rows, runs) => {
    const table = tableOf(set, { level: 'epochs' });
    expect([...runsSelectedNow(table, Uint32Array.from(rows), set.length)]).toEqual(runs);
  });

  it('are all members of a selected configuration', () => {
    const table = tableOf(set, { level: 'configurations' });
    expect([...runsSelectedNow(table, Uint32Array.of(0), set.length)].sort()).toEqual([0, 1]);
  });
});

describe('the fits that a selection stops', () => {
  it('are those that have not ended', () => {
    expect(indices(fitsToStop(queue, new Set(['id0', 'id1', 'id3', 'other'])))).toEqual([1, 3]);
  });

  it('are all folds of a selected cross-validation, but one if only that is selected', () => {
    const folds = [fit(0, 'ended', 'cv'), fit(1, 'running', 'cv'), fit(2, 'queued', 'cv'), fit(3, 'queued')];
    expect(indices(fitsToStop(folds, new Set(['cv'])))).toEqual([1, 2]);
    expect(indices(fitsToStop(folds, new Set(['id1'])))).toEqual([1]);
  });
});

it('frees the epochs that were not trained', () => {
  const trained = { ...makeRun('run 1', { records: makeRecords({}, {}, {}) }), id: 'id1' };
  expect(epochsLeft([queue[1]!, queue[3]!], [trained])).toBe(7 + 10);
});

it.each([
  [[1, 2], 12, 'Stopped 2 runs; 12 epochs are not trained. Next: run 3 and 1 more.'],
  [[1, 3], 1, 'Stopped 2 runs; 1 epoch is not trained. Next: run 4.'],
  [[3, 4], 20, 'Stopped 2 runs; 20 epochs are not trained. No other run is queued.'],
])('says what follows when %j are stopped', (stopped, epochs, text) => {
  const fits = queue.filter(({ index }) => stopped.includes(index));
  expect(describePruned(fits, epochs, queue)).toBe(text);
});
