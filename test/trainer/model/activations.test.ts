import {
  add,
  clipByValue,
  cos,
  div,
  elu,
  erf,
  grad,
  leakyRelu,
  memory,
  mul,
  prelu,
  relu,
  relu6,
  scalar,
  selu,
  sigmoid,
  softplus,
  sqrt,
  square,
  tanh,
  tensor,
  tidy,
  abs,
  type Tensor,
} from '@tensorflow/tfjs-core';
// TensorFlow.js's bundle for Node does not include its gradients.
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  activationNames,
  activations,
  useBackend,
  type Activation,
  type ActivationName,
} from '../../../trainer/index.ts';

const times = (x: Tensor, factor: number) => mul(x, scalar(factor));
const plus = (x: Tensor, term: number) => add(x, scalar(term));

/** The same functions by TensorFlow.js's ops, differentiated by its own gradients. */
const stock: Record<ActivationName, (x: Tensor) => Tensor> = {
  relu,
  sigmoid,
  tanh,
  leaky_relu: (x) => leakyRelu(x, 0.01),
  prelu: (x) => prelu(x, scalar(0.25)),
  relu6,
  elu,
  selu,
  celu: elu,
  gelu: (x) => mul(times(x, 0.5), plus(erf(div(x, sqrt(scalar(2)))), 1)),
  gelu_tanh: (x) => {
    const cube = mul(square(x), x);
    return mul(times(x, 0.5), plus(tanh(times(add(x, times(cube, 0.044715)), Math.sqrt(2 / Math.PI))), 1));
  },
  silu: (x) => mul(x, sigmoid(x)),
  mish: (x) => mul(x, tanh(softplus(x))),
  softplus,
  softsign: (x) => div(x, plus(abs(x), 1)),
  hard_sigmoid: (x) => clipByValue(plus(times(x, 1 / 6), 0.5), 0, 1),
  hard_tanh: (x) => clipByValue(x, -1, 1),
  hard_swish: (x) => times(mul(x, clipByValue(plus(x, 3), 0, 6)), 1 / 6),
  gcu: (x) => mul(x, cos(x)),
  linear: (x) => times(x, 1),
};

const normalPdf = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
/** Simpson's rule on the density. */
function normalCdf(x: number): number {
  const steps = 2000;
  const width = x / steps;
  const sum = Array.from(
    { length: steps + 1 },
    (_, i) => (i === 0 || i === steps ? 1 : i % 2 ? 4 : 2) * normalPdf(i * width),
  );
  return 0.5 + (sum.reduce((a, b) => a + b, 0) * width) / 3;
}
const sigma = (x: number) => 1 / (1 + Math.exp(-x));

/** The derivatives by their textbook formulas, written differently from the trainer's. */
const textbook: Record<ActivationName, (x: number) => number> = {
  relu: (x) => Number(x > 0),
  sigmoid: (x) => Math.exp(-x) / (1 + Math.exp(-x)) ** 2,
  tanh: (x) => 1 - Math.tanh(x) ** 2,
  leaky_relu: (x) => (x > 0 ? 1 : 0.01),
  prelu: (x) => (x > 0 ? 1 : 0.25),
  relu6: (x) => Number(x > 0 && x < 6),
  elu: (x) => Math.exp(Math.min(x, 0)),
  selu: (x) => (x > 0 ? 1.0507009873554805 : 1.0507009873554805 * 1.6732632423543772 * Math.exp(x)),
  celu: (x) => Math.exp(Math.min(x, 0)),
  gelu: (x) => normalCdf(x) + x * normalPdf(x),
  gelu_tanh: (x) => {
    const u = Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3);
    const du = Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x ** 2);
    return 0.5 * (1 + Math.tanh(u)) + (0.5 * x * du) / Math.cosh(u) ** 2;
  },
  silu: (x) => sigma(x) + x * sigma(x) * (1 - sigma(x)),
  mish: (x) => {
    const omega = 4 * (x + 1) + 4 * Math.exp(2 * x) + Math.exp(3 * x) + Math.exp(x) * (4 * x + 6);
    const delta = 2 * Math.exp(x) + Math.exp(2 * x) + 2;
    return (Math.exp(x) * omega) / delta ** 2;
  },
  softplus: sigma,
  softsign: (x) => (1 + Math.abs(x)) ** -2,
  hard_sigmoid: (x) => (x > -3 && x < 3 ? 1 / 6 : 0),
  hard_tanh: (x) => (x > -1 && x < 1 ? 1 : 0),
  hard_swish: (x) => (x <= -3 ? 0 : x >= 3 ? 1 : (2 * x + 3) / 6),
  gcu: (x) => Math.cos(x) - x * Math.sin(x),
  linear: () => 1,
};

const STEP = 1e-5;
const centralDifference = (f: (x: number) => number, x: number) => (f(x + STEP) - f(x - STEP)) / (2 * STEP);
/** Kinks of some functions, where finite differences mix both sides. */
const KINKS = [-3, -1, 0, 1, 3, 6];
const isOffKink = (x: number) => KINKS.every((kink) => Math.abs(x - kink) > 2 * STEP);

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

/** Checks that `actual` has the expected shape and, within single precision, the expected values. */
function expectTensor(actual: Tensor, extents: readonly number[], expected: ArrayLike<number>) {
  expect(actual.shape).toEqual(extents);
  const values = actual.dataSync();
  expect(values).toHaveLength(expected.length);
  const off = Array.from(values, (value, i) => ({ value, expected: expected[i]! })).filter(
    // Negated, so that NaN fails too.
    ({ value, expected: wanted }) => !(Math.abs(value - wanted) <= 1e-5 * Math.max(1, Math.abs(wanted))),
  );
  expect(off).toEqual([]);
}

beforeAll(() => useBackend('cpu'));

it('covers every activation', () => {
  expect(activationNames).toHaveLength(20);
  for (const name of activationNames) expect(activations[name].name).toBe(name);
});

describe.each(activationNames)('%s', (name) => {
  const { forward, derivative, apply, range, maxSlope, zeroCentred }: Activation = activations[name];

  it('has the derivative given by finite differences of its forward function', () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 8, noNaN: true }).filter(isOffKink), (x) => {
        expect(Math.abs(derivative(x) - centralDifference(forward, x))).toBeLessThan(2e-9);
        expect(derivative(x)).toBeCloseTo(textbook[name](x), 11);
      }),
    );
  });

  it('matches finite differences on tensors, for any incoming gradient', () => {
    fc.assert(
      fc.property(inputAndIncoming, ({ extents, input, incoming }) => {
        tidy(() => {
          const [x, dy] = [tensor(input, extents), tensor(incoming, extents)];
          expectTensor(
            apply(x),
            extents,
            input.map((value) => forward(value)),
          );
          expectTensor(
            grad((each) => apply(each))(x, dy),
            extents,
            input.map((value, i) => incoming[i]! * centralDifference(forward, value)),
          );
        });
      }),
      { numRuns: 25 },
    );
  });

  it("has the values, gradients and shapes of TensorFlow.js's own function", () => {
    fc.assert(
      fc.property(inputAndIncoming, ({ extents, input, incoming }) => {
        tidy(() => {
          const [x, dy] = [tensor(input, extents), tensor(incoming, extents)];
          const own = stock[name];
          expectTensor(apply(x), own(x).shape, own(x).dataSync());
          const expected = grad(own)(x, dy);
          expect(expected.shape).toEqual(dy.shape);
          expectTensor(grad((each) => apply(each))(x, dy), expected.shape, expected.dataSync());
        });
      }),
      { numRuns: 25 },
    );
  });

  it('has the declared range, maximum slope and symmetry', () => {
    const grid = Array.from({ length: 40_001 }, (_, i) => (i - 20_000) / 500);
    const values = grid.map((x) => forward(x));
    const slopes = grid.map((x) => Math.abs(derivative(x)));
    const [least, most, steepest] = [Math.min(...values), Math.max(...values), Math.max(...slopes)];
    expect(least).toBeGreaterThanOrEqual(range[0] - 1e-12);
    expect(most).toBeLessThanOrEqual(range[1] + 1e-12);
    // At x = ±40, softsign is still 1/41 from its bounds, the furthest of all.
    if (Number.isFinite(range[0])) expect(least - range[0]).toBeLessThan(0.03);
    else expect(least).toBeLessThan(-0.3);
    if (Number.isFinite(range[1])) expect(range[1] - most).toBeLessThan(0.03);
    else expect(most).toBeGreaterThan(30);
    expect(steepest).toBeLessThanOrEqual(maxSlope);
    if (Number.isFinite(maxSlope)) expect(steepest).toBeGreaterThan(maxSlope - 2e-3);
    expect(grid.every((x) => Math.abs(forward(x) + forward(-x)) < 1e-12)).toBe(zeroCentred);
  });

  it('has the gradient of its derivative at kinks and for large inputs', () => {
    tidy(() => {
      const far = [-1e4, -100, -3, -1, -0, 0, 1, 3, 6, 100, 1e4];
      const gradient = grad((each) => apply(each))(tensor(far), tensor(far.map(() => 1)));
      expectTensor(
        gradient,
        [far.length],
        far.map((each) => derivative(each)),
      );
    });
  });

  it('leaks no tensors', () => {
    const x = tensor([1, -2, 3]);
    const before = memory().numTensors;
    const gradient = grad((each) => apply(each))(x);
    expect(memory().numTensors).toBe(before + 1);
    gradient.dispose();
    x.dispose();
  });
});

it('has the gradient of the slope of PReLU given by finite differences', () => {
  const values = [-2, -0.5, 1, 3];
  const slope = scalar(0.25);
  const gradient = grad((a) => activations.prelu.apply(tensor(values), a))(slope, tensor([1, 10, 100, 1000]));
  // ∂f/∂a = min(x, 0), weighted by the incoming gradient.
  expect(gradient.dataSync()[0]).toBeCloseTo(-2 - 5, 5);
  expect(gradient.shape).toEqual(slope.shape);
});
