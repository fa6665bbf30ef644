import { regularisedBeta } from './beta.ts';

/**
 * The probability that a variable of Student's t distribution lies at least as far from 0 as `t`:
 * I_x(ν/2, 1/2) at x = ν / (ν + t²), I the regularised incomplete beta function (https://dlmf.nist.gov/8.17).
 *
 * @param df degrees of freedom ν, above 0
 */
export function twoSidedProbability(t: number, df: number): number {
  if (Number.isNaN(t)) return NaN;
  if (!Number.isFinite(t)) return 0;
  const sum = df + t * t;
  return regularisedBeta(df / sum, (t * t) / sum, df / 2, 0.5);
}

/** The probability that a variable of Student's t distribution with `df` degrees of freedom exceeds `t`. */
export function upperProbability(t: number, df: number): number {
  const half = twoSidedProbability(t, df) / 2;
  return t < 0 ? 1 - half : half;
}

/**
 * The value that a variable of Student's t distribution exceeds with probability `upper`.
 *
 * @param upper above 0 and at most 1/2
 * @param df degrees of freedom, above 0
 */
export function studentQuantile(upper: number, df: number): number {
  if (last.upper !== upper || last.df !== df) last = { upper, df, quantile: findQuantile(upper, df) };
  return last.quantile;
}

/** The last result, since all pairs of a family need the same quantile. */
let last = { upper: NaN, df: NaN, quantile: NaN };

function findQuantile(upper: number, df: number): number {
  const exceeds = (t: number) => twoSidedProbability(t, df) / 2 > upper;
  let high = 1;
  while (exceeds(high)) high *= 2;
  let low = 0;
  for (let i = 0; i < 200 && low < high; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (exceeds(middle)) low = middle;
    else high = middle;
  }
  return high;
}
