import { spreadOut } from '../scale/spread-out.ts';
import { boundsOf } from './bounds.ts';
import { pixelsFromExtent } from './brushing.ts';
import type { Extent } from './extent.ts';
import type { AxisGeometry } from '../layout/geometry.ts';

/** The centres of the labels of a range in CSS pixels below the top of the axis; null for those that it does not have. */
export interface RangeLabels {
  readonly high: number | null;
  readonly count: number | null;
  readonly low: number | null;
}

/** The height of a label. */
const labelHeight = 14;

/**
 * Places the labels of the ranges of an axis without overlaps, close to their bounds and to the middle of each range.
 * `reach`: the length of the axis in CSS pixels, lanes included.
 */
export function placeRangeLabels(
  axis: AxisGeometry,
  extents: readonly Extent[],
  reach: number,
): RangeLabels[] {
  const wanted = extents.map((extent): RangeLabels => {
    const pixels = pixelsFromExtent(axis, extent);
    const bounds = axis.scale.type === 'category' ? null : boundsOf(axis.scale, extent);
    return {
      high: bounds?.high.y ?? null,
      count: pixels === null ? null : (pixels[0] + pixels[1]) / 2,
      low: bounds?.low.y ?? null,
    };
  });
  const all = wanted.flatMap((labels) => orderOf(labels).map((key) => labels[key]!));
  // Labels at the ends of the axis extend beyond them.
  const half = labelHeight / 2;
  const places = spreadOut(
    all.map((y) => y + half),
    labelHeight,
    reach + labelHeight,
  ).map((y) => y - half);
  return wanted.map((labels) => {
    const placed = { ...labels };
    for (const key of orderOf(labels)) placed[key] = places.shift()!;
    return placed;
  });
}

/** The labels of a range from the top; on an inverted axis the low bound is above the high one. */
function orderOf(labels: RangeLabels): (keyof RangeLabels)[] {
  const isInverted = labels.high !== null && labels.low !== null && labels.high > labels.low;
  const keys = ['high', 'count', 'low'] as const;
  return (isInverted ? keys.toReversed() : [...keys]).filter((key) => labels[key] !== null);
}
