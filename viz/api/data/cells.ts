import type { PlotCell, PlotColumn } from '../types.ts';

/**
 * A cell as JSON. What JSON cannot hold is a list: `["NaN"]`, `["Infinity"]`, `["-Infinity"]`, `[1700000000000]` for a date
 * in milliseconds since 1970, and `[]` for a cell that is not applicable. `null` is a missing value.
 */
export type JsonCell = string | number | boolean | null | readonly [] | readonly [string | number];

/** A column of `JsonCell`s, as `heddle.py` writes it. */
export interface JsonColumn extends Omit<PlotColumn, 'values'> {
  readonly values: readonly JsonCell[];
}

/** @throws {Error} for a list that is no cell */
export function columnsOfJson(columns: readonly JsonColumn[]): PlotColumn[] {
  return columns.map((column) => ({ ...column, values: column.values.map(toCell) }));
}

function toCell(cell: JsonCell): PlotCell {
  if (typeof cell !== 'object' || cell === null) return cell;
  const [value] = cell;
  if (value === undefined) return undefined;
  if (typeof value === 'number') return new Date(value);
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return Number(value);
  throw new Error(`cell of the plot: expected a cell as JSON, got ${JSON.stringify(cell)}`);
}
