import type { GapDrawing } from './engine.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { Scratch } from './scratch.ts';
import { padding, rowBytes, type PairHistograms } from './pair-histograms.ts';
import { progressAt } from './style.ts';

/**
 * Counts the lines of a gap by the cells of their two ends, then sums the counts along slopes, at a cost that depends on
 * cells, not on lines. Left of the middle slopes are seen from the left axis, right of it from the right one, so that they
 * stay below one.
 */
export function drawBinned(
  kernel: Kernel,
  histograms: PairHistograms,
  scratch: Scratch,
  drawing: GapDrawing,
  cells: number,
): void {
  const { left, right, height, kind, values, counted, units, shift } = drawing;
  const scale = (drawing.scale * cells) / height;
  const offset = (drawing.offset * cells) / height;
  const byLeft = histograms.count(
    { left, right, scale, offset, cells, kind, values, colors: counted, units, shift },
    { pointer: drawing.rows, count: drawing.count },
  );
  const line = rowBytes({ cells, shift });
  // Sums along slopes extend beyond the histogram; the padding avoids conflicts between rows in the cache.
  const stride = ((2 * cells) << shift) + padding;
  const byRight = scratch.empty(padding + cells * line) + padding;
  kernel.transpose(byLeft, byRight, cells, line, shift);
  const [sums, spare] = [scratch.take(cells * stride), scratch.take(cells * stride)];
  const work = scratch.take(32 * (2 * cells + maxTiles + 1));
  const factors = scratch.take(16);
  const columns = columnSlopes(drawing, cells);
  let written = 0;
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
      const tiles = tilesOf(drawing.lineWidth, pitch);
      if (tiles !== written) writeFactors(kernel, drawing, factors, tiles);
      written = tiles;
      const count = cells + slope;
      const origin = cell / 2 - (pitch * tiles) / 2;
      const start = found + slope * stride;
      kernel.resample(drawing.column, height, start, shift, count, tiles, origin, pitch, factors, work);
      drawing.finish(number);
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

/** Writes the factors that convert sums over `tiles` tiles to densities: a cell's first number counts lines, the others are in fixed point. */
function writeFactors(
  kernel: Kernel,
  { lineWidth, kind, units }: GapDrawing,
  factors: number,
  tiles: number,
): void {
  const line = lineWidth / tiles;
  const part = line / units;
  kernel.write(
    kind === 1 ? Float32Array.of(line, part, line, 0) : Float32Array.of(line, part, part, part),
    factors,
  );
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
