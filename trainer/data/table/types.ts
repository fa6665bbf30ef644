/** A cell of a data table; null if missing. */
export type TableCell = number | string | null;

export interface TableColumn {
  readonly name: string;
  /** One for each row. */
  readonly cells: readonly TableCell[];
}

/** A data table as read from a file, before a target is chosen. */
export interface DataTable {
  /** Name of the file. */
  readonly name: string;
  /** With distinct names. */
  readonly columns: readonly TableColumn[];
  readonly count: number;
}

/** An invalid table. The message has the row (counted from 1, without the header) and the column, where there is one. */
export class TableError extends Error {
  override readonly name = 'TableError';
}
