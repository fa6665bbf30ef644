import { erf, exp, expm1, selu, sigmoid, softplus, tanh, tensor, type Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { differences, instructionSets, loadBackends, useInstructions, valuesOn } from './on-backends.ts';

/** erf by its Taylor series or, where that is long, by its continued fraction. */
function erfOf(x: number): number {
  if (Math.abs(x) > 3) return Math.sign(x) * (1 - erfc(Math.abs(x)));
  let [term, sum] = [x, x];
  for (let n = 1; n < 100; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

function erfc(x: number): number {
  let fraction = 0;
  for (let n = 60; n > 0; n--) fraction = n / 2 / (x + fraction);
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
}

const seluOf = (x: number) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x));

/** The op, the function in double precision, and the relative tolerance. */
const functions: [name: string, op: (x: Tensor) => Tensor, exact: (x: number) => number, relative: number][] =
  [
    ['exp', exp, Math.exp, 3e-7],
    ['expm1', expm1, Math.expm1, 6e-7],
    ['tanh', tanh, Math.tanh, 4e-7],
    ['sigmoid', sigmoid, (x) => 1 / (1 + Math.exp(-x)), 4e-7],
    ['softplus', softplus, (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), 4e-7],
    ['erf', erf, erfOf, 5e-7],
    ['selu', selu, seluOf, 8e-7],
  ];

/** The smallest normal number of float32; smaller ones lose precision anyway. */
const TINY = 2 ** -126;

beforeAll(loadBackends);

describe.each(instructionSets)('with %s', (instructions) => {
  beforeAll(() => useInstructions(instructions));

  it.each(functions)('%s is accurate to float32', async (_, op, exact, relative) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(fc.float({ min: -90, max: 90, noNaN: true }), fc.float({ min: -1, max: 1, noNaN: true })),
          {
            minLength: 1,
            maxLength: 41,
          },
        ),
        async (given) => {
          const [out] = await valuesOn('wasm', () => [op(tensor(given))]);
          const off = given.filter((x, i) => {
            const wanted = exact(Math.fround(x));
            if (Math.abs(wanted) > 3.4e38) return out!.values[i] !== Math.fround(wanted);
            return !(Math.abs(out!.values[i]! - wanted) <= Math.max(TINY, relative * Math.abs(wanted)));
          });
          expect(off.map((x) => [x, op(tensor([x])).dataSync()[0], exact(x)])).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each(functions)('%s is correct at its limits, and NaN stays NaN', async (_, op, exact) => {
    const ends = [0, 1e30, -1e30, Infinity, -Infinity, NaN];
    const [out] = await valuesOn('wasm', () => [op(tensor(ends))]);
    const expected = { shape: [ends.length], values: Float32Array.from(ends, exact) };
    expected.values[5] = NaN;
    expect(differences(out!, expected, 1e-6)).toEqual([]);
  });
});
