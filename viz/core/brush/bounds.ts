import { clamp } from '../../../history/index.ts';
import { picksOf, pickedLanes, type Extent, type LanePicks } from './extent.ts';
import { boundLabel } from './bound-text.ts';
import { invertY, isEmptyScale, scaleY, type AxisScale } from '../scale/scales.ts';

/** The lower and the upper end of a range. */
export type Side = 'low' | 'high';

/** One end of a range, for a slider. */
export interface Bound {
  /** Position in CSS pixels below the top of the axis. */
  readonly y: number;
  /** The value, or the index of the category. */
  readonly value: number;
  readonly label: string;
}

/** Number of key presses from one end of a numeric axis to the other. */
const stepsPerAxis = 100;

/** The lowest and the highest value of an axis: numbers, or indexes of categories. */
export function axisBounds(scale: AxisScale): readonly [number, number] {
  return scale.type === 'category' ? [0, scale.labels.length - 1] : [scale.lowest, scale.highest];
}

/** Both ends of an extent on this axis, without lanes; null if it includes no value of the axis. */
export function boundsOf(scale: AxisScale, extent: Extent): Readonly<Record<Side, Bound>> | null {
  const ends = endsOf(scale, extent);
  return ends === null ? null : { low: boundAt(scale, ends[0]), high: boundAt(scale, ends[1]) };
}

/**
 * `extent` with one end moved `steps` steps up (down if negative), at most to its other end. A step is a category, or a
 * hundredth of the length of a numeric axis. Infinite steps move to the end of the axis.
 */
export function stepBound(scale: AxisScale, extent: Extent, side: Side, steps: number): Extent {
  const ends = endsOf(scale, extent);
  if (ends === null) return extent;
  const [low, high] = ends;
  const moved = stepValue(scale, side === 'low' ? low : high, steps);
  return side === 'low'
    ? extentBetween(scale, Math.min(moved, high), high, extent)
    : extentBetween(scale, low, Math.max(moved, low), extent);
}

/**
 * The extent from `low` to `high` on an axis, numbers or indexes of categories, with the given lanes. The ends may lie
 * beyond the axis.
 */
export function extentBetween(scale: AxisScale, low: number, high: number, lanes: LanePicks): Extent {
  const picks = picksOf(pickedLanes({ kind: 'lanes', ...lanes }));
  if (scale.type !== 'category') return { kind: 'range', min: low, max: high, ...picks };
  if (scale.levels !== null) {
    return { kind: 'range', min: scale.levels[low]!, max: scale.levels[high]!, ...picks };
  }
  return { kind: 'categories', values: new Set(scale.labels.slice(low, high + 1)), ...picks };
}

function endsOf(scale: AxisScale, extent: Extent): [number, number] | null {
  if (extent.kind === 'lanes' || isEmptyScale(scale)) return null;
  if (scale.type !== 'category') return extent.kind === 'range' ? [extent.min, extent.max] : null;
  const taken = scale.labels.flatMap((label, index) => {
    const value = scale.levels?.[index];
    const isTaken =
      extent.kind === 'categories'
        ? extent.values.has(label)
        : value !== undefined && value >= extent.min && value <= extent.max;
    return isTaken ? [index] : [];
  });
  return taken.length === 0 ? null : [taken[0]!, taken.at(-1)!];
}

function boundAt(scale: AxisScale, value: number): Bound {
  if (scale.type !== 'category') {
    const y = clamp(scaleY(scale, value), 0, scale.height);
    return { y, value, label: boundLabel(scale, value) };
  }
  return { y: scaleY(scale, scale.levels?.[value] ?? value), value, label: scale.labels[value]! };
}

function stepValue(scale: AxisScale, value: number, steps: number): number {
  const [min, max] = axisBounds(scale);
  if (!Number.isFinite(steps)) return steps > 0 ? max : min;
  if (scale.type === 'category') return clamp(value + steps, min, max);
  const upright = { ...scale, inverted: false };
  const y = scaleY(upright, value) - (steps * scale.height) / stepsPerAxis;
  // Outliers lie beyond fixed limits.
  if (y <= 0) return max;
  return y >= scale.height ? min : invertY(upright, y);
}
