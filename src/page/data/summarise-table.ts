import { suggestTask, type DataTable, type TableCell } from '../../../trainer/index.ts';

/** A summary of a column. */
export interface ColumnSummary {
  readonly name: string;
  readonly kind: 'numbers' | 'text';
  /** The number of distinct values, without missing ones. */
  readonly distinct: number;
  readonly missing: number;
  /** The first few distinct values. */
  readonly examples: readonly string[];
  /** The default task with it as the target. */
  readonly task: 'classification' | 'regression';
  /** Whether its texts are nearly unique, as names are. */
  readonly isName: boolean;
}

export interface TableSummary {
  readonly count: number;
  readonly columns: readonly ColumnSummary[];
}

const EXAMPLES = 3;

/** Summarises the columns of a table. */
export function summariseTable({ columns, count }: DataTable): TableSummary {
  return {
    count,
    columns: columns.map(({ name, cells }) => {
      const present = cells.filter((cell): cell is NonNullable<TableCell> => cell !== null);
      const values = [...new Set(present)];
      const isText = present.some((cell) => typeof cell === 'string');
      return {
        name,
        kind: isText ? 'text' : 'numbers',
        distinct: values.length,
        missing: cells.length - present.length,
        examples: values.slice(0, EXAMPLES).map(String),
        task: suggestTask(cells),
        isName: isText && values.length > 20 && values.length > 0.5 * present.length,
      };
    }),
  };
}
