import { compileForNumbers } from './evaluate.ts';
import { parseFormula } from './parse.ts';

/** Where a formula overflows in training. */
export interface Overflow {
  readonly x: number;
  /** What training computes there: NaN or an infinity. */
  readonly value: number;
}

/** The inputs that are tried, on both sides of 0: a training that goes astray reaches them. */
const TRIED = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/**
 * The input nearest to 0 at which the formula, computed with the 32-bit numbers of training, is not finite though it is
 * finite on the way there: `log(1 + exp(x))` at 100. Null if there is none up to ±1000.
 *
 * @throws {FormulaError} if it cannot be parsed
 */
export function findOverflow(formula: string): Overflow | null {
  const compute = compileForNumbers(parseFormula(formula), Math.fround);
  for (let i = 1; i < TRIED.length; i++) {
    for (const sign of [1, -1]) {
      const x = sign * TRIED[i]!;
      const value = compute(x);
      if (!Number.isFinite(value) && Number.isFinite(compute(sign * TRIED[i - 1]!))) return { x, value };
    }
  }
  return null;
}
