import { grad, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  activationNames,
  activations,
  createCustomActivation,
  functionNames,
  useBackend,
  type Activation,
  type FunctionName,
} from '../../trainer/index.ts';

/** The backends have separate kernels, so the tests of the cpu backend are repeated here. */
const XS = [-40, -7, -3.3, -1.2, -0.4, 0.3, 0.9, 2.2, 5, 30];

/** A formula for each function that is defined, and of moderate size, on all of these. */
const special: Partial<Record<FunctionName, string>> = {
  where: 'where(x > 0 and x <= 2 or not (x < 9), x, 1)',
  min: 'min(x, 1)',
  max: 'max(x, 1)',
  log: 'log(x * x + 1)',
  log1p: 'log1p(x * x)',
  sqrt: 'sqrt(x * x + 1)',
  tan: 'tan(x / 60)',
  exp: 'exp(x / 10)',
  expm1: 'expm1(x / 10)',
  sinh: 'sinh(x / 10)',
  cosh: 'cosh(x / 10)',
};

beforeAll(() => useBackend('wasm'));

function expectSame({ forward, derivative, apply }: Activation) {
  tidy(() => {
    const x = tensor(XS);
    expectClose(
      apply(x).dataSync(),
      XS.map((each) => forward(each)),
    );
    expectClose(
      grad((each) => apply(each))(x).dataSync(),
      XS.map((each) => derivative(each)),
    );
  });
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[]) {
  const off = expected.map((value, i) => Math.abs(actual[i]! - value) / Math.max(1, Math.abs(value)));
  expect(Math.max(...off)).toBeLessThan(1e-5);
}

describe('On the WebAssembly backend', () => {
  it.each(activationNames)('%s has its values and gradients', (name) => expectSame(activations[name]));

  it.each(functionNames.map((name) => special[name] ?? `${name}(x)`))(
    'the formula %s has its own',
    (formula) => {
      expectSame(createCustomActivation({ name: 'mine', formula }));
    },
  );

  it('powers and conditions have their values and gradients', () => {
    expectSame(
      createCustomActivation({ name: 'mine', formula: 'x >= 1 ? (x * x + 1)^(x / 40) : x^3 / 100' }),
    );
  });
});
