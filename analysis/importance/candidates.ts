import type { Column } from '../../history/index.ts';

/**
 * Why a column cannot explain the objective:
 * - `outcome`: it is a metric, a flag, a counter or a name, which are known only once the run is made;
 * - `constant`: it has the same value in all rows;
 * - `identifier`: each row has its own text, or its name says that it numbers or names runs;
 * - `time`: its name says that it is a moment or a duration.
 */
export type ExclusionReason = 'outcome' | 'constant' | 'identifier' | 'time';

export interface Candidates {
  readonly parameters: readonly Column[];
  readonly excluded: readonly { readonly name: string; readonly reason: ExclusionReason }[];
}

const IDENTIFIER = /(?:^|[^a-z])(?:u?u?id|guid|hash|index|idx|trial|run|run_?name)$/;
const COUNTER = /^(?:epoch|step|iteration|iter|trial_?(?:number|num)|number|row)$/;
const TIME = /(?:^|[^a-z])(?:time|timestamp|datetime|date|duration|elapsed|runtime|started|finished)$/;

/** The parameters that may explain the objective among `rows`, in their order, and the columns that may not. */
export function candidatesOf(columns: readonly Column[], rows: Uint32Array): Candidates {
  const parameters: Column[] = [];
  const excluded: { name: string; reason: ExclusionReason }[] = [];
  for (const column of columns) {
    const reason = exclusionOf(column, rows);
    if (reason === null) parameters.push(column);
    else excluded.push({ name: column.name, reason });
  }
  return { parameters, excluded };
}

function exclusionOf(column: Column, rows: Uint32Array): ExclusionReason | null {
  if (column.role !== 'parameter') return 'outcome';
  const words = column.name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
  if (IDENTIFIER.test(words) || COUNTER.test(words)) return 'identifier';
  if (TIME.test(words)) return 'time';
  const cells = new Set<number | string>();
  let texts = 0;
  for (const row of rows) {
    const absent = column.absence?.[row] ?? 0;
    if (absent === 0 && column.kind === 'category') texts++;
    cells.add(
      absent > 0
        ? `absent ${String(absent)}`
        : column.kind === 'number'
          ? column.values[row]!
          : column.codes[row]!,
    );
  }
  if (cells.size <= 1) return 'constant';
  const distinct = cells.size - [...cells].filter((cell) => typeof cell === 'string').length;
  return column.kind === 'category' && texts > 2 && distinct === texts ? 'identifier' : null;
}
