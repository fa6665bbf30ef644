import { createColumn, type Column, type RawCell, type Table } from '../../../history/index.ts';
import { markDates } from '../../core/scale/dates.ts';
import { columnsOfArrow, isArrow } from './arrow.ts';
import { columnsOfRows } from './rows.ts';
import type { ArrowTable, PlotCell, PlotColumn, PlotData, PlotValues } from '../types.ts';

/**
 * Returns the table of the given data. Throws an error that names the column and the problem: a duplicate name, a wrong
 * number of rows, or a cell of an unsupported type.
 */
export function readData(data: PlotData): Table {
  if (typeof data !== 'object' || data === null) {
    throw new Error(`data of the plot: expected columns or a table, got ${String(data)}`);
  }
  if (isTable(data)) return data;
  const given = isArrow(data) ? columnsOfArrow(data) : listColumns(data);
  const length = given[0]?.values.length ?? 0;
  const names = new Set<string>();
  const columns = given.map((column) => {
    checkColumn(column, names, length);
    return readColumn(column);
  });
  const runIndex = Uint32Array.from({ length }, (_, row) => row);
  return { length, columns, runIndex, recordIndex: new Int32Array(length).fill(-1) };
}

function isTable(data: PlotData): data is Table {
  return 'runIndex' in data && data.runIndex instanceof Uint32Array;
}

function listColumns(data: Exclude<PlotData, Table | ArrowTable>): readonly PlotColumn[] {
  if (data instanceof Map) return Array.from(data as ReadonlyMap<string, PlotValues>, toColumn);
  if (!isIterable(data)) return Object.entries(data).map(toColumn);
  const items = Array.from<unknown>(data);
  return items.every(isColumn) ? items : columnsOfRows(items);
}

const toColumn = ([name, values]: readonly [string, PlotValues]): PlotColumn => ({ name, values });

function isIterable(data: object): data is Iterable<unknown> {
  return Symbol.iterator in data;
}

/** Whether an item of a list is a column and not a row, which could have cells called `name` and `values`. */
function isColumn(item: unknown): item is PlotColumn {
  if (typeof item !== 'object' || item === null || !('name' in item) || !('values' in item)) return false;
  return typeof item.values === 'object' && item.values !== null;
}

function checkColumn({ name, values }: PlotColumn, names: Set<string>, length: number): void {
  if (typeof name !== 'string') throw new Error(`name of a column: expected text, got ${String(name)}`);
  if (names.has(name)) throw new Error(`two columns are called "${name}"`);
  if (typeof values?.length !== 'number' || typeof values === 'string') {
    throw new Error(`column "${name}": expected a list of cells, got ${String(values)}`);
  }
  if (values.length !== length) {
    throw new Error(
      `column "${name}": expected ${length} rows as in the columns before, got ${values.length}`,
    );
  }
  names.add(name);
}

function readColumn({ name, values, role = 'metric', direction = 'none' }: PlotColumn): Column {
  const head = { name, role, direction };
  if (role !== 'identity') {
    if (values instanceof Float64Array) return { ...head, kind: 'number', values, absence: null };
    if (isTypedArray(values)) {
      return { ...head, kind: 'number', values: Float64Array.from(values, Number), absence: null };
    }
  }
  const cells = Array.from(values, (cell, row) => readCell(cell, name, row));
  const column = createColumn(head, cells);
  return column.kind === 'number' && holdsDates(values) ? markDates(column) : column;
}

function isTypedArray(values: ArrayLike<unknown>): values is ArrayLike<number | bigint> {
  return ArrayBuffer.isView(values);
}

function readCell(cell: PlotCell, column: string, row: number): RawCell {
  if (cell instanceof Date) return cell.getTime();
  if (typeof cell === 'bigint') return Number(cell);
  if (typeof cell === 'object' && cell !== null) {
    throw new Error(
      `column "${column}", row ${row}: expected a number, text, true, false, a date, null or undefined, got ${JSON.stringify(cell)}`,
    );
  }
  return cell;
}

function holdsDates(values: ArrayLike<PlotCell>): boolean {
  const present = Array.from(values).filter((cell) => cell !== null && cell !== undefined);
  return present.length > 0 && present.every((cell) => cell instanceof Date);
}
