import { extent } from 'd3';
import type { Distribution } from '../../../history/index.ts';

export type Interval = readonly [number, number];

/** A function with its colour. */
export interface Curve {
  readonly name: string;
  readonly color: string;
  readonly at: (x: number) => number;
  /** Drawn faintly while another one is highlighted. */
  readonly isFaint?: boolean;
}

/** Segments of a curve: one per two pixels of a chart about 600 wide. */
const PIECES = 300;

/**
 * The polylines of a function over an interval: one per continuous segment, so that a step such as ReLU's derivative is
 * not drawn as a slope. Values that are not finite end a segment too.
 */
export function sampleCurve(at: Curve['at'], [from, to]: Interval): [number, number][][] {
  const stretches: [number, number][][] = [[]];
  const step = (to - from) / PIECES;
  for (let piece = 0; piece <= PIECES; piece++) {
    const x = from + piece * step;
    const y = at(x);
    if (!Number.isFinite(y)) {
      stretches.push([]);
      continue;
    }
    const before = stretches.at(-1)!.at(-1);
    if (before !== undefined && isJump(at, before, [x, y])) stretches.push([]);
    stretches.at(-1)!.push([x, y]);
  }
  return stretches.filter((stretch) => stretch.length > 0);
}

/** Whether the function jumps between two points: most of the difference remains when they converge on the change. */
function isJump(at: Curve['at'], [x0, y0]: [number, number], [x1, y1]: [number, number]): boolean {
  const difference = Math.abs(y1 - y0);
  if (difference < 0.05) return false;
  let [low, high] = [x0, x1];
  for (let halving = 0; halving < 12; halving++) {
    const middle = (low + high) / 2;
    if (Math.abs(at(middle) - y0) > difference / 2) high = middle;
    else low = middle;
  }
  return Math.abs(at(high) - at(low)) > difference / 2;
}

/** The y domain of a chart of the curves: their values with a margin, always including 0; −1 to 1 if all are 0. */
export function valuesOf(curves: readonly Curve[], interval: Interval): Interval {
  const values = curves.flatMap(({ at }) =>
    sampleCurve(at, interval)
      .flat()
      .map(([, y]) => y),
  );
  const [low = 0, high = 1] = extent([...values, 0]);
  if (low === high) return [-1, 1];
  const air = Math.max(high - low, 0.1) * 0.06;
  return [low - air, high + air];
}

/**
 * The histogram of one epoch of a distribution, within `interval`: the open first and last bins extend to its ends, so
 * that no value is left out. Null for an epoch that was not measured.
 */
export function histogramOf(
  { edges, epochs, counts }: Distribution,
  epoch: number,
  [low, high]: Interval,
): Histogram | null {
  const found = counts[epochs.indexOf(epoch)];
  if (found === undefined) return null;
  return { edges: [Math.min(low, edges[0]!), ...edges, Math.max(high, edges.at(-1)!)], counts: found };
}

/** Counts of values between neighbouring edges, ascending: one more edge than counts. */
export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/**
 * The share of saturated values in a histogram, |f′(x)| < `threshold`: from 0 to 1. Each bin counts proportionally, by
 * ten points within it. NaN for an empty histogram.
 */
export function saturatedShare(
  { edges, counts }: Histogram,
  derivative: (x: number) => number,
  threshold: number,
): number {
  const points = 10;
  let [saturated, total] = [0, 0];
  for (const [bin, count] of counts.entries()) {
    const [from, to] = [edges[bin]!, edges[bin + 1]!];
    let flat = 0;
    for (let point = 0; point < points; point++) {
      const x = from + ((point + 0.5) / points) * (to - from);
      if (Math.abs(derivative(x)) < threshold) flat++;
    }
    saturated += (count * flat) / points;
    total += count;
  }
  return saturated / total;
}

/**
 * The bins of a distribution that lie entirely within an interval, per epoch.
 *
 * @returns the edges from the first to the last of them, and the counts between
 */
export function binsWithin(
  { edges, counts }: Distribution,
  [low, high]: Interval,
): { readonly edges: readonly number[]; readonly counts: readonly (readonly number[])[] } {
  const first = edges.findIndex((edge) => edge >= low);
  const last = edges.findLastIndex((edge) => edge <= high);
  if (first < 0 || last <= first) return { edges: [], counts: counts.map(() => []) };
  // There is one count more than edges: the first counts the values below all edges.
  return { edges: edges.slice(first, last + 1), counts: counts.map((row) => row.slice(first + 1, last + 1)) };
}
