import { cellAt, gatherCells, isSameCell, kindAt, listOfCells, NUMBER } from '../../runs/cells.ts';
import { packCells } from '../../runs/growing-cells.ts';
import type { Cell, Cells } from '../../runs/cells.ts';

/** A cell of a flat table: null is missing; undefined is not there at all, so it does not apply. */
export type FlatCell = Cell;

/** Columns of cells, before anybody knows which columns are parameters and which rows make a run. */
export interface FlatTable {
  /** Unique, in the order of the file. */
  readonly names: readonly string[];
  /** How many rows there are. */
  readonly length: number;
  /** For every name its cells, one a row. */
  readonly columns: readonly Cells[];
  /** Rows before which the file began anew: its header stood there again. */
  readonly restarts: ReadonlySet<number>;
}

/** A table with the cells of its columns as lists, for small ones. */
export interface ListedTable extends Omit<FlatTable, 'columns'> {
  readonly columns: readonly (readonly FlatCell[])[];
}

export function listed(table: FlatTable): ListedTable {
  return { ...table, columns: table.columns.map(listOfCells) };
}

/** Which rows make which record of which run. */
export interface Layout {
  /** Rows of the table: those of a record together, the records of a run in their order, run after run. */
  readonly rows: Uint32Array;
  /** Where in `rows` each record begins, and the last ends; null where each row is a record. */
  readonly records: Uint32Array | null;
  /** At which record each run begins, and the last ends; null where each record is a run. */
  readonly runs: Uint32Array | null;
}

/** How many records a layout has. */
export function countRecords({ rows, records }: Layout): number {
  return records === null ? rows.length : records.length - 1;
}

/** How many runs a layout has. */
export function countRuns(layout: Layout): number {
  return layout.runs === null ? countRecords(layout) : layout.runs.length - 1;
}

/** The first record of a run, and of a number that is one more than the last run's, the end. */
export function recordOfRun({ runs }: Layout, run: number): number {
  return runs === null ? run : runs[run]!;
}

/** The first row of a record, and of the number behind the last record, the end; both are places in `rows`. */
export function placeOfRecord({ records }: Layout, record: number): number {
  return records === null ? record : records[record]!;
}

/** The first row of a run. */
export function firstRowOf(layout: Layout, run: number): number {
  return layout.rows[placeOfRecord(layout, recordOfRun(layout, run))]!;
}

/**
 * A column in the order of a layout's records. Where several rows make a record, its cell is the last of theirs that has
 * a value.
 */
export function cellsOfRecords(cells: Cells, layout: Layout): Cells {
  const { rows, records } = layout;
  if (records === null) return isInOrder(rows, cells.length) ? cells : gatherCells(cells, rows);
  const merged: FlatCell[] = [];
  for (let record = 0; record + 1 < records.length; record++) {
    let cell: FlatCell;
    for (let at = records[record]!; at < records[record + 1]!; at++) {
      const next = cellAt(cells, rows[at]!);
      if (next !== undefined && (next !== null || cell === undefined)) cell = next;
    }
    merged.push(cell);
  }
  return packCells(merged);
}

/** What a column says in the first row of each run. */
export function cellsOfFirstRows(cells: Cells, layout: Layout): Cells {
  if (layout.runs === null) return cellsOfRecords(cells, layout);
  const rows = Uint32Array.from({ length: countRuns(layout) }, (_, run) => firstRowOf(layout, run));
  return gatherCells(cells, rows);
}

function isInOrder(rows: Uint32Array, length: number): boolean {
  if (rows.length !== length) return false;
  for (let row = 0; row < length; row++) if (rows[row] !== row) return false;
  return true;
}

/** Whether a column says the same in all rows of each run. */
export function isConstantInRuns(cells: Cells, layout: Layout): boolean {
  const { rows } = layout;
  for (let run = 0; run < countRuns(layout); run++) {
    const begin = placeOfRecord(layout, recordOfRun(layout, run));
    const end = placeOfRecord(layout, recordOfRun(layout, run + 1));
    for (let at = begin + 1; at < end; at++) if (!isSameCell(cells, rows[at]!, rows[begin]!)) return false;
  }
  return true;
}

/** Whether a cell is a number other than NaN and the infinities. */
export function isFiniteAt(cells: Cells, row: number): boolean {
  return kindAt(cells, row) === NUMBER && Number.isFinite(cells.values![row]);
}

/** The rows that hold such a number. */
export function finiteRows(cells: Cells): Uint32Array {
  const rows = new Uint32Array(cells.length);
  let count = 0;
  for (let row = 0; row < cells.length; row++) if (isFiniteAt(cells, row)) rows[count++] = row;
  return rows.subarray(0, count);
}

/** All rows of a table. */
export function allRows(length: number): Uint32Array {
  const rows = new Uint32Array(length);
  for (let row = 0; row < length; row++) rows[row] = row;
  return rows;
}
