/** The half-widths of the sampled intervals, a decade apart. */
const REACHES = [10, 100, 1000] as const;
/** Sampled points on each side of 0. */
const POINTS = 2000;

/**
 * The minimum and maximum of a function, sampled between −1000 and 1000. A bound that grows in the last decade by
 * more than half of its growth in the decade before is reported as infinite: a logarithm, the slowest of the usual
 * unbounded functions, grows equally in each decade, an arctangent by a tenth of the growth before.
 */
export function suprema(f: (x: number) => number): readonly [min: number, max: number] {
  return [-supremum((x) => -f(x)), supremum(f)];
}

function supremum(f: (x: number) => number): number {
  const near = maximum(f, REACHES[0]);
  const middle = Math.max(near, maximum(f, REACHES[1]));
  const far = Math.max(middle, maximum(f, REACHES[2]));
  const growth = far - middle;
  // Sampling misses the exact peak of a wave by a different amount in each decade.
  const isGrowing = growth > 0.01 * Math.abs(far) && growth > (middle - near) / 2;
  return isGrowing ? Infinity : far;
}

function maximum(f: (x: number) => number, reach: number): number {
  let max = -Infinity;
  for (let i = -POINTS; i <= POINTS; i++) {
    const value = f((i / POINTS) * reach);
    if (value > max) max = value;
  }
  return max;
}
