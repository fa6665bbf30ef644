/** Tables as data sets: a CSV, JSON or Parquet file, with one column to predict from the others. */
export { createTableDataset } from './dataset.ts';
export type { TableDataset, TableOptions as TableDatasetOptions } from './dataset.ts';
export { readDataTable } from './read.ts';
export { suggestTask } from './suggest-task.ts';
export { TableError } from './types.ts';
export type { DataTable, TableCell, TableColumn } from './types.ts';
