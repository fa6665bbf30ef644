import { evaluateFilter, parseFilter, type FilterError } from '../../../analysis/index.ts';
import type { RunSet, Table } from '../../../history/index.ts';
import { conditionColumns, stateName, withStates } from './state-column.ts';

/**
 * Evaluates the text of a condition: 1 per row that passes; null if the condition is invalid for the table.
 * @param set the runs of the table, whose states the condition can name; null for a condition on columns alone
 */
export function conditionMask(text: string, table: Table, set: RunSet | null): Uint8Array | null {
  const parsed = parseFilter(text);
  if (!parsed.ok) return null;
  const isOnState = set !== null && text.includes(stateName(table.columns));
  const result = evaluateFilter(parsed.ast, isOnState ? withStates(table, set) : table);
  return result.ok ? result.mask : null;
}

/** Why a condition cannot be evaluated for the columns of a table and the states of runs; null if it can. */
export function conditionError(text: string, { columns }: Pick<Table, 'columns'>): FilterError | null {
  const parsed = parseFilter(text);
  if (!parsed.ok) return parsed.error;
  const all = conditionColumns(columns);
  const empty = { length: 0, columns: all, runIndex: new Uint32Array(0), recordIndex: new Int32Array(0) };
  const result = evaluateFilter(parsed.ast, empty);
  return result.ok ? null : result.error;
}
