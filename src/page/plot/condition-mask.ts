import { evaluateFilter, parseFilter, type FilterError } from '../../../analysis/index.ts';
import type { Table } from '../../../history/index.ts';

/** Evaluates the text of a condition: 1 per row that passes; null if the condition is invalid for the table. */
export function conditionMask(text: string, table: Table): Uint8Array | null {
  const parsed = parseFilter(text);
  if (!parsed.ok) return null;
  const result = evaluateFilter(parsed.ast, table);
  return result.ok ? result.mask : null;
}

/** Why a condition cannot be evaluated for the columns of a table; null if it can. */
export function conditionError(text: string, { columns }: Pick<Table, 'columns'>): FilterError | null {
  const parsed = parseFilter(text);
  if (!parsed.ok) return parsed.error;
  const empty = { length: 0, columns, runIndex: new Uint32Array(0), recordIndex: new Int32Array(0) };
  const result = evaluateFilter(parsed.ast, empty);
  return result.ok ? null : result.error;
}
