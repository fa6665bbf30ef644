import { eachCrossing, gapOf, range } from './lines.ts';
import type { Axes } from './page/tool.ts';
import { isInk, isOccupied, type Pair } from './pixels.ts';
import type { Data } from './structures.ts';

/** Pixels around lines of other rows that are left out. */
const margin = 2;

/**
 * The share of pixels crossed by outliers alone that are inked, less the share of pixels without any line that are; at
 * least 0. Pixels within 2 px of a line that is no outlier are left out, and so is the 1 px beside an outlier.
 */
export function scoreOutliers(pair: Pair, axes: Axes, data: Data): number {
  const gap = gapOf(axes);
  const height = gap.bottom - gap.top;
  const columns = range(gap.left, gap.right);
  const [outlier, other, near] = Array.from({ length: 3 }, () =>
    columns.map(() => new Uint8Array(height)),
  ) as [Uint8Array[], Uint8Array[], Uint8Array[]];
  eachCrossing(data, axes, columns, (row, y, x) => {
    const at = Math.floor(y) - gap.top;
    const column = x - gap.left;
    if (data.isOutlier[row]) {
      outlier[column]![at] = 1;
      near[column]!.fill(1, Math.max(0, at - margin), Math.max(0, at + margin + 1));
    } else other[column]!.fill(1, Math.max(0, at - margin), Math.max(0, at + margin + 1));
  });
  const counts = { crossed: 0, found: 0, free: 0, wrong: 0 };
  for (const [column, x] of columns.entries()) {
    for (let at = 0; at < height; at++) {
      const y = gap.top + at;
      if (other[column]![at] === 1 || isOccupied(pair, x, y)) continue;
      if (outlier[column]![at] === 1) {
        counts.crossed += 1;
        if (isInk(pair, x, y)) counts.found += 1;
      } else if (near[column]![at] === 0) {
        counts.free += 1;
        if (isInk(pair, x, y)) counts.wrong += 1;
      }
    }
  }
  return Math.max(0, counts.found / counts.crossed - counts.wrong / Math.max(1, counts.free));
}
