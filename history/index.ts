/** The ground: the run format and its rules. Every other room imports history through this file. */
export * from './types.ts';
export { isBetter, worst } from './best.ts';
export { createBestTracker, flagOf, withBestFlags } from './best-flags.ts';
export type { BestTracker } from './best-flags.ts';
export { inferDirection } from './direction.ts';
export { HistoryError } from './error.ts';
export { parseHistory, readHistory } from './parse.ts';
export { writeHistory } from './write.ts';
export * from './table.ts';
export { toTable } from './to-table.ts';
export type { TableOptions } from './to-table.ts';
export { selectRows } from './select.ts';
export { writeCsv } from './csv.ts';
export { findDuplicates, mergeHistories } from './merge.ts';
export { importFile } from './import/import-file.ts';
export { ImportError } from './import/types.ts';
export type { Imported } from './import/types.ts';
