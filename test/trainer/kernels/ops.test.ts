import { memory, mul, setBackend, softmax, sum, tensor, tidy, variable } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  adamStep,
  affine,
  affineGradient,
  crossEntropyWithGradient,
  leakyReluGradient,
  lookup,
  reluGradient,
  sgdStep,
  sigmoidGradient,
  tanhGradient,
} from '../../../trainer/kernels/index.ts';
import {
  differences,
  instructionSets,
  loadBackends,
  numbers,
  useInstructions,
  valuesOn,
} from './on-backends.ts';

interface Sizes {
  readonly rows: number;
  readonly inputs: number;
  readonly units: number;
}

const extent = fc.integer({ min: 0, max: 19 });
const sizes: fc.Arbitrary<Sizes> = fc.record({ rows: extent, inputs: extent, units: extent });

const matrix = (rows: number, columns: number, seed: number) => numbers([rows, columns], seed) as Tensor2D;

/** Each op with one of our kernels. On the cpu it uses TensorFlow.js's ordinary ops. */
const ops: Record<string, (sizes: Sizes) => Tensor[]> = {
  affine: ({ rows, inputs, units }) => [
    affine(matrix(rows, inputs, 1), matrix(inputs, units, 2), numbers([units], 3) as Tensor1D),
  ],
  affineGradient: ({ rows, inputs, units }) =>
    affineGradient(matrix(rows, units, 1), matrix(rows, inputs, 2), matrix(inputs, units, 3)),
  'affineGradient of data': ({ rows, inputs, units }) =>
    affineGradient(matrix(rows, units, 1), matrix(rows, inputs, 2)),
  crossEntropyWithGradient: ({ rows, units }) => {
    const classes = units + 1;
    const { loss, gradient } = crossEntropyWithGradient(
      softmax(matrix(rows, classes, 1)),
      matrix(rows, classes, 2),
    );
    return [loss, gradient];
  },
  reluGradient: ({ rows, units }) => [reluGradient(matrix(rows, units, 1), withZeros(rows, units))],
  leakyReluGradient: ({ rows, units }) => [
    leakyReluGradient(matrix(rows, units, 1), withZeros(rows, units), 0.01),
  ],
  tanhGradient: ({ rows, units }) => [tanhGradient(matrix(rows, units, 1), matrix(rows, units, 2))],
  sigmoidGradient: ({ rows, units }) => [sigmoidGradient(matrix(rows, units, 1), matrix(rows, units, 2))],
  lookup: ({ rows, units }) => [
    lookup(
      Uint8Array.from({ length: rows * units }, (_, i) => i * 37),
      Float32Array.from({ length: 256 }, (_, byte) => Math.sqrt(byte)),
      [rows, units],
    ),
  ],
  'three steps of SGD': ({ inputs, units }) => descend(inputs, units, false),
  'three steps of Nesterov': ({ inputs, units }) => descend(inputs, units, true),
  'three steps of Adam': ({ inputs, units }) => {
    const [parameter, first, second] = [1, 0, 0].map((scale) =>
      variable(mul(matrix(inputs, units, 1), scale)),
    ) as [ReturnType<typeof variable>, ReturnType<typeof variable>, ReturnType<typeof variable>];
    const settings = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
    for (const step of [1, 2, 3]) {
      const gradient = matrix(inputs, units, 2 + step);
      adamStep([{ parameter, first, second, gradient }], { ...settings, step });
    }
    return release([parameter, first, second]);
  },
};

/** Multiples of 0.5, of which some are 0. */
function withZeros(rows: number, units: number): Tensor {
  const values = Array.from({ length: rows * units }, (_, i) => ((i * 7) % 5) * 0.5 - 1);
  return tensor(values, [rows, units], 'float32');
}

function descend(inputs: number, units: number, nesterov: boolean): Tensor[] {
  const parameter = variable(matrix(inputs, units, 1));
  const velocity = variable(matrix(inputs, units, 2));
  const bias = variable(numbers([units], 6));
  const ofBias = variable(numbers([units], 7));
  for (const seed of [3, 4, 5]) {
    const gradient = matrix(inputs, units, seed);
    const other = numbers([units], seed + 10);
    sgdStep(
      [
        { parameter, velocity, gradient },
        { parameter: bias, velocity: ofBias, gradient: other },
      ],
      { learningRate: 0.1, momentum: 0.9, nesterov },
    );
  }
  return release([parameter, velocity, bias, ofBias]);
}

/** Variables outlive a tidy; their values are kept as tensors. */
function release(variables: readonly ReturnType<typeof variable>[]): Tensor[] {
  return variables.map((each) => {
    const values = (each as Tensor).clone();
    each.dispose();
    return values;
  });
}

beforeAll(loadBackends);

describe.each(instructionSets)('with %s', (instructions) => {
  beforeAll(() => useInstructions(instructions));

  it.each(Object.entries(ops))(
    '%s is what ordinary ops on the cpu give, odd sizes and none',
    async (_, op) => {
      await fc.assert(
        fc.asyncProperty(sizes, async (given) => {
          const expected = await valuesOn('cpu', () => op(given));
          const actual = await valuesOn('wasm', () => op(given));
          expect(actual).toHaveLength(expected.length);
          expect(actual.flatMap((each, i) => differences(each, expected[i]!, 2e-5))).toEqual([]);
        }),
        { numRuns: 12 },
      );
      const before = memory().numTensors;
      await valuesOn('wasm', () => op({ rows: 3, inputs: 2, units: 5 }));
      expect(memory().numTensors).toBe(before);
    },
  );

  it('has the gradient of the loss given by finite differences', async () => {
    await setBackend('wasm');
    tidy(() => {
      const [rows, classes] = [3, 5];
      const logits = Float32Array.from(matrix(rows, classes, 1).dataSync());
      const targets = softmax(matrix(rows, classes, 2));
      const lossAt = (values: Float32Array) =>
        crossEntropyWithGradient(targets, tensor(values.slice(), [rows, classes])).loss.dataSync()[0]!;
      const gradient = crossEntropyWithGradient(
        targets,
        tensor(logits.slice(), [rows, classes]),
      ).gradient.dataSync();
      const step = 0.02;
      for (const [i, value] of logits.entries()) {
        const difference = lossAt(logits.with(i, value + step)) - lossAt(logits.with(i, value - step));
        expect(gradient[i]).toBeCloseTo(difference / (2 * step), 4);
      }
    });
  });

  it('has the gradients of the dense layer given by finite differences of Σ incoming · output', async () => {
    await setBackend('wasm');
    tidy(() => {
      const [rows, inputs, units] = [3, 4, 5];
      const incoming = matrix(rows, units, 1);
      const given = [matrix(inputs, units, 3), numbers([units], 4), matrix(rows, inputs, 2)];
      const valueAt = ([kernel, bias, input]: readonly Tensor[]) =>
        sum(mul(incoming, affine(input as Tensor2D, kernel as Tensor2D, bias as Tensor1D))).dataSync()[0]!;
      const gradients = affineGradient(incoming, given[2] as Tensor2D, given[0] as Tensor2D);
      for (const [which, gradient] of gradients.entries()) {
        const values = Float32Array.from(given[which]!.dataSync());
        for (const [i, slope] of gradient.dataSync().entries()) {
          const moved = [1, -1].map((step) =>
            valueAt(given.with(which, tensor(values.with(i, values[i]! + step), given[which]!.shape))),
          );
          expect(slope).toBeCloseTo((moved[0]! - moved[1]!) / 2, 3);
        }
      }
    });
  });

  it('does not change a clone of a variable that an optimiser updates', async () => {
    await setBackend('wasm');
    const parameter = variable(numbers([5], 1));
    const velocity = variable(numbers([5], 2));
    const before = [...(parameter as Tensor).dataSync()];
    const clone = (parameter as Tensor).clone();
    const step = { learningRate: 0.1, momentum: 0.9, nesterov: false };
    tidy(() => sgdStep([{ parameter, velocity, gradient: numbers([5], 3) }], step));
    expect([...clone.dataSync()]).toEqual(before);
    expect([...(parameter as Tensor).dataSync()]).not.toEqual(before);
    for (const each of [parameter, velocity, clone]) each.dispose();
  });

  it('blocks an infinite gradient where ReLU is 0, and passes NaN where it is active', async () => {
    const [out] = await valuesOn('wasm', () => [
      reluGradient(tensor([Infinity, NaN, Infinity, 1, 2]), tensor([-1, -2, 3, 0, NaN])),
    ]);
    expect([...out!.values]).toEqual([0, 0, Infinity, 1, 2]);
  });
});
