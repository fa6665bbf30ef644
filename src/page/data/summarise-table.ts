import { suggestTask, type DataTable, type TableCell } from '../../../trainer/index.ts';

/** A column as a form describes it. */
export interface ColumnSummary {
  readonly name: string;
  readonly kind: 'numbers' | 'text';
  /** How many different values there are, missing ones apart. */
  readonly distinct: number;
  readonly missing: number;
  /** The first few different values. */
  readonly examples: readonly string[];
  /** The task of learning it, unless another is chosen. */
  readonly task: 'classification' | 'regression';
  /** Whether its texts tell nearly every row apart, as names do. */
  readonly isName: boolean;
}

export interface TableSummary {
  readonly count: number;
  readonly columns: readonly ColumnSummary[];
}

const EXAMPLES = 3;

/** Column by column what a table holds. */
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
