import fc from 'fast-check';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EpochRecord } from '../../history/index.ts';
import { yieldToEventLoop } from '../../history/scheduling/index.ts';
import {
  defaultConfig,
  makeSpiral,
  parseConfig,
  takeRows,
  train,
  useBackend,
  type ChangeableSettings,
  type TrainConfig,
  type TrainResult,
  type TrainState,
} from '../../trainer/index.ts';

const spiral = takeRows(makeSpiral(1), 500);
const small = parseConfig({
  ...defaultConfig,
  data: 'spiral',
  hidden: [8, 4],
  epochs: 4,
  learningRate: 0.05,
});

type Changes = Readonly<Record<number, ChangeableSettings>>;

/** @param changes by the epoch from which they apply */
async function run(config: TrainConfig, resume?: TrainState, changes: Changes = {}) {
  let epoch = resume?.records.length ?? 0;
  const states: TrainState[] = [];
  const records: EpochRecord[] = [];
  const epochs = train(config, spiral, {
    clock: () => 0,
    takeChange: () => changes[++epoch] ?? null,
    onCheckpoint: async (read) => void states.push(await read()),
    ...(resume ? { resume } : {}),
  });
  let next: IteratorResult<EpochRecord, TrainResult>;
  while (!(next = await epochs.next()).done) records.push(next.value);
  return { states, records, model: next.value.model };
}

beforeAll(() => useBackend('cpu'));

describe('a run that resumes from a checkpoint', () => {
  it.each([
    ['in the order given', { shuffle: false }],
    ['shuffled', { shuffle: true }],
    ['without momentum', { shuffle: true, momentum: 0 }],
    ['with the losses of its batches', { batches: true }],
  ])('gives the same numbers as one that was never interrupted: %s', async (_, settings) => {
    const config = { ...small, ...settings };
    const whole = await run(config);
    expect(whole.states.map(({ records }) => records.length)).toEqual([1, 2, 3]);
    for (const state of whole.states) {
      // As read from a disk or received from another thread.
      const resumed = await run(config, structuredClone(state));
      expect([...state.records, ...resumed.records]).toEqual(whole.records);
      expect(resumed.model).toEqual(whole.model);
      expect(resumed.states).toEqual(whole.states.slice(state.records.length));
    }
  });

  it('leaks no tensors', async () => {
    const { states } = await run(small);
    const before = memory().numTensors;
    await run(small, states[0]);
    expect(memory().numTensors).toBe(before);
  });

  it('does not change an earlier checkpoint', async () => {
    const { states } = await run({ ...small, shuffle: true });
    const [first] = states;
    const copy = structuredClone(first);
    await run({ ...small, shuffle: true }, first);
    expect(first).toEqual(copy);
  });
});

describe('A run whose settings are changed while it is trained', () => {
  const change = fc.record(
    {
      learningRate: fc.constantFrom(0.01, 0.2),
      momentum: fc.constantFrom(0, 0.5),
      batchSize: fc.constantFrom(16, 50),
    },
    { requiredKeys: ['learningRate'] },
  );

  it('equals one that was trained until then and continued with the new settings', async () => {
    await fc.assert(
      fc.asyncProperty(
        change,
        fc.integer({ min: 2, max: 4 }),
        fc.boolean(),
        async (settings, epoch, shuffle) => {
          const config = { ...small, shuffle };
          const whole = await run(config);
          const changed = await run(config, undefined, { [epoch]: settings });
          const continued = await run(
            { ...config, ...settings },
            slotsFor(settings, whole.states[epoch - 2]!),
          );
          const records = changed.records.map((record) =>
            Object.fromEntries(Object.entries(record).filter(([key]) => key !== 'changed')),
          );
          expect(records).toEqual([...whole.records.slice(0, epoch - 1), ...continued.records]);
          expect(changed.model).toEqual(continued.model);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('resumes exactly from a checkpoint after the change, and records it', async () => {
    const settings = { learningRate: 0.2, momentum: 0.5, batchSize: 32 };
    const whole = await run(small, undefined, { 2: settings, 4: { learningRate: 0.1 } });
    expect(whole.records.map(({ changed }) => changed)).toEqual([
      undefined,
      'learning_rate 0.05 → 0.2, momentum 0.95 → 0.5, batch_size 128 → 32',
      undefined,
      'learning_rate 0.2 → 0.1',
    ]);
    const [, , third] = whole.states;
    expect(third!.changes).toEqual([{ epoch: 2, settings }]);
    const resumed = await run(small, structuredClone(third), { 4: { learningRate: 0.1 } });
    expect(resumed.records).toEqual(whole.records.slice(3));
    expect(resumed.model).toEqual(whole.model);
  });

  it('goes on as before if nothing differs, and refuses what is no setting', async () => {
    const { records } = await run(small, undefined, { 2: { learningRate: small.learningRate } });
    expect(records).toEqual((await run(small)).records);
    await expect(run(small, undefined, { 2: { learningRate: -1 } })).rejects.toThrow(
      'learningRate: expected a positive number, got -1',
    );
  });

  /** An optimiser without momentum has no velocities to restore. */
  function slotsFor({ momentum }: ChangeableSettings, state: TrainState): TrainState {
    return momentum === 0 ? { ...state, optimizer: { ...state.optimizer, slots: [] } } : state;
  }
});

it('waits at a closed gate and continues when it opens', async () => {
  // The clock makes training yield before every batch, so that its length can be counted in turns, not in time.
  const begin = (gate: () => Promise<void>) => {
    let time = 0;
    return train(small, spiral, { clock: () => (time += 1000), gate });
  };
  let turns = 0;
  let isOver = false;
  const undisturbed = begin(() => Promise.resolve());
  void undisturbed.next().then(() => (isOver = true));
  for (; !isOver; turns++) await yieldToEventLoop();

  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const epochs = begin(() => gate);
  let hasEpoch = false;
  const first = epochs.next().finally(() => (hasEpoch = true));
  for (let turn = 0; turn < 2 * turns + 10; turn++) await yieldToEventLoop();
  expect(hasEpoch).toBe(false);
  open();
  expect((await first).value).toMatchObject({ epoch: 1 });
  for (const each of [epochs, undisturbed]) await each.return({} as TrainResult);
});
