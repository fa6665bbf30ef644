import type { Table } from './table.ts';
import type { History } from './types.ts';

/**
 * What a row stands for: one epoch of a run, or a whole run, with the metrics' own bests, or those of the last or of a
 * chosen epoch.
 */
export type TableOptions =
  | { readonly rows: 'epochs' }
  | { readonly rows: 'runs'; readonly value: 'best' | 'last' | { readonly epoch: number } };

/** The columns of a history. */
export function toTable(history: History, options: TableOptions): Table {
  throw new Error(`no table of ${options.rows} of ${String(history.runs.length)} runs yet`);
}
