import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  largest,
  makeDataset,
  parseConfig,
  partingStep,
  takeRows,
  train,
  trainTwins,
  twinProbe,
  useBackend,
  type TrainConfig,
  type TwinSettings,
  type TwinStep,
} from '../../trainer/index.ts';
import { rowDistances, unitDistances, weightDistance } from '../../trainer/twins/distances.ts';

const f32 = (...values: number[]) => Float32Array.from(values);
const layer = (kernel: number[], bias: number[]) => ({
  inputs: kernel.length / bias.length,
  units: bias.length,
  kernel: f32(...kernel),
  bias: f32(...bias),
});

describe('weightDistance', () => {
  it('is relative to the first network: sqrt(3² + 4²) / sqrt(6² + 8²) in the first layer', () => {
    const a = [layer([6, 0], [8]), layer([0], [24])];
    const b = [layer([9, 0], [12]), layer([0], [24])];
    // In all: 5 / sqrt(36 + 64 + 576) = 5 / 26.
    expect(weightDistance(a, b)).toEqual({ total: 5 / 26, layers: [0.5, 0] });
  });

  it('is 0 for networks of zeros, and infinite where only the first is', () => {
    const zero = [layer([0], [0])];
    expect(weightDistance(zero, zero)).toEqual({ total: 0, layers: [0] });
    expect(weightDistance(zero, [layer([1], [0])])).toEqual({ total: Infinity, layers: [Infinity] });
  });
});

it('rowDistances: the probability on which two rows of classes disagree', () => {
  const [a, b] = [f32(0.5, 0.5, 1, 0), f32(0.25, 0.75, 0, 1)];
  expect([...rowDistances(a, b, 2)]).toEqual([0.25, 1]);
});

it('unitDistances: the root mean square over rows', () => {
  const [a, b] = [f32(0, 1, 0, 1), f32(3, 1, 4, 1)];
  expect([...unitDistances(a, b, 2)]).toEqual([Math.fround(Math.sqrt(25 / 2)), 0]);
});

it.each<[number[], number, number[]]>([
  [[1, 3, 2], 2, [1, 2]],
  [[1, 1, 1], 2, [0, 1]],
  [[0, NaN, 5], 3, [2]],
  [[], 3, []],
])('largest of %j, at most %i', (values, count, expected) => {
  expect(largest(values, count)).toEqual(expected);
});

const moons = takeRows(makeDataset('moons', 0)!, 100);

async function stepsOf(settings: Partial<TwinSettings> & { config: TrainConfig }): Promise<TwinStep[]> {
  const twins = trainTwins({ activations: ['tanh', 'tanh'], swapAfter: 0, ...settings }, moons, {
    clock: () => 0,
  });
  const steps: TwinStep[] = [];
  for await (const step of twins) steps.push(step);
  return steps;
}

const base = { data: 'moons', hidden: [4, 3], activation: 'tanh', batchSize: 32, epochs: 2 } as const;

describe('trainTwins', () => {
  beforeAll(() => useBackend('wasm'));

  it.each<[string, Partial<TrainConfig>]>([
    ['plainly', {}],
    ['shuffled, with dropout and batch normalisation', { shuffle: true, dropout: 0.5, batchNorm: true }],
  ])('keeps twins with the same activations equal bit by bit, %s', async (_, more) => {
    const steps = await stepsOf({ config: parseConfig({ ...base, ...more }) });
    // 80 training rows in batches of 32 are 3 steps an epoch.
    expect(steps.map(({ epoch, batch }) => [epoch, batch])).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 1],
      [2, 2],
      [2, 3],
    ]);
    expect(steps.every(({ weights, outputs }) => weights.total === 0 && outputs === 0)).toBe(true);
    expect(partingStep(steps, 'weights', 0)).toBeNull();
  });

  it('trains the first twin as a run alone', async () => {
    const config = parseConfig({ ...base, batches: true, shuffle: true });
    const losses: number[] = [];
    const records = train(config, moons, {
      clock: () => 0,
      onBatches: (all) => losses.push(...(all.at(-1)!.columns['train_loss'] as number[])),
    });
    while (!(await records.next()).done);
    const steps = await stepsOf({ config, activations: ['relu', 'relu'] });
    expect(steps.map((step) => step.losses[0])).toEqual(losses);
  });

  it('parts the twins with the batch after which their activations differ', async () => {
    const config = parseConfig(base);
    const steps = await stepsOf({ config, activations: ['tanh', 'relu'], swapAfter: 1 });
    expect(partingStep(steps, 'weights', 0)).toMatchObject({ step: 4, epoch: 2, batch: 1 });
    const [before, after] = [steps[2]!, steps[3]!];
    expect(before.units.map((units) => Math.max(...units))).toEqual([0, 0]);
    // The outputs of the second layer differ by its activation; those of the first, by one step of its weights.
    expect(Math.max(...after.units[1]!)).toBeGreaterThan(Math.max(...after.units[0]!));
    expect(after.losses[0]).not.toBe(after.losses[1]);
  });

  it('starts a twin whose activation learns its slope from the same weights', async () => {
    const config = parseConfig({ ...base, activation: 'leaky_relu' });
    const [first] = await stepsOf({ config, activations: ['prelu', 'leaky_relu'] });
    expect(first!.weights.total).toBeLessThan(0.1);
  });

  it('compares as many examples as the probe has rows', async () => {
    const config = parseConfig(base);
    const steps = await stepsOf({ config, activations: ['relu', 'relu'] });
    const count = twinProbe({ config }, moons).length;
    expect([steps[0]!.examples.length, ...steps[0]!.predictions.map(({ length }) => length)]).toEqual([
      count,
      count,
      count,
    ]);
  });

  it('refuses a learned slope that comes while they train', async () => {
    const config = parseConfig(base);
    await expect(stepsOf({ config, activations: ['tanh', 'prelu'], swapAfter: 1 })).rejects.toThrow(
      'activation: a learned slope can neither come nor go while a network trains, got tanh and prelu',
    );
  });

  it('frees its tensors, also when it is left early or stopped', async () => {
    const before = memory().numTensors;
    const config = parseConfig(base);
    await stepsOf({ config, activations: ['relu', 'relu'], swapAfter: 1 });
    const settings: TwinSettings = { config, activations: ['relu', 'relu'], swapAfter: 0 };
    for await (const step of trainTwins(settings, moons, { clock: () => 0 })) if (step.step === 2) break;
    const stopped = trainTwins(settings, moons, { clock: () => 0, signal: AbortSignal.abort() });
    expect((await stopped.next()).done).toBe(true);
    expect(memory().numTensors).toBe(before);
  });
});
