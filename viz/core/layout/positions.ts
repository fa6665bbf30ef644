import { clamp, type Column } from '../../../history/index.ts';
import { profileOf } from '../rows/columns.ts';
import { compileScale } from '../scale/compile-scale.ts';
import { laneOf, LANES, type Lane } from './lanes.ts';
import { hasOutliers } from '../scale/numeric-scale.ts';
import { categoryBands, rowSpreader } from '../scale/category-bands.ts';
import { scaleY, type AxisScale } from '../scale/scales.ts';
import { finish, type Steps } from '../scale/steps.ts';

/** Everything that determines positions on an axis. */
export interface PlacedAxis {
  readonly column: Column;
  readonly scale: AxisScale;
  readonly laneY: ReadonlyMap<Lane, number>;
}

const latest = new WeakMap<Column, { readonly axis: PlacedAxis; readonly positions: Float32Array }>();

/** This number of cells can be placed within a frame. */
const quickCells = 1.5e6;
/** Rows per step. */
const stepRows = 1 << 17;

/**
 * For each axis, the position of each row in CSS pixels below the top: on the scale, or in its lane. Returns the cached
 * array for the same column and scale, so that moving an axis computes nothing. Null if it would take longer than a frame:
 * use `placeInSteps`.
 */
export function quickPositions(axes: readonly PlacedAxis[]): readonly Float32Array[] | null {
  const cells = axes.reduce((sum, axis) => sum + (isKnown(axis) ? 0 : lengthOf(axis.column)), 0);
  return cells > quickCells ? null : finish(placeInSteps(axes));
}

/** The same positions, computed in steps of a few milliseconds. */
export function* placeInSteps(axes: readonly PlacedAxis[]): Steps<readonly Float32Array[]> {
  const all: Float32Array[] = [];
  for (const axis of axes) {
    if (!isKnown(axis)) {
      const positions = yield* createInSteps(axis);
      latest.set(axis.column, { axis, positions });
      yield;
    }
    all.push(latest.get(axis.column)!.positions);
  }
  return all;
}

function isKnown(axis: PlacedAxis): boolean {
  const known = latest.get(axis.column);
  return known !== undefined && isSamePlace(known.axis, axis);
}

function lengthOf(column: Column): number {
  return column.kind === 'number' ? column.values.length : column.codes.length;
}

function isSamePlace(one: PlacedAxis, other: PlacedAxis): boolean {
  // Labels follow from the column or its levels.
  const scales = Object.entries(one.scale).every(
    ([key, value]) => key === 'labels' || value === other.scale[key as keyof AxisScale],
  );
  return scales && LANES.every((lane) => one.laneY.get(lane) === other.laneY.get(lane));
}

/**
 * The position of each row. Cells whose lane is not in `laneY` are placed at the lower end.
 */
export function createPositions(
  column: Column,
  scale: AxisScale,
  laneY: ReadonlyMap<Lane, number>,
): Float32Array {
  return finish(createInSteps({ column, scale, laneY }));
}

function* createInSteps(axis: PlacedAxis): Steps<Float32Array> {
  const positions = new Float32Array(lengthOf(axis.column));
  const place = linearPlacer(axis) ?? bandPlacer(axis) ?? anyPlacer(axis);
  for (let from = 0; from < positions.length; from += stepRows) {
    if (from > 0) yield;
    place(positions, from, Math.min(positions.length, from + stepRows));
  }
  return positions;
}

/** Places the rows from `from` up to `to`. */
type Placer = (positions: Float32Array, from: number, to: number) => void;

/** A fast path for linear scales, several times faster; null if any value needs special handling. */
function linearPlacer({ column, scale }: PlacedAxis): Placer | null {
  if (column.kind !== 'number' || scale.type !== 'linear' || profileOf(column).lanes.size > 0) return null;
  const { min, max, height } = scale;
  if (!(max - min > 0 && max - min < Infinity)) return null;
  const { values } = column;
  const top = scaleY(scale, min);
  const step = (scaleY(scale, max) - top) / (max - min);
  // The step overflows for subnormal ranges.
  if (!Number.isFinite(step)) return null;
  const mustClamp = hasOutliers(scale);
  return (positions, from, to) => {
    for (let row = from; row < to; row++) positions[row] = top + (values[row]! - min) * step;
    if (!mustClamp) return;
    for (let row = from; row < to; row++) positions[row] = clamp(positions[row]!, 0, height);
  };
}

/** Spreads the rows of each category within its box; null without bands. Each row is placed once, in ascending order. */
function bandPlacer({ column, scale, laneY }: PlacedAxis): Placer | null {
  if (scale.type !== 'category' || scale.counts === undefined) return null;
  const { height, inverted } = scale;
  const placeOf = rowSpreader(column, scale.levels, categoryBands(scale.counts));
  return (positions, from, to) => {
    for (let row = from; row < to; row++) {
      const lane = laneOf(column, row);
      if (lane !== null) positions[row] = laneY.get(lane) ?? height;
      else positions[row] = height * (inverted ? placeOf(row) : 1 - placeOf(row));
    }
  };
}

function anyPlacer({ column, scale, laneY }: PlacedAxis): Placer {
  const lanes = new Map(LANES.map((lane) => [lane, laneY.get(lane) ?? scale.height]));
  const place = column.kind === 'number' ? placeNumbers(scale) : (code: number) => scaleY(scale, code);
  const source = column.kind === 'number' ? column.values : column.codes;
  const { absence } = column;
  return (positions, from, to) => {
    for (let row = from; row < to; row++) {
      const value = source[row]!;
      const isPlaced = value - value === 0 && (absence === null || absence[row] === 0);
      positions[row] = isPlaced ? place(value) : lanes.get(laneOf(column, row)!)!;
    }
  };
}

/** Precomputes what is the same for all rows. */
function placeNumbers(scale: AxisScale): (value: number) => number {
  if (scale.type === 'category') {
    if (scale.levels === null) return (value) => scaleY(scale, value);
    const places = new Map(Array.from(scale.levels, (level) => [level, scaleY(scale, level)]));
    return (value) => places.get(value)!;
  }
  const fractionOf = compileScale(scale);
  const { height } = scale;
  return scale.inverted ? (value) => height * fractionOf(value) : (value) => height * (1 - fractionOf(value));
}
