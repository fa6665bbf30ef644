import { HistoryError } from '../../../error.ts';
import { describeValue } from '../../../file/issue.ts';
import type { Context } from '../../types.ts';

/** A table of JSON values; undefined if a row lacks a key. */
export interface JsonTable {
  readonly names: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** Returns the value of an own property, undefined if there is none. */
export function memberOf(json: unknown, key: string): unknown {
  return isObject(json) && Object.hasOwn(json, key) ? json[key] : undefined;
}

/**
 * Reads a table in any form of pandas and plain Python: a list of records, lists by column, `{"0": …}` objects by column, or
 * `{columns, index, data}`. Returns null for any other JSON.
 * @param context receives a note on lists that are shorter than the others, whose last cells are missing
 * @throws {HistoryError} if a list of records has another item, or columns differ in length and there is no context.
 */
export function tableOfJson(json: unknown, context?: Pick<Context, 'note'>): JsonTable | null {
  if (Array.isArray(json)) return isObject(json[0]) || json.length === 0 ? tableOfRecords(json) : null;
  if (!isObject(json)) return null;
  const columns = memberOf(json, 'columns');
  const data = memberOf(json, 'data');
  if (Array.isArray(columns) && Array.isArray(data)) return tableOfSplit(columns, data);
  const entries = Object.entries(json);
  if (entries.length === 0) return null;
  if (entries.every(([, cells]) => Array.isArray(cells)))
    return tableOfLists(entries as [string, unknown[]][], context);
  if (entries.every(([, cells]) => isObject(cells))) return tableOfIndexed(entries as [string, JsonObject][]);
  return null;
}

/** @throws {HistoryError} naming the item that is not an object */
export function tableOfRecords(records: readonly unknown[]): JsonTable {
  const columns = new Map<string, number>();
  for (const [index, record] of records.entries()) {
    if (!isObject(record))
      throw new HistoryError(`[${String(index)}]: expected an object, got ${describeValue(record)}`);
    for (const key of Object.keys(record)) if (!columns.has(key)) columns.set(key, columns.size);
  }
  const names = [...columns.keys()];
  return { names, rows: records.map((record) => names.map((name) => memberOf(record, name))) };
}

/** Returns the name of a column; names other than text are described. */
export function nameOfJson(json: unknown): string {
  return typeof json === 'string' ? json : describeValue(json);
}

function tableOfSplit(columns: readonly unknown[], data: readonly unknown[]): JsonTable {
  const rows = data.map((row, index) => {
    if (Array.isArray(row) && row.length === columns.length) return row as unknown[];
    const expected = `a list of ${String(columns.length)}`;
    throw new HistoryError(`data[${String(index)}]: expected ${expected}, got ${describeValue(row)}`);
  });
  return { names: columns.map(nameOfJson), rows };
}

function tableOfLists(
  entries: readonly (readonly [string, readonly unknown[]])[],
  context: Pick<Context, 'note'> | undefined,
): JsonTable {
  const length = entries.reduce((max, [, cells]) => Math.max(max, cells.length), 0);
  const longest = entries.find(([, cells]) => cells.length === length)![0];
  for (const [name, cells] of entries) {
    if (cells.length === length) continue;
    if (!context) {
      throw new HistoryError(
        `${name}: expected ${String(length)} values as in ${longest}, got ${String(cells.length)}`,
      );
    }
    context.note(
      `"${name}" has only ${String(cells.length)} of ${String(length)} values; it is missing in the last rows.`,
    );
  }
  const rows = Array.from({ length }, (_, row) =>
    entries.map(([, cells]) => (row < cells.length ? cells[row] : null)),
  );
  return { names: entries.map(([name]) => name), rows };
}

function tableOfIndexed(entries: readonly (readonly [string, JsonObject])[]): JsonTable {
  const index = new Set(entries.flatMap(([, cells]) => Object.keys(cells)));
  const rows = [...index].map((key) => entries.map(([, cells]) => memberOf(cells, key)));
  return { names: entries.map(([name]) => name), rows };
}
