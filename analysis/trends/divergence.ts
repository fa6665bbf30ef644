import { curveOf, recordAt, type Goal } from './curve.ts';

/** The loss of a run has gone astray. */
export type Divergence =
  /** No record is finite from this one to the end; `value` is NaN or an infinity. */
  | { readonly kind: 'notFinite'; readonly record: number; readonly epoch: number; readonly value: number }
  /** Grows ever faster from this record, the best, to the end. `factor` is how far beyond the earlier range it is. */
  | { readonly kind: 'growing'; readonly record: number; readonly epoch: number; readonly factor: number };

/** The end is worse than the best by this multiple of anything seen before the growth. */
const minFactor = 10;
/** The last quarter of the records of the growth holds at least this share of it; a straight line has 0.25. */
const minLateShare = 0.5;
const minGrowth = 4;

/**
 * Where a curve stops being finite for good, or else grows without bound: it ends ten times farther from its best value
 * than its first and best values are from each other and from 0, and at least half of that in the last quarter of the way.
 * Null for a curve that does neither, and for one without a finite value before.
 */
export function divergenceOf(x: Float64Array, values: Float64Array, direction: Goal): Divergence | null {
  let end = values.length;
  while (end > 0 && !Number.isFinite(values[end - 1])) end--;
  if (end < values.length && end > 0) {
    return { kind: 'notFinite', record: end, epoch: x[end]!, value: values[end]! };
  }
  const curve = curveOf(values, direction);
  const own = curve.values;
  const last = own.length - 1;
  let [best, worst] = [0, 0];
  for (let i = 1; i <= last; i++) {
    if (own[i]! <= own[best]!) best = i;
    if (own[i]! > own[worst]!) worst = i;
  }
  if (last - best < minGrowth) return null;
  const low = own[best]!;
  const growth = own[last]! - low;
  const usual = Math.max(Math.abs(own[0]!), Math.abs(low), own[0]! - low);
  const late = own[last]! - own[last - Math.floor((last - best) / 4)]!;
  const isGrowing = growth > minFactor * usual && late >= minLateShare * growth;
  if (!isGrowing || own[worst]! - low > 2 * growth) return null;
  const record = recordAt(curve, best);
  return { kind: 'growing', record, epoch: x[record]!, factor: growth / usual };
}
