import { looksLikeMetric } from '../../direction.ts';
import { kindAt, NUMBER } from '../../runs/cells.ts';
import type { Cells } from '../../runs/cells.ts';
import { MISSING } from '../../table/table.ts';
import { knownName } from '../flat/known-names.ts';
import type { FlatTable } from '../flat/table.ts';
import type { Context } from '../types.ts';

/** The largest integers of 32 and 64 bits, with either sign, which programs store for "no value yet". */
const INTEGER_SENTINELS = new Set([2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 63, 2 ** 64]);

/** The largest floats of 32 and 64 bits, which are used likewise. */
const FLOAT_SENTINELS = new Set([(2 - 2 ** -23) * 2 ** 127, Number.MAX_VALUE]);

/** Whether a number stands for "no value yet", such as 2147483647. */
export function isSentinel(value: number): boolean {
  return INTEGER_SENTINELS.has(Math.abs(value)) || FLOAT_SENTINELS.has(Math.abs(value));
}

/** The smallest of them. */
const MIN_SENTINEL = 2 ** 31 - 1;

/**
 * Returns a table in which sentinels in columns that are named like metrics are missing, with a note for each column. In a
 * table with epochs or steps the largest floats are kept, since a diverging training may reach them.
 */
export function withoutSentinels(table: FlatTable, note: Context['note']): FlatTable {
  const isLog = table.names.some((name) => ['epoch', 'step', 'counter'].includes(knownName(name) ?? ''));
  const isMissing = isLog ? (value: number) => INTEGER_SENTINELS.has(Math.abs(value)) : isSentinel;
  let isChanged = false;
  const columns = table.columns.map((cells, column) => {
    const name = table.names[column]!;
    const rows = looksLikeMetric(name) ? sentinelRows(cells, isMissing) : [];
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

function sentinelRows(
  { length, values, kinds, texts }: Cells,
  isMissing: (value: number) => boolean,
): number[] {
  const rows: number[] = [];
  if (values === null || texts.length > 0) return rows;
  for (let row = 0; row < length; row++) {
    const value = values[row]!;
    if (Math.abs(value) < MIN_SENTINEL || !isMissing(value)) continue;
    if (kindAt({ length, values, kinds, texts }, row) === NUMBER) rows.push(row);
  }
  return rows;
}
