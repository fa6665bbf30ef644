import { grad, memory, tensor, tensor1d, type Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  activations,
  checkDerivative,
  createCustomActivation,
  findOverflow,
  FormulaError,
  functionNames,
  useBackend,
} from '../../../trainer/index.ts';

const custom = (formula: string, derivative?: string) =>
  createCustomActivation({ name: 'mine', formula, ...(derivative === undefined ? {} : { derivative }) });

const STEP = 1e-5;
const centralDifference = (f: (x: number) => number, x: number) => (f(x + STEP) - f(x - STEP)) / (2 * STEP);

/** A formula for every operation, with its value in JavaScript and its kinks. */
const cases: [formula: string, value: (x: number) => number, kinks?: number[]][] = [
  ['x * sigmoid(1.702 * x)', (x) => x / (1 + Math.exp(-1.702 * x))],
  ['max(0, x)', (x) => Math.max(0, x), [0]],
  ['min(max(x, -1), 1, 2)', (x) => Math.min(Math.max(x, -1), 1), [-1, 1]],
  ['abs(x) + sign(x) * x^2', (x) => Math.abs(x) + Math.sign(x) * x ** 2, [0]],
  ['where(x > 0, x, 0.1 * (exp(x) - 1))', (x) => (x > 0 ? x : 0.1 * (Math.exp(x) - 1)), [0]],
  [
    'x > 1 and x <= 2 ? x : not (x < 0) ? -x : 0.5 * x',
    (x) => (x > 1 && x <= 2 ? x : !(x < 0) ? -x : x / 2),
    [0, 1, 2],
  ],
  ['x >= 1 or x < -1 ? x * x : 1', (x) => (x >= 1 || x < -1 ? x * x : 1), [-1, 1]],
  ['-x^2', (x) => -(x ** 2)],
  ['2^-x / (1 + 2**-x)', (x) => 2 ** -x / (1 + 2 ** -x)],
  ['x - 1 - 2', (x) => x - 3],
  ['8 / 2 / 2 * x', (x) => 2 * x],
  ['2^3^0 * x', (x) => 2 * x],
  ['x^3 + (x^2 + 1)^1.5', (x) => x ** 3 + (x * x + 1) ** 1.5],
  ['(x * x + 1)^(x / 4)', (x) => (x * x + 1) ** (x / 4)],
  ['log(1 + exp(x)) + ln(x^2 + 1)', (x) => Math.log(1 + Math.exp(x)) + Math.log(x * x + 1)],
  ['log1p(x^2) - expm1(-x^2)', (x) => Math.log1p(x * x) - Math.expm1(-x * x)],
  ['sqrt(x^2 + 1) / (1 + atan(x)^2)', (x) => Math.sqrt(x * x + 1) / (1 + Math.atan(x) ** 2)],
  ['sin(x) * cos(x) + tan(x / 8)', (x) => Math.sin(x) * Math.cos(x) + Math.tan(x / 8)],
  ['sinh(x / 4) + cosh(x / 4) - tanh(x) + asinh(x)', (x) => Math.exp(x / 4) - Math.tanh(x) + Math.asinh(x)],
  ['softplus(x) + relu(x)', (x) => Math.log1p(Math.exp(x)) + Math.max(0, x), [0]],
  ['x * (1 + erf(x / sqrt(2))) / 2', activations.gelu.forward],
  ['if(x > 0, pi, e) * x', (x) => (x > 0 ? Math.PI : Math.E) * x, [0]],
];

beforeAll(() => useBackend('cpu'));

describe.each(cases)('%s', (formula, value, kinks = []) => {
  const { forward, derivative, apply } = custom(formula);
  const number = fc
    .double({ min: -4, max: 4, noNaN: true })
    .filter((x) => kinks.every((kink) => Math.abs(x - kink) > 2 * STEP));

  it('has the value of JavaScript and the derivative of finite differences', () => {
    fc.assert(
      fc.property(number, (x) => {
        expect(Math.abs(forward(x) - value(x))).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(value(x))));
        const expected = centralDifference(value, x);
        expect(Math.abs(derivative(x) - expected)).toBeLessThanOrEqual(
          1e-7 * Math.max(1, Math.abs(expected)),
        );
      }),
    );
  });

  it('has the same values and gradients on tensors, and leaks none', () => {
    const xs = [-3.7, -1.3, -0.4, 0.3, 1.6, 2.9];
    const x = tensor(xs, [2, 3]);
    const before = memory().numTensors;
    const [values, gradient] = [apply(x), grad((each) => apply(each))(x)];
    expect(memory().numTensors).toBe(before + 2);
    expectClose(
      values,
      xs.map((each) => forward(each)),
    );
    expectClose(
      gradient,
      xs.map((each) => derivative(each)),
    );
  });
});

function expectClose(actual: Tensor, expected: readonly number[]) {
  expect(actual.shape).toEqual([2, 3]);
  const relative = Array.from(
    actual.dataSync(),
    (each, i) => Math.abs(each - expected[i]!) / Math.max(1, Math.abs(expected[i]!)),
  );
  expect(Math.max(...relative)).toBeLessThan(2e-6);
}

it('is tested with every function', () => {
  const used = cases.map(([formula]) => formula).join(' ');
  expect(
    functionNames.filter((name) => !new RegExp(`\\b(${name})\\(`).test(used.replace('if(', 'where('))),
  ).toEqual([]);
});

it('equals the built-in activation with the same formula', () => {
  const { forward, derivative } = custom('x * tanh(softplus(x))');
  for (const x of [-30, -5, -0.1, 0, 2, 40]) {
    expect(forward(x)).toBeCloseTo(activations.mish.forward(x), 12);
    expect(derivative(x)).toBeCloseTo(activations.mish.derivative(x), 12);
  }
});

it('is not affected by the branch of a condition that is not taken', () => {
  const { derivative, apply } = custom('x > 0 ? sqrt(x) : 0');
  expect([-4, 4].map((x) => derivative(x))).toEqual([0, 0.25]);
  expect([...grad((x) => apply(x))(tensor([-4, 4])).dataSync()]).toEqual([0, 0.25]);
});

describe('An invalid formula is rejected with the position', () => {
  it.each([
    ['', 1, 'expected a number, x or a function, the formula ends'],
    ['x +', 4, 'expected a number, x or a function, the formula ends'],
    ['x * sigmod(x)', 5, 'unknown function "sigmod", expected one of abs,'],
    ['x * y', 5, 'unknown name "y", expected one of x, pi, e'],
    ['2x', 2, 'expected an operator, got "x"; write * between factors'],
    ['(x + 1', 7, 'expected ")", the formula ends'],
    ['x)', 2, 'expected an operator, got ")"'],
    ['sin x', 1, 'sin needs its input: sin(x)'],
    ['max(x)', 1, 'max takes 2 or more inputs, got 1'],
    ['tanh(x, 2)', 1, 'tanh takes 1 inputs, got 2'],
    ['x > 0', 1, 'expected a number, got a condition'],
    ['x + (x > 0)', 5, 'expected a number, got a condition'],
    ['where(x, 1, 2)', 7, 'expected a condition such as x > 0, got a number'],
    ['x ? 1 : 2', 1, 'expected a condition such as x > 0, got a number'],
    ['x > 0 ? x', 10, 'expected ":", the formula ends'],
    ['x; 1', 2, 'unexpected character ";"'],
    ['x["constructor"]', 2, 'unexpected character "["'],
    ['constructor(x)', 1, 'unknown function "constructor"'],
    ['__proto__', 1, 'unknown name "__proto__"'],
    ['add(x, 1)', 1, 'unknown function "add"'],
    ['3', 1, 'x does not occur in the formula'],
    ['1.2.3 * x', 4, 'expected an operator, got ".3"'],
    ['('.repeat(99) + 'x', 51, 'a formula may be nested at most 50 levels deep'],
    ['x+'.repeat(600), 1001, 'a formula may have at most 1000 characters'],
  ])('%j', (formula, position, problem) => {
    let error: unknown;
    try {
      custom(formula);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(FormulaError);
    expect(error).toMatchObject({ position });
    expect((error as FormulaError).problem).toContain(problem);
  });

  it('for any text, by a FormulaError', () => {
    const part = fc.constantFrom(
      'x',
      '1',
      '(',
      ')',
      '+',
      '-',
      '*',
      '/',
      '^',
      ',',
      'sin',
      'max',
      '?',
      ':',
      '<',
      'not',
      ' ',
      '\u{1f600}',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        try {
          custom(parts.join('')).forward(1);
        } catch (error) {
          expect(error).toBeInstanceOf(FormulaError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('A custom derivative', () => {
  it('is used unchanged', () => {
    const { derivative, apply } = custom('sign(x)', 'abs(x) < 1 ? 1 : 0');
    expect([-2, 0.5].map((x) => derivative(x))).toEqual([0, 1]);
    expect([...grad((x) => apply(x))(tensor([-2, 0.5])).dataSync()]).toEqual([0, 1]);
  });

  it.each([
    ['max(0, x)', 'x > 0 ? 1 : 0'],
    // At a kink, any value between both one-sided derivatives is correct.
    ['max(0, x)', 'x >= 0 ? 1 : 0'],
    ['abs(x)', 'sign(x)'],
    ['x * sigmoid(x)', 'sigmoid(x) * (1 + x * (1 - sigmoid(x)))'],
  ])('of %s, %s, is right', (formula, derivative) => {
    const { wrong, tried, message } = checkDerivative(formula, derivative);
    expect(wrong).toEqual([]);
    expect(message).toBe(`correct at all ${String(tried)} points`);
  });

  it('is reported with the position, size and range of its errors', () => {
    const { wrong, message } = checkDerivative('x < -1 ? -0.1 * x : x', 'x < -1 ? 0.3 : 1');
    expect(wrong.every(({ x, given, expected }) => x < -1 && given === 0.3 && expected === -0.1)).toBe(true);
    expect(wrong.map(({ x }) => x)).toContain(-1.2);
    expect(message).toMatch(
      /^at x = -1000: yours 0\.3, true -0\.1 \(wrong at \d+ of \d+ points, from x = -1000 to -1\.001\)$/,
    );
  });

  it.each([
    // Flat beyond 10, and only there is it wrong.
    ['min(10, max(-10, x))', '1', [-1000, -10.01, 10.01, 1000]],
    ['x > 3.25 ? 2 * x : x', 'x > 3.3 ? 2 : 1', [3.25325, 3.3]],
    ['x < 40 ? x : 40', 'x < 41 ? 1 : 0', [40.04, 40.959]],
  ])('is tested far out, and where the formula %s bends', (formula, derivative, expected) => {
    const { wrong } = checkDerivative(formula, derivative);
    for (const x of expected) expect(wrong.map((each) => each.x)).toContain(x);
    expect(wrong.every(({ x }) => x >= expected[0]! && x <= expected.at(-1)!)).toBe(true);
  });

  it('is reported with as many digits as show the difference', () => {
    expect(checkDerivative('x / 3', '0.33334').message).toMatch(
      /^at x = -1000: yours 0\.33334, true 0\.33333 /,
    );
    expect(checkDerivative('x / 3', '0.333332').message).toMatch(/yours 0\.333332, true 0\.333333 /);
  });

  it('is wrong where it is NaN', () => {
    expect(checkDerivative('x', 'x / x').message).toBe(
      'at x = 0: yours NaN, true 1 (wrong at 1 of 177 points)',
    );
  });
});

describe('An overflow', () => {
  it.each([
    ['log(1 + exp(x))', { x: 100, value: Infinity }],
    ['exp(-x) / (1 + exp(-x))', { x: -100, value: NaN }],
    ['exp(x^2)', { x: 10, value: Infinity }],
  ])('of %s is found with the numbers of training', (formula, expected) => {
    expect(findOverflow(formula)).toEqual(expected);
    const tensor = tensor1d([expected.x]);
    expect([...custom(formula).apply(tensor).dataSync()]).toEqual([expected.value]);
  });

  it.each(['softplus(x)', 'x * sigmoid(x)', 'x^3', 'sqrt(x)', 'log(x)', '1 / x'])(
    'does not occur in %s',
    (formula) => {
      expect(findOverflow(formula)).toBeNull();
    },
  );
});

describe('The description of a formula', () => {
  it.each<[formula: string, least: number, most: number, slope: number]>([
    ['x * sigmoid(1.702 * x)', -0.1636, Infinity, 1.0998],
    ['tanh(x)', -1, 1, 1],
    ['min(6, max(0, x))', 0, 6, 1],
    ['log(1 + abs(x))', 0, Infinity, 1],
    ['sin(x)', -1, 1, 1],
    ['x * sin(x)', -Infinity, Infinity, Infinity],
    ['x^2', 0, Infinity, Infinity],
    ['exp(-x^2)', 0, 1, 0.8578],
    ['-exp(x)', -Infinity, 0, Infinity],
  ])('%s, is how far it reaches and how steep it gets', (formula, least, most, slope) => {
    const { range, maxSlope } = custom(formula);
    const seen = [...range, maxSlope];
    for (const [i, expected] of [least, most, slope].entries()) {
      if (Number.isFinite(expected)) expect(Math.abs(seen[i]! - expected)).toBeLessThan(6e-3);
      else expect(seen[i]).toBe(expected);
    }
  });
});
