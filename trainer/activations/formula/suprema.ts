/** How far out is looked, a decade further each time. */
const REACHES = [10, 100, 1000] as const;
/** Of each side; 0 itself is between them. */
const POINTS = 2000;

/**
 * The least and the greatest value of a function of x, as far as they show between −1000 and 1000. One that moves on
 * from decade to decade, by more than half of what the decade before added, is infinite: so does a logarithm, the
 * slowest of the usual functions without a bound, while an arctangent adds a tenth each time.
 */
export function suprema(f: (x: number) => number): readonly [least: number, most: number] {
  return [-supremum((x) => -f(x)), supremum(f)];
}

function supremum(f: (x: number) => number): number {
  const near = greatest(f, REACHES[0]);
  const middle = Math.max(near, greatest(f, REACHES[1]));
  const far = Math.max(middle, greatest(f, REACHES[2]));
  const grown = far - middle;
  // A wave is not met at its very top in each decade.
  const isGrowing = grown > 0.01 * Math.abs(far) && grown > (middle - near) / 2;
  return isGrowing ? Infinity : far;
}

function greatest(f: (x: number) => number, reach: number): number {
  let most = -Infinity;
  for (let i = -POINTS; i <= POINTS; i++) {
    const value = f((i / POINTS) * reach);
    if (value > most) most = value;
  }
  return most;
}
