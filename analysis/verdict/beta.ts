/**
 * The regularised incomplete beta function I_x(a, b) (https://dlmf.nist.gov/8.17). The continued fraction converges fast
 * below the mean; beyond it the other tail is computed.
 *
 * @param y 1 − x, a parameter of its own because the subtraction loses digits if x is close to 1
 */
export function regularisedBeta(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - regularisedBeta(y, x, b, a);
  const front = a * Math.log(x) + b * Math.log(y) - logBeta(a, b) - Math.log(a);
  return Math.exp(front) / betaFraction(x, a, b);
}

const TINY = 1e-300;
const ENOUGH = 1e-16;

/**
 * The denominator 1 + d₁/(1 + d₂/(1 + …)) of the continued fraction https://dlmf.nist.gov/8.17.E22, evaluated from the
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

/** Stirling's series (https://dlmf.nist.gov/5.11.E1), for large x; small x are shifted there by Γ(x + 1) = x Γ(x). */
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
