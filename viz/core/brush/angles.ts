import type { Column, Table } from '../../../history/index.ts';
import { findColumn } from '../rows/columns.ts';
import { compileScale } from '../scale/compile-scale.ts';
import { laneOf, LANES } from '../layout/lanes.ts';
import { createPositions } from '../layout/positions.ts';
import type { FixedDomain } from '../scale/numeric-scale.ts';
import { canScale, inferScale, type ScaleType } from '../scale/scale-types.ts';
import { createAxisScale, isEmptyScale, withBands } from '../scale/scales.ts';

/** One side of an angle: the axis as it was when the angle was drawn. */
export interface AngleAxis {
  readonly column: string;
  readonly scale: ScaleType;
  readonly inverted: boolean;
  /** The axis limits, if they were fixed. */
  readonly domain?: FixedDomain | undefined;
}

/**
 * The lines between two axes whose slope lies from `min` to `max`, both included. A slope is the rise of a line from the
 * left to the right axis in fractions of an axis, from −1 to 1, independent of the plot's size. The brush stores the scales
 * and directions that it was drawn on, so that changing those of an axis does not change the selection.
 */
export interface AngleBrush {
  readonly left: AngleAxis;
  readonly right: AngleAxis;
  readonly min: number;
  readonly max: number;
  /** Whether the lines outside are selected. */
  readonly negated: boolean;
}

/** Whether both angles are between the same two columns, in the same order. */
export function isSameGap(a: AngleBrush, b: AngleBrush): boolean {
  return a.left.column === b.left.column && a.right.column === b.right.column;
}

/** `angles` with `angle` in place of the one between the same columns. */
export function withAngle(angles: readonly AngleBrush[], angle: AngleBrush): AngleBrush[] {
  return [...angles.filter((other) => !isSameGap(other, angle)), angle];
}

/** `angles` without those at dropped columns; the same array if there are none. */
export function withoutAngles(
  angles: readonly AngleBrush[],
  isDropped: (name: string) => boolean,
): readonly AngleBrush[] {
  const kept = angles.filter(({ left, right }) => !isDropped(left.column) && !isDropped(right.column));
  return kept.length === angles.length ? angles : kept;
}

const latest = new WeakMap<AngleBrush, { left: Column; right: Column; taken: Uint8Array }>();

/**
 * A mask with 1 for each row whose slope is within the angle, before negation; rows in a lane of either axis have no slope.
 * Null if the table lacks a column: the angle then has no effect. `table` has its categories in display order. The result
 * is cached per angle.
 */
export function takenByAngle(table: Table, angle: AngleBrush): Uint8Array | null {
  const left = findColumn(table, angle.left.column);
  const right = findColumn(table, angle.right.column);
  if (left === undefined || right === undefined) return null;
  const known = latest.get(angle);
  if (known?.left === left && known.right === right) return known.taken;
  const taken = new Uint8Array(table.length);
  const [from, to] = [heightsOf(left, angle.left), heightsOf(right, angle.right)];
  const { min, max } = angle;
  for (let row = 0; row < taken.length; row++) {
    // NaN is in no range.
    const slope = to[row]! - from[row]!;
    taken[row] = Number(slope >= min) & Number(slope <= max);
  }
  latest.set(angle, { left, right, taken });
  return taken;
}

/** Heights are cached since the axes do not change while an angle is dragged. */
const latestHeights = new WeakMap<Column, { axis: AngleAxis; heights: Float64Array }>();

function isSameAxis(one: AngleAxis, other: AngleAxis): boolean {
  return (
    one.scale === other.scale &&
    one.inverted === other.inverted &&
    one.domain?.min === other.domain?.min &&
    one.domain?.max === other.domain?.max
  );
}

/** The height of each row on the axis, from 0 at the bottom to 1; NaN for rows without a value. */
function heightsOf(column: Column, axis: AngleAxis): Float64Array {
  const known = latestHeights.get(column);
  if (known !== undefined && isSameAxis(known.axis, axis)) return known.heights;
  const heights = findHeights(column, axis);
  latestHeights.set(column, { axis, heights });
  return heights;
}

function findHeights(column: Column, { scale: wanted, inverted, domain }: AngleAxis): Float64Array {
  const type = canScale(column, wanted) ? wanted : inferScale(column);
  const scale = withBands(createAxisScale(column, type, 1, inverted, domain), column);
  if (scale.type === 'category') {
    // A row without a value has no lane here, which is NaN.
    const noLanes = new Map(LANES.map((lane) => [lane, NaN]));
    return Float64Array.from(createPositions(column, scale, noLanes), (y) => 1 - y);
  }
  const source = column.kind === 'number' ? column.values : column.codes;
  const heights = new Float64Array(source.length).fill(NaN);
  if (isEmptyScale(scale)) return heights;
  const fraction = compileScale(scale);
  for (let row = 0; row < heights.length; row++) {
    if (laneOf(column, row) !== null) continue;
    const value = source[row]!;
    heights[row] = inverted ? 1 - fraction(value) : fraction(value);
  }
  return heights;
}
