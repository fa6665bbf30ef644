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

/**
 * The value that a variable of Student's t distribution exceeds with probability `upper`.
 *
 * @param upper above 0 and at most 1/2
 * @param df degrees of freedom, above 0
 */
export function studentQuantile(upper: number, df: number): number {
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

/**
 * The continued fraction converges fast below the mean; beyond it the other tail is taken.
 *
 * @param y 1 − x, given since little is left of it where x is close to 1
 */
function regularisedBeta(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - regularisedBeta(y, x, b, a);
  const front = a * Math.log(x) + b * Math.log(y) - logBeta(a, b) - Math.log(a);
  return Math.exp(front) / betaFraction(x, a, b);
}

const TINY = 1e-300;
const ENOUGH = 1e-16;

/**
 * The denominator 1 + d₁/(1 + d₂/(1 + …)) of the continued fraction https://dlmf.nist.gov/8.17.E22, worked out from the
 * front by Lentz's method in the form of I. J. Thompson and A. R. Barnett, "Coulomb and Bessel functions of complex
 * arguments and order", 1986.
 */
function betaFraction(x: number, a: number, b: number): number {
  let value = 1;
  let c = 1;
  let d = 0;
  for (let k = 1; k < 10_000; k++) {
    const m = Math.floor(k / 2);
    const term =
      k % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + term * d || TINY);
    c = 1 + term / c || TINY;
    value *= c * d;
    if (Math.abs(c * d - 1) < ENOUGH) break;
  }
  return value;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Stirling's series (https://dlmf.nist.gov/5.11.E1), for large x; small x are led there by Γ(x + 1) = x Γ(x). */
function logGamma(x: number): number {
  let [shifted, product] = [x, 1];
  for (; shifted < 15; shifted++) product *= shifted;
  const inverse = 1 / (shifted * shifted);
  const series =
    (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) / shifted;
  return (
    (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product)
  );
}
