import type { GapDrawing, Scratch } from './engine.ts';
import type { Kernel } from './kernel/kernel.ts';
import { progressAt } from './style.ts';

const floatBytes = 4;

/**
 * Counts the lines of a gap by the cells of their two ends, then sums the counts along slopes: the work that follows the
 * counting depends on cells, not on lines. Left of the middle lines are followed from the left axis, right of it from
 * the right one, so that slopes stay below one.
 */
export function drawBinned(kernel: Kernel, scratch: Scratch, drawing: GapDrawing, cells: number): void {
  const { planes } = drawing;
  // Sums along slopes spread beyond the square; the rest keeps rows from falling on each other in the cache.
  const stride = 2 * cells + 16;
  const planeSize = cells * stride * floatBytes;
  const byLeft = scratch.empty(planes * planeSize);
  const spare = scratch.take(planes * planeSize);
  const byRight = scratch.take(planes * planeSize);
  countLines(kernel, drawing, cells, stride, byLeft, planeSize);
  for (let plane = 0; plane < planes; plane++) {
    kernel.transpose(byLeft + plane * planeSize, byRight + plane * planeSize, cells, stride);
  }
  const columns = columnSlopes(drawing, cells);
  for (const [side, square] of [byLeft, byRight].entries()) {
    const own = columns.filter((column) => column.side === side);
    const slopes = Uint32Array.from(new Set(own.map((column) => column.slope))).sort();
    const wanted = scratch.store(slopes);
    let sums = square;
    for (let plane = 0; plane < planes; plane++) {
      const at = plane * planeSize;
      sums = kernel.project(square + at, spare + at, cells, stride, wanted, slopes.length) - at;
    }
    for (const column of own) {
      depositColumn(kernel, drawing, column, { cells, stride, sums, planes, planeSize });
      drawing.finish(column.number);
    }
  }
}

function countLines(
  kernel: Kernel,
  drawing: GapDrawing,
  cells: number,
  stride: number,
  square: number,
  planeSize: number,
): void {
  const { rows, count, left, right, height, kind, values, colors } = drawing;
  const scale = (drawing.scale * cells) / height;
  const offset = (drawing.offset * cells) / height;
  const where = [rows, count, left, right, scale, offset, cells, stride, square];
  if (kind === 0) kernel.countFlat(...where);
  else if (kind === 1) kernel.countRamp(...where, planeSize, values);
  else kernel.countClasses(...where, planeSize, values, colors);
}

interface ColumnSlope {
  readonly number: number;
  readonly side: 0 | 1;
  readonly slope: number;
  /** Weight of the nearer axis, from ½ to 1: cells per unit along a sum. */
  readonly share: number;
}

function columnSlopes({ columns, curve }: GapDrawing, cells: number): ColumnSlope[] {
  return Array.from({ length: columns }, (_, number) => {
    const t = progressAt(curve, (number + 0.5) / columns);
    const share = Math.max(t, 1 - t);
    return { number, side: t <= 0.5 ? 0 : 1, slope: Math.round(((1 - share) / share) * (cells - 1)), share };
  });
}

interface Sums {
  readonly cells: number;
  readonly stride: number;
  readonly sums: number;
  readonly planes: number;
  readonly planeSize: number;
}

/** Each sum is as wide as the whole number of steps that is nearest to a line's width, so that evenly spread lines look even. */
function depositColumn(
  kernel: Kernel,
  { column, height, lineWidth }: GapDrawing,
  { slope, share }: ColumnSlope,
  { cells, stride, sums, planes, planeSize }: Sums,
): void {
  const cell = height / cells;
  const pitch = share * cell;
  const width = pitch * Math.max(1, Math.round(lineWidth / pitch));
  const start = sums + slope * stride * floatBytes;
  kernel.depositSums(
    column,
    height,
    start,
    planes,
    planeSize,
    cells + slope,
    cell / 2,
    pitch,
    width,
    lineWidth,
  );
}
