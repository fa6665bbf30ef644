/** ln(n!) from 0 on; grows as needed. */
let logFactorials = new Float64Array(1);

function logFactorial(n: number): number {
  if (n >= logFactorials.length) {
    const grown = new Float64Array(Math.max(n + 1, 2 * logFactorials.length));
    grown.set(logFactorials);
    for (let i = logFactorials.length; i < grown.length; i++) grown[i] = grown[i - 1]! + Math.log(i);
    logFactorials = grown;
  }
  return logFactorials[n]!;
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/**
 * The probability that `drawn` of `total` items, drawn without replacement, hold at least `hits` of the `marked` ones: the
 * upper tail of the hypergeometric distribution.
 */
export function hypergeometricTail(hits: number, drawn: number, marked: number, total: number): number {
  const least = Math.max(hits, drawn + marked - total, 0);
  let sum = 0;
  for (let k = least; k <= Math.min(drawn, marked); k++) {
    const term = Math.exp(
      logChoose(marked, k) + logChoose(total - marked, drawn - k) - logChoose(total, drawn),
    );
    sum += term;
    // Beyond the mode terms fall ever faster.
    if (k * (total + 2) > (drawn + 1) * (marked + 1) && term < 1e-12 * sum) break;
  }
  return Math.min(1, sum);
}
