import type { Deposit, InkColumn } from './ink-column.ts';
import type { Ink, InkGroup } from './ink.ts';
import { createProjector, projectAlong, type Projector } from './project.ts';

/** How positions become cells, and lines ink. */
export interface BinFrame {
  /** Cells per CSS pixel, and cells above the top of the axes. */
  readonly scale: number;
  readonly offset: number;
  /** Columns across the gap. */
  readonly columns: number;
  /** Ink of one line in every column. */
  readonly mass: number;
}

/** Memory for binning, used again for every gap. */
export interface Bins {
  readonly cells: number;
  /** For ink, and for ink times place on the ramp: seen from the left axis and from the right. */
  readonly mass: readonly [Projector, Projector];
  readonly tint: readonly [Projector, Projector];
}

export function createBins(cells: number): Bins {
  const pair = () => [createProjector(cells), createProjector(cells)] as const;
  return { cells, mass: pair(), tint: pair() };
}

/**
 * Counts lines by the cells of their ends, then sums the counts along slopes: the work that follows the counting depends
 * on cells, not on lines. Left of the middle of a gap lines are followed from the left axis, right of it from the right
 * one, so that slopes stay below one. Every `next()` does a few milliseconds of work.
 */
export function* createBinned(
  ink: Ink,
  group: InkGroup,
  left: Float32Array,
  right: Float32Array,
  frame: BinFrame,
  bins: Bins,
): Generator<void, Deposit, void> {
  const hasTint = group.color === null;
  countLines(ink, group, left, right, frame, bins);
  yield;
  const slopes = columnSlopes(frame.columns, bins.cells);
  const sides: { mass: Float32Array; tint: Float32Array | null }[] = [];
  for (const side of [0, 1] as const) {
    const wanted = slopes.filter((slope) => slope.side === side).map((slope) => slope.slope);
    const mass = projectAlong(bins.mass[side], wanted);
    yield;
    const tint = hasTint ? projectAlong(bins.tint[side], wanted) : null;
    yield;
    sides.push({ mass, tint });
  }
  return (column, number) => {
    const { side, slope, share } = slopes[number]!;
    const { mass, tint } = sides[side]!;
    spread(column, column.mass, mass, slope, share);
    if (tint !== null) spread(column, column.tint, tint, slope, share);
  };
}

interface ColumnSlope {
  readonly side: 0 | 1;
  readonly slope: number;
  /** Weight of the nearer axis, from ½ to 1: cells per unit along a sum. */
  readonly share: number;
}

function columnSlopes(columns: number, cells: number): ColumnSlope[] {
  return Array.from({ length: columns }, (_, number) => {
    const t = (number + 0.5) / columns;
    const near = Math.max(t, 1 - t);
    return { side: t <= 0.5 ? 0 : 1, slope: Math.round(((1 - near) / near) * (cells - 1)), share: near };
  });
}

function countLines(
  { order, fractions }: Ink,
  { start, end, color }: InkGroup,
  left: Float32Array,
  right: Float32Array,
  { scale, offset, mass }: BinFrame,
  bins: Bins,
): void {
  const [byLeft, byRight] = bins.mass;
  const [tintByLeft, tintByRight] = bins.tint;
  byLeft.input.fill(0);
  if (color === null) tintByLeft.input.fill(0);
  for (let index = start; index < end; index++) {
    const row = order[index]!;
    const from = (left[row]! * scale + offset) | 0;
    const to = (right[row]! * scale + offset) | 0;
    const bin = to * byLeft.stride + from;
    byLeft.input[bin]! += mass;
    if (color === null) tintByLeft.input[bin]! += mass * fractions![row]!;
  }
  transpose(byLeft, byRight);
  if (color === null) transpose(tintByLeft, tintByRight);
}

function transpose({ input: from, size, stride }: Projector, { input: to }: Projector): void {
  to.fill(0);
  const block = 32;
  for (let top = 0; top < size; top += block) {
    for (let left = 0; left < size; left += block) {
      for (let v = top; v < Math.min(size, top + block); v++) {
        for (let u = left; u < Math.min(size, left + block); u++) to[u * stride + v] = from[v * stride + u]!;
      }
    }
  }
}

/** Shares each sum between the two cells nearest to where it lies in the column. */
function spread(
  { guard, cells }: InkColumn,
  target: Float32Array,
  sums: Float32Array,
  slope: number,
  share: number,
): void {
  const start = slope * 2 * cells;
  const length = cells + slope;
  for (let c = 0; c < length; c++) {
    const ink = sums[start + c]!;
    if (ink === 0) continue;
    const y = share * c + guard;
    const cell = y | 0;
    const lower = ink * (y - cell);
    target[cell]! += ink - lower;
    target[cell + 1]! += lower;
  }
}
