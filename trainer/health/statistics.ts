import { clamp } from '../../history/index.ts';
import type { Activation } from '../activations/index.ts';

/** A value is saturated where |f′| is below this; for tanh that is |output| > 0.975. */
export const SATURATED_BELOW = 0.05;
/** A unit is dead where |f′| is below this for every row of the probe. */
const DEAD_BELOW = 1e-3;

/** Fixed, so that layers, epochs and runs are comparable: −8 to 8 in steps of a quarter. */
export const HISTOGRAM_EDGES: readonly number[] = Array.from({ length: 65 }, (_, i) => i / 4 - 8);

/** Statistics of one hidden layer on the probe. Fractions are from 0 to 1. */
export interface LayerStatistics {
  /** Fraction of the units whose derivative is nearly 0 for every row, so that no gradient reaches them. */
  readonly dead: number;
  /** Fraction of all values at which the derivative is small. */
  readonly saturated: number;
  /** Fraction of the outputs that are exactly 0; about half in a healthy ReLU network. */
  readonly zeros: number;
  /** Histogram of the pre-activations: below the first edge, between edges, from the last edge on. NaN is not counted. */
  readonly counts: readonly number[];
}

/**
 * @param z pre-activations, row-major, rows × units
 * @param slope the learned slope, if the activation has one
 */
export function layerStatistics(
  z: Float32Array,
  units: number,
  { forward, derivative }: Activation,
  slope?: number,
): LayerStatistics {
  const isAlive = new Uint8Array(units);
  const counts = new Array<number>(HISTOGRAM_EDGES.length + 1).fill(0);
  let [saturated, zeros] = [0, 0];
  for (let i = 0; i < z.length; i++) {
    const size = Math.abs(derivative(z[i]!, slope));
    // Negated, so that a unit whose derivative is NaN does not count as dead.
    if (!(size < DEAD_BELOW)) isAlive[i % units] = 1;
    if (size < SATURATED_BELOW) saturated++;
    if (forward(z[i]!, slope) === 0) zeros++;
    if (!Number.isNaN(z[i]!)) counts[binOf(z[i]!)]!++;
  }
  const alive = isAlive.reduce((sum, each) => sum + each, 0);
  return { dead: 1 - alive / units, saturated: saturated / z.length, zeros: zeros / z.length, counts };
}

/** A value on an edge belongs to the bin above it. */
function binOf(value: number): number {
  const first = HISTOGRAM_EDGES[0]!;
  const last = HISTOGRAM_EDGES.length - 1;
  return 1 + clamp(Math.floor((value - first) * 4), -1, last);
}
