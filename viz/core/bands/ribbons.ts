import { clamp, hasConfigurations, type Table } from '../../../history/index.ts';
import type { AxisGeometry } from '../layout/geometry.ts';
import { laneOf } from '../layout/lanes.ts';
import { scaleY, type NumericScale } from '../scale/scales.ts';
import type { PlotBands } from './kinds.ts';

/** The spread of a configuration's runs: per axis its ends, in CSS pixels below the top of the axes. */
export interface Ribbon {
  readonly row: number;
  readonly upper: Float64Array;
  readonly lower: Float64Array;
}

export interface RibbonsInput {
  readonly table: Table;
  readonly rows: Uint32Array;
  readonly axes: readonly AxisGeometry[];
  /** Per axis and row, in CSS pixels below the top of the axes. */
  readonly positions: readonly Float32Array[];
  readonly bands: PlotBands;
}

/**
 * The ribbons of the rows whose runs differ on one of the axes, if the rows are configurations. On axes without statistics,
 * and of fewer than two runs, a ribbon has no width.
 */
export function ribbonsOf({ table, rows, axes, positions, bands }: RibbonsInput): Ribbon[] {
  if (!hasConfigurations(table) || bands === 'none' || bands === 'boxplot') return [];
  return Array.from(rows, (row): Ribbon => {
    const upper = new Float64Array(axes.length);
    const lower = new Float64Array(axes.length);
    for (const [index, { name, scale }] of axes.entries()) {
      upper[index] = lower[index] = positions[index]![row]!;
      const found = table.statistics.get(name);
      if (found === undefined || scale.type === 'category' || !(found.n[row]! >= 2)) continue;
      const reach = bands === 'sd' ? found.sd[row]! : found.ci95[row]!;
      const [low, high] =
        bands === 'range'
          ? [found.min[row]!, found.max[row]!]
          : [found.mean[row]! - reach, found.mean[row]! + reach];
      if (Number.isNaN(low) || Number.isNaN(high)) continue;
      const ends = [placeOnAxis(scale, low), placeOnAxis(scale, high)];
      upper[index] = Math.min(...ends);
      lower[index] = Math.max(...ends);
    }
    return { row, upper, lower };
  }).filter(({ upper, lower }) => upper.some((y, index) => lower[index]! > y));
}

/**
 * The lines of the runs of a configuration, per run and axis in CSS pixels below the top of the axes; NaN where a run has no
 * value. Empty if the rows are no configurations, or the configuration has a single run.
 */
export function runLinesOf({ table, axes, positions }: RibbonsInput, row: number): Float64Array[] {
  if (!hasConfigurations(table) || !(table.members[row]!.length > 1)) return [];
  const { runs, statistics } = table;
  const columns = axes.map(({ name }) =>
    statistics.has(name) ? runs.columns.find((column) => column.name === name) : undefined,
  );
  return Array.from(table.members[row]!, (run) =>
    Float64Array.from(axes, ({ scale }, index) => {
      const column = columns[index];
      if (column?.kind !== 'number' || scale.type === 'category') return positions[index]![row]!;
      return laneOf(column, run) === null ? placeOnAxis(scale, column.values[run]!) : NaN;
    }),
  );
}

/** The place of a value on an axis, or the end of the axis that is nearer; a logarithm has no place for zero. */
function placeOnAxis(scale: NumericScale, value: number): number {
  const y = scaleY(scale, value);
  const isLowEnd = Number.isNaN(y) || y === Infinity;
  if (isLowEnd) return scale.inverted ? 0 : scale.height;
  return clamp(y, 0, scale.height);
}
