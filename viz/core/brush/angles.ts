import type { Column, Table } from '../../../history/index.ts';
import { findColumn } from '../rows/columns.ts';
import { compileScale } from '../scale/compile-scale.ts';
import { laneOf } from '../layout/lanes.ts';
import type { FixedDomain } from '../scale/numeric-scale.ts';
import { canScale, inferScale, type ScaleType } from '../scale/scale-types.ts';
import { createAxisScale, isEmptyScale, scaleY } from '../scale/scales.ts';

/** One side of an angle: the axis as it stood when the angle was drawn. */
export interface AngleAxis {
  readonly column: string;
  readonly scale: ScaleType;
  readonly inverted: boolean;
  /** The ends of the axis, where somebody had fixed them. */
  readonly domain?: FixedDomain | undefined;
}

/**
 * The lines between two axes whose slope lies from `min` to `max`, both included. A slope is how much higher a line is on
 * the right axis than on the left one, in shares of an axis: from −1 to 1, whatever the size of the drawing. It keeps the
 * scales and directions it was drawn on, so that changing those of an axis selects no other rows.
 */
export interface AngleBrush {
  readonly left: AngleAxis;
  readonly right: AngleAxis;
  readonly min: number;
  readonly max: number;
  /** Whether the lines outside are selected. */
  readonly negated: boolean;
}

/** Whether both lie between the same two columns, in this order. */
export function isSameGap(a: AngleBrush, b: AngleBrush): boolean {
  return a.left.column === b.left.column && a.right.column === b.right.column;
}

/** `angles` with this one in place of that between the same columns. */
export function withAngle(angles: readonly AngleBrush[], angle: AngleBrush): AngleBrush[] {
  return [...angles.filter((other) => !isSameGap(other, angle)), angle];
}

/** `angles` without those at a column that is dropped; `angles` itself when there is none. */
export function withoutAngles(
  angles: readonly AngleBrush[],
  isDropped: (name: string) => boolean,
): readonly AngleBrush[] {
  const kept = angles.filter(({ left, right }) => !isDropped(left.column) && !isDropped(right.column));
  return kept.length === angles.length ? angles : kept;
}

const latest = new WeakMap<AngleBrush, { left: Column; right: Column; taken: Uint8Array }>();

/**
 * Per row 1 where its slope is within the angle, before it is negated; rows in a lane of either axis have no slope. Null
 * when the table lacks a column: the angle waits for it. `table` is as its axes show it. Asked again for the same columns
 * it gives back what it found.
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

/** While an angle is dragged its axes stay as they are, and heights are not asked for again. */
const latestHeights = new WeakMap<Column, { axis: AngleAxis; heights: Float64Array }>();

function isSameAxis(one: AngleAxis, other: AngleAxis): boolean {
  return (
    one.scale === other.scale &&
    one.inverted === other.inverted &&
    one.domain?.min === other.domain?.min &&
    one.domain?.max === other.domain?.max
  );
}

/** Per row how high it crosses the axis, from 0 at its bottom to 1; NaN where it has no value. */
function heightsOf(column: Column, axis: AngleAxis): Float64Array {
  const known = latestHeights.get(column);
  if (known !== undefined && isSameAxis(known.axis, axis)) return known.heights;
  const heights = findHeights(column, axis);
  latestHeights.set(column, { axis, heights });
  return heights;
}

function findHeights(column: Column, { scale: wanted, inverted, domain }: AngleAxis): Float64Array {
  const type = canScale(column, wanted) ? wanted : inferScale(column);
  const scale = createAxisScale(column, type, 1, inverted, domain);
  const source = column.kind === 'number' ? column.values : column.codes;
  const heights = new Float64Array(source.length).fill(NaN);
  if (isEmptyScale(scale)) return heights;
  const fraction = scale.type === 'category' ? null : compileScale(scale);
  for (let row = 0; row < heights.length; row++) {
    if (laneOf(column, row) !== null) continue;
    const value = source[row]!;
    const high =
      fraction === null ? 1 - scaleY(scale, value) : inverted ? 1 - fraction(value) : fraction(value);
    heights[row] = high;
  }
  return heights;
}
