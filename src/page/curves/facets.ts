import { ascending } from 'd3';
import {
  PRESENT,
  seriesOf,
  type Column,
  type MetricPair,
  type RunSet,
  type Series,
  type SeriesAxis,
  type Table,
} from '../../../history/index.ts';
import { formatCell } from '../../../viz/index.ts';

/** More charts per metric than this are too many to compare. */
export const MAX_FACETS = 12;

/** The runs with one value of a column. */
export interface Facet {
  /** The value as text. */
  readonly value: string;
  readonly runs: readonly number[];
}

/** A chart of the view of curves. */
export interface CurveChart {
  readonly pair: MetricPair;
  /** The runs with one value of a parameter, and the series whose ranges all such charts share; null for all runs. */
  readonly facet: { readonly title: string; readonly limits: () => readonly Series[] } | null;
  readonly runs: readonly number[];
}

/**
 * The runs by their values of a column, in the order of the values; cells without a value come last, each kind by itself.
 *
 * @param rowOf per run its row in the table of the column; -1 if it has none
 */
export function facetsOf(column: Column, rowOf: Int32Array, runs: readonly number[]): Facet[] {
  const found = new Map<string, { place: number; runs: number[] }>();
  for (const run of runs) {
    const row = rowOf[run]!;
    if (row < 0) continue;
    const value = formatCell(column, row);
    const facet = found.get(value) ?? { place: placeOf(column, row), runs: [] };
    facet.runs.push(run);
    found.set(value, facet);
  }
  return [...found]
    .sort(([, a], [, b]) => ascending(a.place, b.place))
    .map(([value, facet]) => ({ value, runs: facet.runs }));
}

function placeOf(column: Column, row: number): number {
  if ((column.absence?.[row] ?? PRESENT) !== PRESENT) return Infinity;
  const value = cellOf(column, row);
  return Number.isFinite(value) ? value : Number.MAX_VALUE;
}

/** The value of a number, or the index of a category. */
function cellOf(column: Column, row: number): number {
  return column.kind === 'number' ? column.values[row]! : column.codes[row]!;
}

/** The parameters with at least 2 and at most `MAX_FACETS` values among the runs, each kind of absence included. */
export function facetColumns({ columns }: Table, rowOf: Int32Array, runs: readonly number[]): Column[] {
  return columns.filter((column) => {
    if (column.role !== 'parameter') return false;
    const values = new Set<number>();
    const absences = new Set<number>();
    for (const run of runs) {
      const row = rowOf[run]!;
      if (row < 0) continue;
      const absence = column.absence?.[row] ?? PRESENT;
      if (absence === PRESENT) values.add(cellOf(column, row));
      else absences.add(absence);
      if (values.size + absences.size > MAX_FACETS) return false;
    }
    return values.size + absences.size > 1;
  });
}

/** Returns a function that reads the series of a metric, and of its training counterpart, once for all charts of it. */
export function seriesReader(
  set: RunSet,
  axis: SeriesAxis,
  runs: readonly number[],
): (pair: MetricPair) => readonly Series[] {
  const read = new Map<string, readonly Series[]>();
  return ({ name, train }) => {
    const names = train === null ? [name] : [train, name];
    const series = read.get(name) ?? names.map((each) => seriesOf(set, each, axis, runs));
    read.set(name, series);
    return series;
  };
}
