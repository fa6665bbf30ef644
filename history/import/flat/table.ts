import type { RecordValue } from '../../types.ts';

/** A cell of a flat table: null is missing; undefined is not there at all, so it does not apply. */
export type FlatCell = RecordValue | undefined;

/** Columns of cells, before anybody knows which columns are parameters and which rows make a run. */
export interface FlatTable {
  /** Unique, in the order of the file. */
  readonly names: readonly string[];
  /** How many rows there are. */
  readonly length: number;
  /** For every name its cells, one a row. */
  readonly columns: readonly (readonly FlatCell[])[];
  /** Rows before which the file began anew: its header stood there again. */
  readonly restarts: ReadonlySet<number>;
}

/** The cell of several rows that make one record: the last that has a value. */
export function mergedCell(table: FlatTable, rows: readonly number[], column: number): FlatCell {
  const cells = table.columns[column]!;
  let merged: FlatCell;
  for (const row of rows) {
    const cell = cells[row];
    if (cell !== undefined && (cell !== null || merged === undefined)) merged = cell;
  }
  return merged;
}
