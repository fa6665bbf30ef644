/** A functional box plot: of curves instead of numbers. */
export interface FunctionalBoxplot {
  /** The row of the deepest curve. */
  readonly median: number;
  /** Per place, the ends of the envelope of the deeper half of the curves. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Per place, the ends of the envelope of all curves that are not outliers. */
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  /** The rows of curves that leave the central envelope by more than 1.5 times its height at any place, ascending. */
  readonly outliers: Uint32Array;
  /** The number of curves, without those that lack a value. */
  readonly count: number;
}

/** The factor of a box plot's whiskers. */
const WHISKERS = 1.5;

/**
 * The functional box plot of curves (Sun and Genton, "Functional Boxplots", 2011): curves are ordered by the modified band depth
 * of López-Pintado and Romo ("On the Concept of Depth for Functional Data", 2009), the share of places, averaged over all
 * pairs of curves, at which a curve lies between the two. Curves that are NaN at any place are left out. Takes time
 * proportional to places times n log n.
 * @param places per place, the value of each row
 * @param rows the rows that are curves
 * @returns null for fewer than three curves
 */
export function functionalBoxplot(
  places: readonly ArrayLike<number>[],
  rows: Uint32Array,
): FunctionalBoxplot | null {
  const curves = rows.filter((row) => places.every((values) => !Number.isNaN(values[row]!)));
  if (curves.length < 3 || places.length === 0) return null;
  const depths = bandDepths(places, curves);
  const byDepth = Array.from(curves.keys()).sort((a, b) => depths[b]! - depths[a]! || a - b);
  const central = byDepth.slice(0, Math.ceil(curves.length / 2)).map((at) => curves[at]!);
  const { low, high } = envelopeOf(places, central);
  const isOutlier = (row: number) =>
    places.some((values, at) => {
      const reach = WHISKERS * (high[at]! - low[at]!);
      return values[row]! < low[at]! - reach || values[row]! > high[at]! + reach;
    });
  const outliers = curves.filter(isOutlier);
  const others = new Set(outliers);
  const { low: lowest, high: highest } = envelopeOf(
    places,
    Array.from(curves).filter((row) => !others.has(row)),
  );
  const median = curves[byDepth[0]!]!;
  return { median, low, high, lowest, highest, outliers: outliers.toSorted(), count: curves.length };
}

/**
 * The modified band depth of each curve, from 0 to 1. Of the pairs of n curves those enclose a value of which not both are
 * below and not both above, so that ranks are sufficient.
 */
export function bandDepths(places: readonly ArrayLike<number>[], curves: Uint32Array): Float64Array {
  const n = curves.length;
  const depths = new Float64Array(n);
  const pairs = (count: number) => (count * (count - 1)) / 2;
  const order = Uint32Array.from(curves.keys());
  for (const values of places) {
    const valueAt = (at: number) => values[curves[order[at]!]!];
    order.sort((a, b) => values[curves[a]!]! - values[curves[b]!]!);
    for (let start = 0; start < n;) {
      const value = valueAt(start);
      let end = start + 1;
      while (end < n && valueAt(end) === value) end++;
      const enclosing = pairs(n) - pairs(start) - pairs(n - end);
      for (let at = start; at < end; at++) depths[order[at]!]! += enclosing / pairs(n) / places.length;
      start = end;
    }
  }
  return depths;
}

function envelopeOf(places: readonly ArrayLike<number>[], rows: readonly number[]) {
  const low = Float64Array.from(places, (values) =>
    rows.reduce((min, row) => Math.min(min, values[row]!), Infinity),
  );
  const high = Float64Array.from(places, (values) =>
    rows.reduce((max, row) => Math.max(max, values[row]!), -Infinity),
  );
  return { low, high };
}
