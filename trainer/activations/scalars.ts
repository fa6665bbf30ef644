/** Scalar functions in double precision that JavaScript lacks. */

/** 1 / (1 + exp(−x)), computed separately for each sign, so that `exp` never overflows and small values keep their digits. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const exp = Math.exp(x);
  return exp / (1 + exp);
}

/** log(1 + exp(x)), which neither overflows nor loses the digits of small values. */
export function softplusOf(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** Above this the series needs too many terms, and the continued fraction only a few. */
const SERIES_BELOW = 2.5;

/**
 * The error function 2/√π ∫₀ˣ exp(−t²) dt to about 15 digits: near 0 by its series of positive terms (Abramowitz and
 * Stegun 7.1.6), elsewhere by the continued fraction of its complement (7.1.14).
 */
export function erfOf(x: number): number {
  const size = Math.abs(x);
  return size < SERIES_BELOW ? erfSeries(x) : Math.sign(x) * (1 - erfcFraction(size));
}

function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

function erfcFraction(x: number): number {
  let fraction = x;
  for (let n = 60; n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (fraction * Math.sqrt(Math.PI));
}

/** The CDF of the standard normal distribution. Its relative error stays small for large negative x. */
export function normalCdf(x: number): number {
  const z = x / Math.SQRT2;
  return z < -SERIES_BELOW ? erfcFraction(-z) / 2 : (1 + erfOf(z)) / 2;
}

/** The density of the standard normal distribution. */
export function normalPdf(x: number): number {
  return Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI);
}
