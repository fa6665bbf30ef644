/** A cell of a table of data; null is missing. */
export type TableCell = number | string | null;

export interface TableColumn {
  readonly name: string;
  /** One for each row. */
  readonly cells: readonly TableCell[];
}

/** A table of data as it stands in a file, before anybody has said what is to be learned from it. */
export interface DataTable {
  /** Name of the file. */
  readonly name: string;
  /** Their names differ. */
  readonly columns: readonly TableColumn[];
  readonly count: number;
}

/** What is wrong with a table, with row (counted from 1, without the header) and column where there is one. */
export class TableError extends Error {
  override readonly name = 'TableError';
}
