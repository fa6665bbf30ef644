import type { Column } from '../../history/index.ts';
import { createFractionFinder } from './fraction-finder.ts';
import { laneOf, LANES, type Lane } from './lanes.ts';
import { hasOutliers } from './numeric-scale.ts';
import { scaleY, type AxisScale, type NumericScale } from './scales.ts';

/** What positions on an axis depend on. */
export interface PlacedAxis {
  readonly column: Column;
  readonly scale: AxisScale;
  readonly laneY: ReadonlyMap<Lane, number>;
}

const latest = new WeakMap<Column, { readonly axis: PlacedAxis; readonly positions: Float32Array }>();

/**
 * Per row how many CSS pixels below the top of the axis it crosses it: on the scale, or in its lane. The same array as
 * the last time for the same column on the same scale, so that moving one axis places no rows anew.
 */
export function positionsOf(axis: PlacedAxis): Float32Array {
  const known = latest.get(axis.column);
  if (known !== undefined && isSamePlace(known.axis, axis)) return known.positions;
  const positions = createPositions(axis.column, axis.scale, axis.laneY);
  latest.set(axis.column, { axis, positions });
  return positions;
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
  if (column.kind === 'number' && column.absence === null && scale.type === 'linear') {
    const positions = placeLinearly(column.values, scale);
    if (positions !== null) return positions;
  }
  const lanes = new Map(LANES.map((lane) => [lane, laneY.get(lane) ?? scale.height]));
  const place = column.kind === 'number' ? placeNumbers(scale) : (code: number) => scaleY(scale, code);
  const source = column.kind === 'number' ? column.values : column.codes;
  const { absence } = column;
  const positions = new Float32Array(source.length);
  for (let row = 0; row < positions.length; row++) {
    const value = source[row]!;
    const isPlaced = value - value === 0 && (absence === null || absence[row] === 0);
    positions[row] = isPlaced ? place(value) : lanes.get(laneOf(column, row)!)!;
  }
  return positions;
}

/** The usual case in a loop of its own, which is several times quicker; null where any value has to go elsewhere. */
function placeLinearly(values: Float64Array, scale: NumericScale): Float32Array | null {
  const { min, max } = scale;
  if (!(max - min > 0 && max - min < Infinity)) return null;
  const [from, to] = [scaleY(scale, min), scaleY(scale, max)];
  const step = (to - from) / (max - min);
  const positions = new Float32Array(values.length);
  // What is not finite makes this NaN, in which it stays.
  let strays = 0;
  for (let row = 0; row < positions.length; row++) {
    const value = values[row]!;
    strays += value - value;
    positions[row] = from + (value - min) * step;
  }
  if (strays !== 0) return null;
  if (hasOutliers(scale)) {
    for (let row = 0; row < positions.length; row++) {
      positions[row] = Math.max(0, Math.min(scale.height, positions[row]!));
    }
  }
  return positions;
}

/** What stays the same for all rows is worked out once: there may be millions. */
function placeNumbers(scale: AxisScale): (value: number) => number {
  if (scale.type === 'category') {
    if (scale.levels === null) return (value) => scaleY(scale, value);
    const places = new Map(Array.from(scale.levels, (level) => [level, scaleY(scale, level)]));
    return (value) => places.get(value)!;
  }
  const find = createFractionFinder(scale);
  const { height } = scale;
  return scale.inverted ? (value) => height * find(value) : (value) => height * (1 - find(value));
}
