import type { Column } from '../../../history/index.ts';
import { laneOf } from '../layout/lanes.ts';
import { hasOutliers } from '../scale/numeric-scale.ts';
import type { AxisScale } from '../scale/scales.ts';

/** Number of `rows` beyond each fixed limit of an axis, which are drawn at its edge. */
export function countBeyond(
  column: Column,
  scale: AxisScale,
  rows: Uint32Array,
): { readonly below: number; readonly above: number } {
  let [below, above] = [0, 0];
  if (column.kind !== 'number' || scale.type === 'category' || !hasOutliers(scale)) return { below, above };
  for (const row of rows) {
    const value = column.values[row]!;
    if (value >= scale.min && value <= scale.max) continue;
    if (laneOf(column, row) !== null) continue;
    if (value < scale.min) below++;
    else above++;
  }
  return { below, above };
}
