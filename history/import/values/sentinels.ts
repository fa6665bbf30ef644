import { looksLikeMetric } from '../../direction.ts';
import { kindAt, NUMBER } from '../../runs/cells.ts';
import type { Cells } from '../../runs/cells.ts';
import { MISSING } from '../../table/table.ts';
import type { FlatTable } from '../flat/table.ts';
import type { Context } from '../types.ts';

/**
 * Numbers that programs store for "no value yet": the largest integers of 32 and 64 bits, and the largest floats of 32 and 64
 * bits, with either sign.
 */
const SENTINELS = new Set([
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 63,
  2 ** 64,
  (2 - 2 ** -23) * 2 ** 127,
  Number.MAX_VALUE,
]);

/** Whether a number stands for "no value yet", such as 2147483647. */
export function isSentinel(value: number): boolean {
  return SENTINELS.has(Math.abs(value));
}

/** The smallest of them. */
const MIN_SENTINEL = 2 ** 31 - 1;

/** Returns a table in which sentinels in columns that are named like metrics are missing, with a note for each column. */
export function withoutSentinels(table: FlatTable, note: Context['note']): FlatTable {
  let isChanged = false;
  const columns = table.columns.map((cells, column) => {
    const name = table.names[column]!;
    const rows = looksLikeMetric(name) ? sentinelRows(cells) : [];
    if (rows.length === 0) return cells;
    isChanged = true;
    note(
      `"${name}": ${String(cells.values![rows[0]!])} stands for a value that is not known yet and is treated as missing, ` +
        `in ${String(rows.length)} of ${String(cells.length)} rows.`,
    );
    const kinds = cells.kinds?.slice() ?? new Uint8Array(cells.length).fill(NUMBER);
    const values = Float64Array.from(cells.values!);
    for (const row of rows) [kinds[row], values[row]] = [MISSING, NaN];
    return { ...cells, kinds, values };
  });
  return isChanged ? { ...table, columns } : table;
}

function sentinelRows({ length, values, kinds, texts }: Cells): number[] {
  const rows: number[] = [];
  if (values === null || texts.length > 0) return rows;
  for (let row = 0; row < length; row++) {
    const size = Math.abs(values[row]!);
    if (size >= MIN_SENTINEL && isSentinel(size) && kindAt({ length, values, kinds, texts }, row) === NUMBER)
      rows.push(row);
  }
  return rows;
}
