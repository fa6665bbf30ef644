import {
  grad,
  leakyRelu,
  memory,
  registerGradient,
  relu,
  sigmoid,
  tanh,
  tensor,
  tidy,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { leakyReluGradConfig } from '@tensorflow/tfjs-core/dist/gradients/LeakyRelu_grad.js';
import { reluGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Relu_grad.js';
import { sigmoidGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Sigmoid_grad.js';
import { tanhGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Tanh_grad.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { activationNames, activations, useBackend, type ActivationName } from '../../trainer/index.ts';

/** What TensorFlow.js has under the same name, differentiated by its own gradients. */
const stock: Record<ActivationName, (x: Tensor) => Tensor> = {
  relu,
  sigmoid,
  tanh,
  leaky_relu: (x) => leakyRelu(x, 0.01),
};

/** The derivatives by their textbook formulas, in other words than the trainer's. */
const textbook: Record<ActivationName, (x: number) => number> = {
  relu: (x) => Number(x > 0),
  sigmoid: (x) => Math.exp(-x) / (1 + Math.exp(-x)) ** 2,
  tanh: (x) => 1 - Math.tanh(x) ** 2,
  leaky_relu: (x) => (x > 0 ? 1 : 0.01),
};

const STEP = 1e-5;
const centralDifference = (f: (x: number) => number, x: number) => (f(x + STEP) - f(x - STEP)) / (2 * STEP);
/** Around 0 differences see both sides of a kink. */
const isOffKink = (x: number) => Math.abs(x) > 2 * STEP;

const shape = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
const number = fc.float({ min: -8, max: 8, noNaN: true });

/** A shape of rank 1 to 4, with the values of an input and of an incoming gradient of that shape. */
const inputAndIncoming = shape.chain((extents) => {
  const size = extents.reduce((product, extent) => product * extent, 1);
  const valuesOf = (element: fc.Arbitrary<number>) => fc.array(element, { minLength: size, maxLength: size });
  return fc.record({
    extents: fc.constant(extents),
    input: valuesOf(number.filter(isOffKink)),
    incoming: valuesOf(number),
  });
});

/** `actual` has the shape and, within single precision's rounding, the values that are expected. */
function expectTensor(actual: Tensor, extents: readonly number[], expected: ArrayLike<number>) {
  expect(actual.shape).toEqual(extents);
  const values = actual.dataSync();
  expect(values).toHaveLength(expected.length);
  const off = Array.from(values, (value, i) => ({ value, expected: expected[i]! })).filter(
    // So written, NaN is off too.
    ({ value, expected: wanted }) => !(Math.abs(value - wanted) <= 1e-5 * Math.max(1, Math.abs(wanted))),
  );
  expect(off).toEqual([]);
}

beforeAll(async () => {
  // Its bundle for Node comes without them.
  for (const own of [reluGradConfig, sigmoidGradConfig, tanhGradConfig, leakyReluGradConfig])
    registerGradient(own);
  await useBackend('cpu');
});

it('covers every activation', () => {
  expect(Object.keys(activations)).toEqual([...activationNames]);
});

describe.each(Object.values(activations))('$name', ({ name, forward, derivative, apply }) => {
  it('has the derivative that finite differences of its forward function find', () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 8, noNaN: true }).filter(isOffKink), (x) => {
        expect(Math.abs(derivative(x) - centralDifference(forward, x))).toBeLessThan(1e-9);
        expect(derivative(x)).toBeCloseTo(textbook[name](x), 12);
      }),
    );
  });

  it('gives tensors the values and gradients of the finite differences, whatever the incoming gradient', () => {
    fc.assert(
      fc.property(inputAndIncoming, ({ extents, input, incoming }) => {
        tidy(() => {
          const [x, dy] = [tensor(input, extents), tensor(incoming, extents)];
          expectTensor(apply(x), extents, input.map(forward));
          expectTensor(
            grad(apply)(x, dy),
            extents,
            input.map((value, i) => incoming[i]! * centralDifference(forward, value)),
          );
        });
      }),
    );
  });

  it("gives tensors the values, gradients and shapes of TensorFlow.js's own function", () => {
    fc.assert(
      fc.property(inputAndIncoming, ({ extents, input, incoming }) => {
        tidy(() => {
          const [x, dy] = [tensor(input, extents), tensor(incoming, extents)];
          const own = stock[name];
          expectTensor(apply(x), own(x).shape, own(x).dataSync());
          const expected = grad(own)(x, dy);
          expect(expected.shape).toEqual(dy.shape);
          expectTensor(grad(apply)(x, dy), expected.shape, expected.dataSync());
        });
      }),
    );
  });

  it('has the gradient at its kink, and far out, that its derivative says', () => {
    tidy(() => {
      const far = [-1e4, -100, -0, 0, 100, 1e4];
      const gradient = grad(apply)(tensor(far), tensor(far.map(() => 1)));
      expectTensor(gradient, [far.length], far.map(derivative));
    });
  });

  it('leaves no tensor behind but the result', () => {
    const x = tensor([1, -2, 3]);
    const before = memory().numTensors;
    const gradient = grad(apply)(x);
    expect(memory().numTensors).toBe(before + 1);
    gradient.dispose();
    x.dispose();
  });
});
