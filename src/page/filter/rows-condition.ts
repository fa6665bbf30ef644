import { evaluateFilter, type Condition, type Literal } from '../../../analysis/index.ts';
import type { CategoryColumn, Table } from '../../../history/index.ts';
import { filterOfConditions, conditionsOfFilter } from './filter-condition.ts';
import type { PlotState } from '../../../viz/index.ts';

/** More rows would make a condition that cannot be read, and a link that is too long. */
export const MAX_NAMED_ROWS = 100;

/**
 * The condition that is true for exactly these rows of a table, by the names of runs or configurations, and for epochs
 * also by their numbers. Null if there are none or too many rows, or if names do not tell them apart.
 */
export function conditionOfRows(table: Table, rows: Uint32Array): Condition | null {
  if (rows.length === 0 || rows.length > MAX_NAMED_ROWS) return null;
  const names = table.columns.find(
    (column): column is CategoryColumn => column.kind === 'category' && column.role === 'identity',
  );
  if (names === undefined) return null;
  const conditions = [named(names, rows), namedAtEpochs(table, names, rows)];
  return conditions.find((condition) => condition !== null && isExact(condition, table, rows)) ?? null;
}

/** The filter of a plot restricted to these of its rows; null if no condition selects exactly them. */
export function withRows({ filter, table }: Pick<PlotState, 'filter' | 'table'>, rows: Uint32Array) {
  const condition = conditionOfRows(table, rows);
  if (condition === null) return null;
  return filterOfConditions([...conditionsOfFilter(filter, table.columns), condition], table.columns);
}

function oneOf(column: string, list: readonly Literal[]): Condition {
  const value = { kind: 'column', name: column } as const;
  return list.length === 1
    ? { kind: 'comparison', first: value, rest: [{ operator: '==', operand: list[0]! }] }
    : { kind: 'in', value, negated: false, list };
}

function text(value: string): Literal {
  return { kind: 'text', value };
}

function named({ name, categories, codes }: CategoryColumn, rows: Uint32Array): Condition {
  const codesOfRows = new Set(Array.from(rows, (row) => codes[row]!));
  return oneOf(
    name,
    Array.from(codesOfRows, (code) => text(categories[code]!)),
  );
}

function namedAtEpochs(
  { columns }: Table,
  { name, categories, codes }: CategoryColumn,
  rows: Uint32Array,
): Condition | null {
  const epochs = columns.find((column) => column.name === 'epoch');
  if (epochs?.kind !== 'number') return null;
  const epochsOf = new Map<number, Literal[]>();
  for (const row of rows) {
    const literal: Literal = { kind: 'number', value: epochs.values[row]! };
    epochsOf.set(codes[row]!, [...(epochsOf.get(codes[row]!) ?? []), literal]);
  }
  const conditions = Array.from(epochsOf, ([code, list]): Condition => ({
    kind: 'and',
    conditions: [oneOf(name, [text(categories[code]!)]), oneOf('epoch', list)],
  }));
  return conditions.length === 1 ? conditions[0]! : { kind: 'or', conditions };
}

function isExact(condition: Condition, table: Table, rows: Uint32Array): boolean {
  const result = evaluateFilter(condition, table);
  if (!result.ok) return false;
  const count = result.mask.reduce((sum, passes) => sum + passes, 0);
  return count === rows.length && rows.every((row) => result.mask[row] === 1);
}
