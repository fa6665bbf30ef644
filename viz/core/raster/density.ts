import type { DensityDetail } from './detail.ts';
import type { GapDrawing } from './engine.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { Scratch } from './scratch.ts';
import { padding, rowBytes, type PairHistograms } from './pair-histograms.ts';
import { progressAt } from './style.ts';

/**
 * Draws the density of the lines of a gap, each pixel in the colour of the front line there. Counts the lines by the cells of their two ends, then sums the counts along slopes, at a cost that depends on
 * cells, not on lines. Left of the middle slopes are seen from the left axis, right of it from the right one, so that they
 * stay below one.
 */
export function drawDensity(
  kernel: Kernel,
  histograms: PairHistograms,
  scratch: Scratch,
  drawing: GapDrawing,
  { cells, isDraft }: DensityDetail,
): void {
  const { left, right, height, codes, lineWidth } = drawing;
  const hasFronts = codes !== 0;
  const shift = hasFronts ? 3 : 2;
  const scale = (drawing.scale * cells) / height;
  const offset = (drawing.offset * cells) / height;
  const byLeft = histograms.count(
    { left, right, scale, offset, cells, shift },
    { pointer: drawing.rows, count: drawing.count },
    isDraft,
  );
  const line = rowBytes({ cells, shift });
  // Sums along slopes extend beyond the histogram; the padding avoids conflicts between rows in the cache.
  const stride = ((2 * cells) << shift) + padding;
  const byRight = scratch.empty(padding + cells * line) + padding;
  kernel.transpose(byLeft, byRight, cells, line, shift);
  const [sums, spare] = [scratch.take(cells * stride), scratch.take(cells * stride)];
  const work = scratch.take(8 * (2 * cells + maxTiles + 1));
  const column = scratch.take(8 * height);
  const columns = columnSlopes(drawing, cells);
  for (const side of [0, 1] as const) {
    const own = columns.filter((column) => column.side === side);
    if (own.length === 0) continue;
    const slopes = Uint32Array.from(new Set(own.map((column) => column.slope))).sort();
    const slopeList = scratch.store(slopes);
    const histogram = side === 0 ? byLeft : byRight;
    const found = kernel.project(histogram, sums, spare, cells, shift, stride, slopeList, slopes.length);
    for (const { number, slope, share } of own) {
      const cell = height / cells;
      const pitch = share * cell;
      const tiles = tilesOf(lineWidth, pitch);
      const count = cells + slope;
      const origin = cell / 2 - (pitch * tiles) / 2;
      const start = found + slope * stride;
      kernel.resample(column, height, start, shift, count, tiles, origin, pitch, lineWidth / tiles, work);
      if (hasFronts) kernel.resampleFronts(column, height, start, count, tiles, origin, pitch);
      drawing.finish(column, number);
    }
  }
}

const maxTiles = 64;

/**
 * The width of a sum in tiles: the integer nearest to a line's width, so that evenly spaced lines look even.
 */
function tilesOf(lineWidth: number, pitch: number): number {
  return Math.max(1, Math.min(maxTiles, Math.round(lineWidth / pitch)));
}

interface ColumnSlope {
  readonly number: number;
  readonly side: 0 | 1;
  readonly slope: number;
  /** Weight of the nearer axis, from ½ to 1, in cells per step along a sum. */
  readonly share: number;
}

function columnSlopes({ columns, curve }: GapDrawing, cells: number): ColumnSlope[] {
  return Array.from({ length: columns }, (_, number) => {
    const t = progressAt(curve, (number + 0.5) / columns);
    const share = Math.max(t, 1 - t);
    return { number, side: t <= 0.5 ? 0 : 1, slope: Math.round(((1 - share) / share) * (cells - 1)), share };
  });
}
