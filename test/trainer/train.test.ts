import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EpochRecord, Run } from '../../history/index.ts';
import {
  defaultConfig,
  makeSpiral,
  parseConfig,
  stratifiedFolds,
  train,
  trainRun,
  useBackend,
  type TrainConfig,
  type TrainResult,
} from '../../trainer/index.ts';

const spiral = makeSpiral(1);
const small = parseConfig({
  ...defaultConfig,
  data: 'spiral',
  hidden: [16, 8],
  epochs: 3,
  learningRate: 0.05,
});

let ticks = 0;
const clock = () => (ticks += 5);
let ids = 0;
const identify = () => ({ id: `run-${ids++}`, started: null });

async function collect(config: TrainConfig, signal?: AbortSignal) {
  const records: EpochRecord[] = [];
  const epochs = train(config, spiral, { clock, ...(signal ? { signal } : {}) });
  let next: IteratorResult<EpochRecord, TrainResult>;
  while (!(next = await epochs.next()).done) records.push(next.value);
  return { records, result: next.value };
}

const withoutTimes = (records: EpochRecord[]) => records.map((record) => ({ ...record, dur: 0 }));

beforeAll(() => useBackend('cpu'));

describe('train', () => {
  it("yields the notebook's record for every epoch, if health is not measured", async () => {
    const { records, result } = await collect({ ...small, health: false });
    expect(result.status).toBe('completed');
    expect(records.map((record) => record.epoch)).toEqual([1, 2, 3]);
    for (const record of records) {
      expect(Object.keys(record).sort()).toEqual(
        [
          ...['epoch', 'dur', 'train_loss', 'train_loss_best', 'valid_loss', 'valid_loss_best'],
          ...['valid_acc', 'valid_acc_best', 'train_batch_count', 'valid_batch_count'],
        ].sort(),
      );
    }
    expect(records[0]).toMatchObject({ train_loss_best: true, valid_loss_best: true, valid_acc_best: true });
  });

  it('keeps the losses of batches on request: their weighted mean is the loss of the epoch', async () => {
    const runs: Run[] = [];
    for await (const run of trainRun({ ...small, batches: true }, spiral, { clock, identify }))
      runs.push(run);
    const { records, batches } = runs.at(-1)!;
    expect(batches!.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    for (const [i, { columns }] of batches!.entries()) {
      const record = records[i]!;
      for (const kind of ['train', 'valid']) {
        const [losses, sizes] = [columns[`${kind}_loss`]!, columns[`${kind}_batch_size`]!];
        expect(losses).toHaveLength(record[`${kind}_batch_count`] as number);
        expect(sizes.every((size, at) => size === small.batchSize || at === sizes.length - 1)).toBe(true);
        const rows = sizes.reduce((sum, size) => sum + size, 0);
        const mean = losses.reduce((sum, loss, at) => sum + loss * sizes[at]!, 0) / rows;
        expect(mean).toBeCloseTo(record[`${kind}_loss`] as number, 12);
      }
    }
    expect(runs.at(-2)!.batches, 'grows with the records').toHaveLength(3);
    const { records: without } = await collect(small);
    const losses = (all: readonly EpochRecord[]) => all.map((record) => record['train_loss']);
    expect(losses(records)).toEqual(losses(without));
  });

  it('yields the same records for the same seed only', async () => {
    const [first, again, other] = [
      await collect(small),
      await collect(small),
      await collect({ ...small, seed: 7 }),
    ];
    expect(withoutTimes(again.records)).toEqual(withoutTimes(first.records));
    expect(withoutTimes(other.records)).not.toEqual(withoutTimes(first.records));
  });

  it('leaks no tensors', async () => {
    await collect(small);
    const before = memory().numTensors;
    await collect(small);
    expect(memory().numTensors).toBe(before);
  });

  it('ends as diverged at a learning rate of 1e9, with its records', async () => {
    const { records, result } = await collect({ ...small, learningRate: 1e9, epochs: 20 });
    expect(result.status).toBe('diverged');
    expect(records.length).toBeGreaterThan(0);
    expect(records.length).toBeLessThan(20);
  });

  it('stops when aborted and keeps the finished epochs', async () => {
    const stop = new AbortController();
    const runs: Run[] = [];
    for await (const run of trainRun({ ...small, epochs: 500 }, spiral, {
      clock,
      identify,
      signal: stop.signal,
    })) {
      runs.push(run);
      if (run.records.length === 2) stop.abort();
    }
    expect(runs.at(-1)).toMatchObject({ status: 'stopped' });
    expect(runs.at(-1)!.records).toHaveLength(2);
  });

  it('learns: classifies the spiral far better than by chance', { timeout: 30_000 }, async () => {
    const { records } = await collect({ ...small, epochs: 60, learningRate: 0.1, momentum: 0.9 });
    expect(records.at(-1)!.valid_acc).toBeGreaterThan(0.6);
  });
});

describe('parseConfig', () => {
  it.each([
    [{ learningRate: -1 }, 'learningRate: expected a positive number, got -1'],
    [{ hidden: [128, -4] }, 'hidden: expected a list of whole numbers of at least 1, got [128,-4]'],
    [{ epochs: 0 }, 'epochs: expected a whole number of at least 1, got 0'],
    [{ momentum: 1 }, 'momentum: expected a number of at least 0'],
    [{ activation: 'swoosh' }, /^activation: expected one of relu, sigmoid, .*, got "swoosh"$/],
    [{ activation: ['relu'] }, 'activation: expected one or a list of 2, one for each hidden layer, got 1'],
    [{ activation: ['relu', 'swoosh'] }, /^activation: \[1\]: expected one of .*, got "swoosh"$/],
    [{ activation: { name: 'relu', formula: 'x' } }, 'activation: name: "relu" is taken'],
    [{ activation: { name: 'a b', formula: 'x' } }, 'activation: name: expected a word of letters'],
    [
      { activation: { name: 'mine', formula: 'x * sigmod(x)' } },
      'activation: formula, at 5: unknown function "sigmod", expected one of abs, ',
    ],
    [
      { activation: { name: 'mine', formula: 'x', derivative: '1 +' } },
      'activation: derivative, at 4: expected a number, x or a function, the formula ends',
    ],
    [{ optimizer: 'lion' }, 'optimizer: expected one of sgd, adam, adamw, rmsprop, got "lion"'],
    [{ dropout: 1 }, 'dropout: expected a number of at least 0 and less than 1, got 1'],
    [{ weightDecay: -1 }, 'weightDecay: expected a number of at least 0, got -1'],
    [{ warmup: -1 }, 'warmup: expected a whole number of at least 0, got -1'],
    [{ initialisation: 'zeros' }, 'initialisation: expected one of pytorch, usual, '],
    [{ schedule: 'linear' }, 'schedule: expected one of constant, step, exponential, cosine, one_cycle'],
    [{ earlyStopping: 'luck' }, 'earlyStopping: expected one of none, valid_loss, '],
    [{ lerningRate: 1 }, 'lerningRate: is not a setting'],
  ])('refuses %j', (settings, message) => {
    expect(() => parseConfig({ ...defaultConfig, ...settings })).toThrow(message);
  });
});

describe('stratifiedFolds', () => {
  it('allocates classes like scikit-learn: by first appearance, dealt over the folds in order', () => {
    // StratifiedKFold(3) on [0,0,0,1,1,1,0,1,0]: sorted by class (five 0s, four 1s), dealt 0,1,2,0,1 | 2,0,1,2.
    const labels = Uint8Array.of(0, 0, 0, 1, 1, 1, 0, 1, 0);
    const folds = stratifiedFolds(
      labels,
      3,
      Uint32Array.from(labels, (_, i) => i),
    );
    const all = folds.flatMap((fold) => [...fold.test]).sort((a, b) => a - b);
    expect(all).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    for (const fold of folds) {
      expect([...fold.train, ...fold.test].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    }
    const zeros = folds.map((fold) => [...fold.test].filter((row) => labels[row] === 0).length);
    expect(zeros).toEqual([2, 2, 1]);
  });
});
