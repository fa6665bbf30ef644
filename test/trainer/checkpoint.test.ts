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

async function run(config: TrainConfig, resume?: TrainState) {
  const states: TrainState[] = [];
  const records: EpochRecord[] = [];
  const epochs = train(config, spiral, {
    clock: () => 0,
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
