import { clamp, type Column } from '../../../history/index.ts';
import { profileOf } from '../rows/columns.ts';
import { compileScale } from '../scale/compile-scale.ts';
import { laneOf, LANES, type Lane } from './lanes.ts';
import { hasOutliers } from '../scale/numeric-scale.ts';
import { scaleY, type AxisScale } from '../scale/scales.ts';
import { finish, type Steps } from '../scale/steps.ts';

/** What positions on an axis depend on. */
export interface PlacedAxis {
  readonly column: Column;
  readonly scale: AxisScale;
  readonly laneY: ReadonlyMap<Lane, number>;
}

const latest = new WeakMap<Column, { readonly axis: PlacedAxis; readonly positions: Float32Array }>();

/** So many cells are placed within a frame. */
const fewCells = 1.5e6;
/** Rows placed in one step. */
const stepRows = 1 << 17;

/**
 * Per axis, per row how many CSS pixels below the top of the axis it crosses it: on the scale, or in its lane. The same
 * array as the last time for the same column on the same scale, so that moving one axis places no rows anew. Null where so
 * many would have to be placed that it takes long: `placeInSteps` is for these.
 */
export function quickPositions(axes: readonly PlacedAxis[]): readonly Float32Array[] | null {
  const cells = axes.reduce((sum, axis) => sum + (isKnown(axis) ? 0 : lengthOf(axis.column)), 0);
  return cells > fewCells ? null : finish(placeInSteps(axes));
}

/** The same positions, however many, in steps that take a few milliseconds each. */
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
  // Names are those of the column, or of its levels.
  const scales = Object.entries(one.scale).every(
    ([key, value]) => key === 'labels' || value === other.scale[key as keyof AxisScale],
  );
  return scales && LANES.every((lane) => one.laneY.get(lane) === other.laneY.get(lane));
}

/**
 * Places every row. A cell whose lane has no place is put at the lower end; a layout that was made for the table gives
 * every lane one.
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
  const place = linearPlacer(axis) ?? anyPlacer(axis);
  for (let from = 0; from < positions.length; from += stepRows) {
    if (from > 0) yield;
    place(positions, from, Math.min(positions.length, from + stepRows));
  }
  return positions;
}

/** Places the rows from `from` up to `to`. */
type Placer = (positions: Float32Array, from: number, to: number) => void;

/** The usual case in a loop of its own, which is several times quicker; null where any value has to go elsewhere. */
function linearPlacer({ column, scale }: PlacedAxis): Placer | null {
  if (column.kind !== 'number' || scale.type !== 'linear' || profileOf(column).lanes.size > 0) return null;
  const { min, max, height } = scale;
  if (!(max - min > 0 && max - min < Infinity)) return null;
  const { values } = column;
  const top = scaleY(scale, min);
  const step = (scaleY(scale, max) - top) / (max - min);
  // Subnormal numbers lie nearer to each other than a double can say.
  if (!Number.isFinite(step)) return null;
  const isEdged = hasOutliers(scale);
  return (positions, from, to) => {
    for (let row = from; row < to; row++) positions[row] = top + (values[row]! - min) * step;
    if (!isEdged) return;
    for (let row = from; row < to; row++) positions[row] = clamp(positions[row]!, 0, height);
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

/** What stays the same for all rows is worked out once: there may be millions. */
function placeNumbers(scale: AxisScale): (value: number) => number {
  if (scale.type === 'category') {
    if (scale.levels === null) return (value) => scaleY(scale, value);
    const places = new Map(Array.from(scale.levels, (level) => [level, scaleY(scale, level)]));
    return (value) => places.get(value)!;
  }
  const find = compileScale(scale);
  const { height } = scale;
  return scale.inverted ? (value) => height * find(value) : (value) => height * (1 - find(value));
}
