import { studentQuantile } from '../../../analysis/index.ts';
import type { Series } from '../../../history/index.ts';
import type { Band } from './band-kinds.ts';

/** The mean curve of each group, and the band around it. */
export interface MeanCurves extends Series {
  /** First run of each group, in order of appearance. */
  readonly runs: Uint32Array;
  /** The ends of the band; NaN where fewer than two runs of the group have a value. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** The number of runs with a value. */
  readonly n: Uint32Array;
  /** The runs of each group that have a curve. */
  readonly members: readonly Uint32Array[];
}

/** Groups whose runs were recorded at more places than this are averaged at evenly spaced places. */
const MAX_PLACES = 2000;

/**
 * Averages the curves of each group. Between its records a curve is interpolated linearly, and it has no values before
 * its first record, behind its last, and next to a gap.
 * @param y the values, which may be smoothed
 * @param groupOf the group of each run, by its index in the set
 */
export function meanCurves(
  { runs, starts, x }: Pick<Series, 'runs' | 'starts' | 'x'>,
  y: Float64Array,
  groupOf: ArrayLike<number>,
  band: Band,
): MeanCurves {
  const curvesOf = new Map<number, number[]>();
  for (let curve = 0; curve < runs.length; curve++) {
    const group = groupOf[runs[curve]!]!;
    const curves = curvesOf.get(group);
    if (curves) curves.push(curve);
    else curvesOf.set(group, [curve]);
  }
  const groups = Array.from(curvesOf.values(), (curves) => {
    const places = placesOf(starts, x, curves);
    return { curves, places, ...averaged(starts, x, y, curves, places, band) };
  });
  const groupStarts = new Uint32Array(groups.length + 1);
  for (const [i, { places }] of groups.entries()) groupStarts[i + 1] = groupStarts[i]! + places.length;
  const all = (key: 'places' | 'mean' | 'low' | 'high' | 'n') => {
    const joined = new Float64Array(groupStarts.at(-1)!);
    for (const [i, group] of groups.entries()) joined.set(group[key], groupStarts[i]!);
    return joined;
  };
  return {
    runs: Uint32Array.from(groups, ({ curves }) => runs[curves[0]!]!),
    starts: groupStarts,
    x: all('places'),
    y: all('mean'),
    low: all('low'),
    high: all('high'),
    n: Uint32Array.from(all('n')),
    members: groups.map(({ curves }) => Uint32Array.from(curves, (curve) => runs[curve]!)),
  };
}

/** The places where any of the curves has a record, ascending, or evenly spaced ones if these are too many. */
function placesOf(starts: Uint32Array, x: Float64Array, curves: readonly number[]): Float64Array {
  const places = new Set<number>();
  let [min, max] = [Infinity, -Infinity];
  for (const curve of curves) {
    for (let i = starts[curve]!; i < starts[curve + 1]!; i++) {
      if (places.size <= MAX_PLACES) places.add(x[i]!);
      if (x[i]! < min) min = x[i]!;
      if (x[i]! > max) max = x[i]!;
    }
  }
  if (places.size <= MAX_PLACES) return Float64Array.from(places).sort();
  return Float64Array.from({ length: MAX_PLACES }, (_, i) => min + ((max - min) * i) / (MAX_PLACES - 1));
}

function averaged(
  starts: Uint32Array,
  x: Float64Array,
  y: Float64Array,
  curves: readonly number[],
  places: Float64Array,
  band: Band,
) {
  const { length } = places;
  const n = new Float64Array(length);
  const mean = new Float64Array(length);
  const squares = new Float64Array(length);
  const min = new Float64Array(length).fill(Infinity);
  const max = new Float64Array(length).fill(-Infinity);
  for (const curve of curves) {
    const [start, end] = [starts[curve]!, starts[curve + 1]!];
    let next = start;
    for (let i = 0; i < length; i++) {
      const place = places[i]!;
      while (next < end && x[next]! < place) next++;
      if (next === end) break;
      const value = valueAt(x, y, start, next, place);
      if (!Number.isFinite(value)) continue;
      const count = ++n[i]!;
      const delta = value - mean[i]!;
      mean[i]! += delta / count;
      squares[i]! += delta * (value - mean[i]!);
      if (value < min[i]!) min[i] = value;
      if (value > max[i]!) max[i] = value;
    }
  }
  const [low, high] = [new Float64Array(length).fill(NaN), new Float64Array(length).fill(NaN)];
  const critical = new Map<number, number>();
  for (let i = 0; i < length; i++) {
    const count = n[i]!;
    if (count === 0) mean[i] = NaN;
    if (count < 2) continue;
    if (band === 'range') [low[i], high[i]] = [min[i]!, max[i]!];
    else {
      let half = Math.sqrt(squares[i]! / (count - 1));
      if (band === 'ci') {
        if (!critical.has(count)) critical.set(count, studentQuantile(0.025, count - 1));
        half *= critical.get(count)! / Math.sqrt(count);
      }
      [low[i], high[i]] = [mean[i]! - half, mean[i]! + half];
    }
  }
  return { n, mean, low, high };
}

/** The value of a curve at a place that is not behind record `next`, and behind those before it. */
function valueAt(x: Float64Array, y: Float64Array, start: number, next: number, place: number): number {
  if (x[next] === place) return y[next]!;
  if (next === start) return NaN;
  const share = (place - x[next - 1]!) / (x[next]! - x[next - 1]!);
  return y[next - 1]! + share * (y[next]! - y[next - 1]!);
}
