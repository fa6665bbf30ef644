import { nameWidth, numericTicks } from '../scale/ticks.ts';
import { pixelOf, type CurveScale } from './curve-scale.ts';

/** A tick of an axis of curves. */
export interface CurveTick {
  readonly pixel: number;
  readonly label: string;
}

/** Distances of ticks, and the smallest gap between two labels, in CSS pixels. */
const TICK_DISTANCE = { row: 84, column: 34 } as const;
const LABEL_GAP = 8;
const LABEL_HEIGHT = 14;

/**
 * The ticks of a scale, with labels that do not overlap; the label is empty where there is no room.
 * @param direction `row` for an x axis, `column` for a y axis
 * @param unit value of one unit of the labels, such as 60 for minutes
 */
export function curveTicks(
  scale: CurveScale,
  direction: 'row' | 'column',
  isInteger: boolean,
  unit = 1,
): CurveTick[] {
  const length = Math.abs(scale.to - scale.from);
  const count = Math.max(2, Math.round(length / TICK_DISTANCE[direction]));
  const type = scale.isLog ? 'log' : 'linear';
  const { values, labels } = numericTicks(type, scale.min / unit, scale.max / unit, count, isInteger);
  const ticks = values
    .map((value, i) => ({ pixel: pixelOf(scale, value * unit), label: labels[i]! }))
    .sort((a, b) => a.pixel - b.pixel);
  let free = -Infinity;
  return ticks.map(({ pixel, label }) => {
    const size = direction === 'row' ? nameWidth(label.length) : LABEL_HEIGHT;
    if (label === '' || pixel - size / 2 < free) return { pixel, label: '' };
    free = pixel + size / 2 + (direction === 'row' ? LABEL_GAP : 2);
    return { pixel, label };
  });
}

/** A unit of time for labels, by the seconds that an axis spans. */
export function timeUnit(seconds: number): { readonly unit: number; readonly name: string } {
  if (seconds >= 2 * 86_400) return { unit: 86_400, name: 'days' };
  if (seconds >= 2 * 3600) return { unit: 3600, name: 'hours' };
  if (seconds >= 180) return { unit: 60, name: 'minutes' };
  return { unit: 1, name: 'seconds' };
}
