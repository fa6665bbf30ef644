import { cellAt, gatherCells, isSameCell, kindAt, listOfCells, NUMBER } from '../../runs/cells.ts';
import { packCells } from '../../runs/growing-cells.ts';
import type { Cell, Cells } from '../../runs/cells.ts';

/** A cell of a flat table: null is missing, undefined is not applicable. */
export type FlatCell = Cell;

/** A table of typed cells, before columns are classified and rows grouped into runs. */
export interface FlatTable {
  /** Unique, in the order of the file. */
  readonly names: readonly string[];
  /** Number of rows. */
  readonly length: number;
  /** The cells of each column, one per row. */
  readonly columns: readonly Cells[];
  /** Rows before which the header is repeated. */
  readonly restarts: ReadonlySet<number>;
  /** Columns that are metrics whatever their names are; known of long tables, which name them in cells. */
  readonly metrics?: ReadonlySet<string>;
  /** The row numbers that a data frame wrote in an unnamed first column. */
  readonly index?: Cells;
}

/** A small table with columns as arrays. */
export interface ListedTable extends Omit<FlatTable, 'columns' | 'index'> {
  readonly columns: readonly (readonly FlatCell[])[];
}

export function listed(table: FlatTable): ListedTable {
  return { ...table, columns: table.columns.map(listOfCells) };
}

/** The rows of each record, and the records of each run. */
export interface Layout {
  /** Row indices, grouped by record, and records grouped by run. */
  readonly rows: Uint32Array;
  /** Offsets of records in `rows`, with the end; null if each row is a record. */
  readonly records: Uint32Array | null;
  /** Offsets of runs in records, with the end; null if each record is a run. */
  readonly runs: Uint32Array | null;
}

/** Returns the number of records of a layout. */
export function countRecords({ rows, records }: Layout): number {
  return records === null ? rows.length : records.length - 1;
}

/** Returns the number of runs of a layout. */
export function countRuns(layout: Layout): number {
  return layout.runs === null ? countRecords(layout) : layout.runs.length - 1;
}

/** Returns the first record of a run; the number of records for the index after the last run. */
export function recordOfRun({ runs }: Layout, run: number): number {
  return runs === null ? run : runs[run]!;
}

/** Returns the offset in `rows` of a record; the end for the index after the last record. */
function placeOfRecord({ records }: Layout, record: number): number {
  return records === null ? record : records[record]!;
}

/** Returns the first row of a run. */
export function firstRowOf(layout: Layout, run: number): number {
  return layout.rows[placeOfRecord(layout, recordOfRun(layout, run))]!;
}

/**
 * Returns a column in the order of the layout's records. If a record has several rows, its cell is the last one with a
 * value.
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

/** Returns the cells of the first row of each run. */
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

/** Whether a column is constant within each run. */
export function isConstantInRuns(cells: Cells, layout: Layout): boolean {
  const { rows } = layout;
  for (let run = 0; run < countRuns(layout); run++) {
    const begin = placeOfRecord(layout, recordOfRun(layout, run));
    const end = placeOfRecord(layout, recordOfRun(layout, run + 1));
    for (let at = begin + 1; at < end; at++) if (!isSameCell(cells, rows[at]!, rows[begin]!)) return false;
  }
  return true;
}

/** Whether a cell is a finite number. */
function isFiniteAt(cells: Cells, row: number): boolean {
  return kindAt(cells, row) === NUMBER && Number.isFinite(cells.values![row]);
}

/** Returns the rows with a finite number. */
export function finiteRows(cells: Cells): Uint32Array {
  const rows = new Uint32Array(cells.length);
  let count = 0;
  for (let row = 0; row < cells.length; row++) if (isFiniteAt(cells, row)) rows[count++] = row;
  return rows.subarray(0, count);
}

/** Returns all row indices. */
export function allRows(length: number): Uint32Array {
  const rows = new Uint32Array(length);
  for (let row = 0; row < length; row++) rows[row] = row;
  return rows;
}
