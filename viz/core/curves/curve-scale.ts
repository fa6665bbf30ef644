import type { Series } from '../../../history/index.ts';

/** A range of data values, `min` below `max`. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Maps `range` to pixels: `min` to `from`, `max` to `to`. A logarithmic scale has a positive `min`. */
export interface CurveScale extends Range {
  readonly isLog: boolean;
  readonly from: number;
  readonly to: number;
}

/** Factor and offset of pixels, by value or, if the scale is logarithmic, by the logarithm of it. */
export function affineOf({ min, max, isLog, from, to }: CurveScale): { factor: number; offset: number } {
  const [low, high] = isLog ? [Math.log(min), Math.log(max)] : [min, max];
  const factor = (to - from) / (high - low);
  return { factor, offset: from - low * factor };
}

/** Pixels of a value; not finite where the scale has no place for it. */
export function pixelOf(scale: CurveScale, value: number): number {
  const { factor, offset } = affineOf(scale);
  return (scale.isLog ? Math.log(value) : value) * factor + offset;
}

/** Inverse of `pixelOf`. */
export function valueOf(scale: CurveScale, pixel: number): number {
  const { factor, offset } = affineOf(scale);
  const value = (pixel - offset) / factor;
  return scale.isLog ? Math.exp(value) : value;
}

/** The range of places of all points; null without points. */
export function rangeOfX(all: readonly Pick<Series, 'x'>[]): Range | null {
  let [min, max] = [Infinity, -Infinity];
  for (const { x } of all) {
    for (const place of x) {
      if (place < min) min = place;
      if (place > max) max = place;
    }
  }
  return min > max ? null : widened({ min, max });
}

/** The range of the values that can be drawn with x in a range; null without any. */
export function rangeOfY(
  all: readonly Pick<Series, 'x' | 'y'>[],
  { min: first, max: last }: Range,
  isLog: boolean,
): Range | null {
  let [min, max] = [Infinity, -Infinity];
  const floor = isLog ? 0 : -Infinity;
  for (const { x, y } of all) {
    for (let i = 0; i < y.length; i++) {
      const value = y[i]!;
      if (!(value > floor && value < Infinity && x[i]! >= first && x[i]! <= last)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min > max ? null : { min, max };
}

/** The range with some room on both ends; of one value, a range around it. */
export function padded({ min, max }: Range, isLog: boolean, share = 0.04): Range {
  if (isLog) {
    const factor = max > min ? (max / min) ** share : 1.1;
    return { min: min / factor, max: max * factor };
  }
  const room = (max - min) * share || Math.abs(max) * 0.05 || 1;
  return { min: min - room, max: max + room };
}

/** A range of one value as one around it. */
function widened({ min, max }: Range): Range {
  if (min < max) return { min, max };
  const room = Math.abs(min) * 0.05 || 1;
  return { min: min - room, max: max + room };
}

/** The part of a scale between two pixels, in any order, as a range of values. */
export function rangeBetween(scale: CurveScale, a: number, b: number): Range {
  const [one, other] = [valueOf(scale, a), valueOf(scale, b)];
  return { min: Math.min(one, other), max: Math.max(one, other) };
}

/**
 * The range of a scale enlarged by `factor` around its middle and moved by `shift` of its length: `factor` 0.5 zooms in,
 * `shift` 0.1 moves towards larger values.
 */
export function moved(scale: CurveScale, factor: number, shift: number): Range {
  const { from, to } = scale;
  const [middle, half] = [(from + to) / 2 + shift * (to - from), (factor * (to - from)) / 2];
  return rangeBetween(scale, middle - half, middle + half);
}
