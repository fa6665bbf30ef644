import { grads, memory, tensor2d, tidy, type Tensor2D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import traces from '../../../fixtures/pytorch/optimizers.json' with { type: 'json' };
import { activations, initialisations, useBackend, type Initialisation } from '../../../trainer/index.ts';
import { createBatchNorm } from '../../../trainer/model/batch-norm.ts';
import { dropout } from '../../../trainer/model/dropout.ts';
import { initialLayers } from '../../../trainer/model/layers.ts';
import { createNetwork } from '../../../trainer/model/network.ts';
import { createRandom } from '../../../trainer/random.ts';

const { relu, tanh, prelu } = activations;

function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance = 2e-6) {
  expect(actual).toHaveLength(expected.length);
  const off = Array.from(actual, (value, i) => Math.abs(value - expected[i]!));
  expect(Math.max(...off)).toBeLessThan(tolerance);
}

beforeAll(() => useBackend('cpu'));

describe('Batch normalisation', () => {
  const { scale, shift, input, incoming, ...expected } = traces.batch_norm;
  const first = {
    scale: Float32Array.from(scale),
    shift: Float32Array.from(shift),
    mean: new Float32Array(2),
    variance: new Float32Array(2).fill(1),
  };

  it("has PyTorch's values, gradients and running estimates", async () => {
    const norm = createBatchNorm(first);
    const [x, dy] = [tensor2d(input), tensor2d(incoming)];
    expectClose(norm.train(x).dataSync(), expected.output.flat());
    const { mean, variance } = await norm.read();
    expectClose(mean, expected.mean);
    expectClose(variance, expected.variance);
    expectClose(norm.evaluate(x).dataSync(), expected.evaluated.flat());
    const [dx, dScale, dShift] = gradientsOf(norm, x, dy);
    expectClose(dx!.dataSync(), expected.input_grad.flat());
    expectClose(dScale!.dataSync(), expected.scale_grad);
    expectClose(dShift!.dataSync(), expected.shift_grad);
  });

  function gradientsOf(norm: ReturnType<typeof createBatchNorm>, x: Tensor2D, dy: Tensor2D) {
    return grads((...args) => norm.train(args[0] as Tensor2D))([x, ...norm.trained], dy);
  }

  it('uses its estimates for a single row, which has no variance', async () => {
    const norm = createBatchNorm(first);
    const row = tensor2d([[3, 4]]);
    expect([...norm.train(row).dataSync()]).toEqual([...norm.evaluate(row).dataSync()]);
    expect(await norm.read()).toEqual(first);
  });
});

describe('Dropout', () => {
  const ones = () => tensor2d(new Float32Array(20_000).fill(1), [200, 100]);

  it('drops the given fraction, scales the rest to keep the mean, and is reproducible by seed', () => {
    const values = dropout(ones(), 0.25, createRandom(1, 'dropout')).dataSync();
    expect(new Set(values)).toEqual(new Set([0, Math.fround(4 / 3)]));
    const dropped = values.filter((value) => value === 0).length / values.length;
    expect(Math.abs(dropped - 0.25)).toBeLessThan(0.015);
    expect(dropout(ones(), 0.25, createRandom(1, 'dropout')).dataSync()).toEqual(values);
    expect(dropout(ones(), 0.25, createRandom(2, 'dropout')).dataSync()).not.toEqual(values);
  });

  it('passes the gradient where it passed the value', () => {
    const x = ones();
    const [gradient] = grads((input) => dropout(input as Tensor2D, 0.5, createRandom(3)))([x], x);
    expect(gradient!.dataSync()).toEqual(dropout(x, 0.5, createRandom(3)).dataSync());
  });

  it('has a different mask in each epoch', () => {
    const draw = (epoch: number) => dropout(ones(), 0.5, createRandom(0, 'dropout', epoch)).dataSync();
    expect(draw(1)).not.toEqual(draw(2));
  });
});

describe('Initialisations', () => {
  const inputs = 300;
  const units = 200;
  const drawn = (initialisation: Initialisation, activation = relu, seed = 1) =>
    initialLayers(
      { inputs, hidden: [{ units, activation }], outputs: 3, initialisation, scale: 0.3, batchNorm: false },
      createRandom(seed),
    );
  const deviation = (values: Float32Array) =>
    Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

  it.each<[Initialisation, number]>([
    ['pytorch', 1 / Math.sqrt(3 * inputs)],
    ['glorot_uniform', Math.sqrt(2 / (inputs + units))],
    ['glorot_normal', Math.sqrt(2 / (inputs + units))],
    ['he_uniform', Math.sqrt(2 / inputs)],
    ['he_normal', Math.sqrt(2 / inputs)],
    ['lecun_normal', Math.sqrt(1 / inputs)],
    ['normal', 0.3],
  ])('%s has its deviation', (initialisation, expected) => {
    const { kernel } = drawn(initialisation)[0]!;
    expect(Math.abs(deviation(kernel) / expected - 1)).toBeLessThan(0.01);
    if (/uniform|pytorch/.test(initialisation)) {
      const bound = Math.sqrt(3) * expected;
      expect(kernel.every((value) => Math.abs(value) <= bound)).toBe(true);
      expect(Math.max(...kernel)).toBeGreaterThan(0.999 * bound);
    } else expect(Math.max(...kernel)).toBeGreaterThan(3 * expected);
  });

  it.each([
    [relu, Math.sqrt(2 / inputs)],
    [tanh, (5 / 3) * Math.sqrt(2 / (inputs + units))],
    [activations.selu, Math.sqrt(1 / inputs)],
  ])('usual suits the activation', (activation, expected) => {
    const { kernel } = drawn('usual', activation)[0]!;
    expect(Math.abs(deviation(kernel) / expected - 1)).toBeLessThan(0.01);
  });

  it.each(initialisations)(
    '%s repeats with its seed, and draws biases as PyTorch or not at all',
    (initialisation) => {
      expect(drawn(initialisation)).toEqual(drawn(initialisation));
      expect(drawn(initialisation, relu, 2)).not.toEqual(drawn(initialisation));
      for (const { bias } of drawn(initialisation)) {
        expect(bias.some((value) => value !== 0)).toBe(initialisation === 'pytorch');
      }
    },
  );
});

describe('A network', () => {
  const plan = {
    inputs: 2,
    hidden: [
      { units: 4, activation: tanh },
      { units: 3, activation: prelu },
    ],
    outputs: 2,
    initialisation: 'pytorch' as const,
    scale: 1,
    batchNorm: true,
  };

  it('has its own activation, normalisation and slope in each hidden layer, and reads them all', async () => {
    const before = memory().numTensors;
    const layers = initialLayers(plan, createRandom(0));
    const network = createNetwork(layers, [tanh, prelu]);
    expect(network.variables.map(({ shape }) => shape)).toEqual([
      ...[[2, 4], [4], [4], [4]],
      ...[[4, 3], [3], [3], [3], [1]],
      ...[[3, 2], [2]],
    ]);
    expect(await network.read()).toEqual(layers);
    network.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('reports the input of each activation', () => {
    tidy(() => {
      const network = createNetwork(initialLayers({ ...plan, batchNorm: false }, createRandom(0)), [
        tanh,
        prelu,
      ]);
      const seen: Tensor2D[] = [];
      const x = tensor2d([
        [1, 2],
        [3, 4],
      ]);
      network.forward(x, undefined, (z) => seen.push(z));
      expect(seen.map(({ shape }) => shape)).toEqual([
        [2, 4],
        [2, 3],
      ]);
      const [kernel, bias] = network.variables.map((each) => each.dataSync());
      expectClose(
        seen[0]!.dataSync(),
        [
          [1, 2],
          [3, 4],
        ].flatMap(([a, b]) =>
          [0, 1, 2, 3].map((unit) => a! * kernel![unit]! + b! * kernel![4 + unit]! + bias![unit]!),
        ),
      );
    });
  });
});
