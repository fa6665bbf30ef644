import type { AxisGeometry } from '../layout/geometry.ts';
import { laneOf } from '../layout/lanes.ts';
import { scaleY } from '../scale/scales.ts';

/**
 * Per axis the place of each row, in CSS pixels below the top of the axes: its position, in the middle of its category, so
 * that rows of one category are equal; NaN for rows in lanes.
 */
export function placesForDepth(
  axes: readonly AxisGeometry[],
  positions: readonly Float32Array[],
): Float32Array[] {
  return axes.map(({ column, scale, laneY }, index) => {
    if (scale.type !== 'category' && laneY.size === 0) return positions[index]!;
    return positions[index]!.map((y, row) => {
      if (laneOf(column, row) !== null) return NaN;
      if (scale.type !== 'category') return y;
      return scaleY(scale, column.kind === 'number' ? column.values[row]! : column.codes[row]!);
    });
  });
}
