import { memory, tensor1d, type Tensor, type Variable, variable } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import traces from '../../../fixtures/pytorch/optimizers.json' with { type: 'json' };
import {
  defaultConfig,
  learningRateAt,
  parseConfig,
  useBackend,
  type TrainConfig,
} from '../../../trainer/index.ts';
import type { Network } from '../../../trainer/model/network.ts';
import { createOptimizer } from '../../../trainer/model/optimizers/index.ts';

const { start, goal, curvature } = traces;
type Vector = readonly number[];

/** The same as in fixtures/pytorch/optimizers.py. */
const gradientAt = (p: Vector): number[] => p.map((value, i) => curvature[i]! * (value - goal[i]!));

/** The settings of each trace, and the textbook recurrence for one number in double precision. */
const cases: Record<
  keyof typeof traces.optimizers,
  [settings: Partial<TrainConfig>, step: (p: number, g: number, t: number, state: number[]) => number]
> = {
  sgd: [{ learningRate: 0.1, momentum: 0 }, (p, g) => p - 0.1 * g],
  'sgd momentum': [
    { learningRate: 0.02, momentum: 0.9 },
    (p, g, _t, state) => p - 0.02 * (state[0] = 0.9 * (state[0] ?? 0) + g),
  ],
  'sgd nesterov': [
    { learningRate: 0.02, momentum: 0.9, nesterov: true },
    (p, g, _t, state) => {
      state[0] = 0.9 * (state[0] ?? 0) + g;
      return p - 0.02 * (g + 0.9 * state[0]);
    },
  ],
  'sgd weight decay': [
    { learningRate: 0.02, momentum: 0.9, weightDecay: 0.1 },
    (p, g, _t, state) => p - 0.02 * (state[0] = 0.9 * (state[0] ?? 0) + g + 0.1 * p),
  ],
  adam: [
    { optimizer: 'adam', learningRate: 0.1, weightDecay: 0 },
    (p, g, t, state) => p - 0.1 * adam(g, t, state),
  ],
  'adam weight decay': [
    { optimizer: 'adam', learningRate: 0.1, weightDecay: 0.1 },
    (p, g, t, state) => p - 0.1 * adam(g + 0.1 * p, t, state),
  ],
  adamw: [
    { optimizer: 'adamw', learningRate: 0.1, weightDecay: 0.1 },
    (p, g, t, state) => p * (1 - 0.1 * 0.1) - 0.1 * adam(g, t, state),
  ],
  rmsprop: [
    { optimizer: 'rmsprop', learningRate: 0.05 },
    (p, g, _t, state) => {
      state[0] = 0.99 * (state[0] ?? 0) + 0.01 * g * g;
      return p - (0.05 * g) / (Math.sqrt(state[0]) + 1e-8);
    },
  ],
};

function adam(g: number, t: number, state: number[]): number {
  state[0] = 0.9 * (state[0] ?? 0) + 0.1 * g;
  state[1] = 0.999 * (state[1] ?? 0) + 0.001 * g * g;
  return state[0] / (1 - 0.9 ** t) / (Math.sqrt(state[1] / (1 - 0.999 ** t)) + 1e-8);
}

/** A network with a single variable, as seen by optimisers; `isKernel` decides whether L1 applies to it. */
function networkOf(parameter: Variable, isKernel = false): Network {
  return { variables: [parameter], kernels: isKernel ? [parameter] : [] } as unknown as Network;
}

function optimise(settings: Partial<TrainConfig>, steps: number, isKernel = false): number[][] {
  const parameter = variable(tensor1d(start));
  const config = parseConfig(settings);
  const optimizer = createOptimizer(networkOf(parameter, isKernel), config);
  const values = Array.from({ length: steps }, () => {
    const gradient = tensor1d(gradientAt([...parameter.dataSync()]));
    optimizer.step({ [parameter.name]: gradient }, config.learningRate);
    gradient.dispose();
    return [...parameter.dataSync()];
  });
  optimizer.dispose();
  parameter.dispose();
  return values;
}

function expectNear(actual: readonly Vector[], expected: readonly Vector[], tolerance: number) {
  expect(actual).toHaveLength(expected.length);
  const off = actual.flatMap((row, step) => row.map((value, i) => Math.abs(value - expected[step]![i]!)));
  expect(Math.max(...off)).toBeLessThan(tolerance);
}

beforeAll(() => useBackend('cpu'));

describe.each(Object.entries(cases))('%s', (name, [settings, step]) => {
  const expected = traces.optimizers[name as keyof typeof cases];

  it('has the same recurrence in double precision as PyTorch', () => {
    let p: Vector = start;
    const states: number[][] = start.map(() => []);
    const byHand = expected.map((_, t) => {
      const gradient = gradientAt(p);
      p = p.map((value, i) => step(value, gradient[i]!, t + 1, states[i]!));
      return p;
    });
    expectNear(byHand, expected, 1e-12);
  });

  it('takes those steps', () => {
    expectNear(optimise(settings, expected.length), expected, 2e-6);
  });

  it('resumes from a saved state exactly, and leaks no tensors', async () => {
    const config = parseConfig(settings);
    const before = memory().numTensors;
    const parameter = variable(tensor1d(expected[4]!.map(Math.fround)));
    const take = (optimizer: ReturnType<typeof createOptimizer>, on: Variable) => {
      const gradient = tensor1d(gradientAt([...on.dataSync()]));
      optimizer.step({ [on.name]: gradient }, config.learningRate);
      gradient.dispose();
    };
    const first = createOptimizer(networkOf(parameter), config);
    for (let i = 0; i < 3; i++) take(first, parameter);
    const copy = variable(parameter.clone() as Tensor);
    const second = createOptimizer(networkOf(copy), config);
    second.restore(await first.read());
    for (let i = 0; i < 3; i++) {
      take(first, parameter);
      take(second, copy);
      expect([...copy.dataSync()]).toEqual([...parameter.dataSync()]);
    }
    for (const each of [first, second, parameter, copy]) each.dispose();
    expect(memory().numTensors).toBeLessThanOrEqual(before + 2);
  });
});

describe('L1', () => {
  it('adds the sign of the kernels to their gradients, and does not affect other variables', () => {
    const settings = { learningRate: 0.1, momentum: 0, l1: 0.5 };
    const [kernel] = optimise(settings, 1, true);
    const [bias] = optimise(settings, 1, false);
    expectNear(
      [kernel!],
      [start.map((p, i) => p - 0.1 * (gradientAt(start)[i]! + 0.5 * Math.sign(p)))],
      1e-6,
    );
    expectNear([bias!], [start.map((p, i) => p - 0.1 * gradientAt(start)[i]!)], 1e-6);
  });
});

describe('Schedules', () => {
  const base = { ...defaultConfig, learningRate: 0.5, epochs: 10, warmup: 0 };

  it.each([
    ['step', { schedule: 'step', scheduleEvery: 3, scheduleFactor: 0.2 }],
    ['exponential', { schedule: 'exponential', scheduleFactor: 0.9 }],
    ['cosine', { schedule: 'cosine' }],
  ] as const)("%s changes once an epoch, as PyTorch's", (name, settings) => {
    const rates = Array.from({ length: 40 }, (_, step) => learningRateAt({ ...base, ...settings }, step, 4));
    const expected = traces.schedules[name].flatMap((rate) => [rate, rate, rate, rate]);
    for (const [step, rate] of rates.entries()) expect(rate).toBeCloseTo(expected[step]!, 12);
  });

  it('changes one_cycle every step, like PyTorch', () => {
    for (const [step, rate] of traces.one_cycle.entries()) {
      expect(learningRateAt({ ...base, schedule: 'one_cycle' }, step, 4)).toBeCloseTo(rate, 12);
    }
    expect(learningRateAt({ ...base, schedule: 'one_cycle' }, 39, 4)).toBeCloseTo(0.5 / 250_000, 12);
  });

  it.each([1, 2, 3, 7])('has finite rates for one_cycle with %d steps', (steps) => {
    const settings = { ...base, epochs: steps, schedule: 'one_cycle' as const };
    const rates = Array.from({ length: steps }, (_, step) => learningRateAt(settings, step, 1));
    expect(rates.every((rate) => Number.isFinite(rate) && rate >= 0)).toBe(true);
  });

  it('warms up in equal steps to any schedule', () => {
    const settings = { ...base, warmup: 2, schedule: 'constant' as const };
    const rates = Array.from({ length: 10 }, (_, step) => learningRateAt(settings, step, 4));
    expect(rates).toEqual([0.0625, 0.125, 0.1875, 0.25, 0.3125, 0.375, 0.4375, 0.5, 0.5, 0.5]);
  });
});

it('uses the defaults of PyTorch for Adam and AdamW', () => {
  expect(parseConfig({ optimizer: 'adam' })).toMatchObject({ learningRate: 0.001, weightDecay: 0 });
  expect(parseConfig({ optimizer: 'adamw' })).toMatchObject({ learningRate: 0.001, weightDecay: 0.01 });
  expect(parseConfig({ optimizer: 'adamw', learningRate: 1, weightDecay: 0 })).toMatchObject({
    learningRate: 1,
    weightDecay: 0,
  });
});
