import type { Column } from '../../history/index.ts';
import { laneOf, LANES, type Lane } from './lanes.ts';
import { scaleY, type AxisScale } from './scales.ts';

/**
 * Per row how many CSS pixels below the top of the axis it crosses it: on the scale, or in its lane. A cell whose lane
 * has no place is put at the lower end; a layout that was made for the table gives every lane one.
 */
export function createPositions(
  column: Column,
  scale: AxisScale,
  laneY: ReadonlyMap<Lane, number>,
): Float32Array {
  const lanes = new Map(LANES.map((lane) => [lane, laneY.get(lane) ?? scale.height]));
  const place = column.kind === 'number' ? placeNumbers(scale) : (code: number) => scaleY(scale, code);
  const source = column.kind === 'number' ? column.values : column.codes;
  const positions = new Float32Array(source.length);
  for (let row = 0; row < positions.length; row++) {
    const value = source[row]!;
    const isPlaced = value - value === 0 && !column.absence?.[row];
    positions[row] = isPlaced ? place(value) : lanes.get(laneOf(column, row)!)!;
  }
  return positions;
}

/** Levels are looked up once, not searched for in every row. */
function placeNumbers(scale: AxisScale): (value: number) => number {
  if (scale.type !== 'category' || scale.levels === null) return (value) => scaleY(scale, value);
  const places = new Map(Array.from(scale.levels, (level) => [level, scaleY(scale, level)]));
  return (value) => places.get(value)!;
}
