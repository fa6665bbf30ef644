import type { DataTable, TableCell } from '../../../trainer/index.ts';

/** What a form says of a column. */
export interface ColumnSummary {
  readonly name: string;
  readonly kind: 'numbers' | 'text';
  /** How many different values there are, missing ones apart. */
  readonly distinct: number;
  readonly missing: number;
  /** The first few different values. */
  readonly examples: readonly string[];
  /** What learning it would be, when nobody says otherwise. */
  readonly task: 'classification' | 'regression';
  /** Whether its texts tell nearly every row apart, as names do. */
  readonly isName: boolean;
}

export interface TableSummary {
  readonly count: number;
  readonly columns: readonly ColumnSummary[];
}

const EXAMPLES = 3;
/** As `createTableDataset` takes whole numbers for classes. */
const MOST_WHOLE_CLASSES = 20;

/** Column by column what a table holds, for whoever chooses what is to be learned from it. */
export function summariseTable({ columns, count }: DataTable): TableSummary {
  return {
    count,
    columns: columns.map(({ name, cells }) => {
      const present = cells.filter((cell): cell is NonNullable<TableCell> => cell !== null);
      const values = [...new Set(present)];
      const isText = present.some((cell) => typeof cell === 'string');
      const isWhole = present.every((cell) => Number.isInteger(cell));
      return {
        name,
        kind: isText ? 'text' : 'numbers',
        distinct: values.length,
        missing: cells.length - present.length,
        examples: values.slice(0, EXAMPLES).map(String),
        task: isText || (isWhole && values.length <= MOST_WHOLE_CLASSES) ? 'classification' : 'regression',
        isName: isText && values.length > 20 && values.length > 0.5 * present.length,
      };
    }),
  };
}
