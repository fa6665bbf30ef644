import {
  createColumn,
  NOT_APPLICABLE,
  type CategoryColumn,
  type Column,
  type NumberColumn,
  type Table,
} from '../../../history/index.ts';
import { isMarkedDates, markDates } from '../scale/dates.ts';
import { cellOf } from './row-cells.ts';
import { findColumn, profileOf } from './columns.ts';

/**
 * The rows of `table`, then those of `added`. A column that one of them does not have is not applicable to its rows; the
 * roles and directions are those of `table`. Numbers and text in one column make categories.
 */
export function appendRows(table: Table, added: Table): Table {
  const length = table.length + added.length;
  const firstRun = table.runIndex.reduce((last, run) => Math.max(last, run + 1), 0);
  const runIndex = new Uint32Array(length);
  runIndex.set(table.runIndex);
  runIndex.set(
    added.runIndex.map((run) => firstRun + run),
    table.length,
  );
  const recordIndex = new Int32Array(length);
  recordIndex.set(table.recordIndex);
  recordIndex.set(added.recordIndex, table.length);
  const names = new Set([...table.columns, ...added.columns].map(({ name }) => name));
  const columns = Array.from(names, (name) => {
    const head = findColumn(table, name) ?? findColumn(added, name)!;
    const parts = [table, added].map((part) => ({
      column: findColumn(part, name) ?? absentLike(head, part.length),
      length: part.length,
    }));
    return joinColumns(head, parts[0]!, parts[1]!);
  });
  return { length, columns, runIndex, recordIndex };
}

interface Part {
  readonly column: Column;
  readonly length: number;
}

function joinColumns({ name, role, direction }: Column, one: Part, other: Part): Column {
  const head = { name, role, direction };
  const absence = joinAbsence(one, other);
  const [first, second] = [one.column, other.column];
  if (first.kind === 'number' && second.kind === 'number') {
    const values = new Float64Array(one.length + other.length);
    values.set(first.values);
    values.set(second.values, one.length);
    const column: NumberColumn = { ...head, kind: 'number', values, absence };
    return [first, second].some(isMarkedDates) && [first, second].every(isDateOrEmpty)
      ? markDates(column)
      : column;
  }
  if (first.kind === 'category' && second.kind === 'category') {
    const categories = [...new Set([...first.categories, ...second.categories])];
    const codeOf = new Map(categories.map((category, code) => [category, code]));
    const codes = new Uint32Array(one.length + other.length);
    codes.set(first.codes);
    const secondCodes = second.categories.map((category) => codeOf.get(category)!);
    second.codes.forEach((code, row) => (codes[one.length + row] = secondCodes[code] ?? 0));
    const column: CategoryColumn = { ...head, kind: 'category', codes, categories, absence };
    return column;
  }
  const cells = [one, other].flatMap(({ column, length }) =>
    Array.from({ length }, (_, row) => cellOf(column, row)),
  );
  return createColumn(head, cells);
}

const isDateOrEmpty = (column: Column) => isMarkedDates(column) || Number.isNaN(profileOf(column).min);

/** A column without cells, of the kind of another. */
function absentLike(column: Column, length: number): Column {
  const absence = new Uint8Array(length).fill(NOT_APPLICABLE);
  return column.kind === 'number'
    ? { ...column, values: new Float64Array(length).fill(NaN), absence }
    : { ...column, codes: new Uint32Array(length), categories: [], absence };
}

function joinAbsence(one: Part, other: Part): Uint8Array | null {
  if (one.column.absence === null && other.column.absence === null) return null;
  const absence = new Uint8Array(one.length + other.length);
  if (one.column.absence !== null) absence.set(one.column.absence);
  if (other.column.absence !== null) absence.set(other.column.absence, one.length);
  return absence;
}
