import type { Column } from '../../history/index.ts';
import { hasValue } from '../has-value.ts';
import { sampleRows } from '../sampling.ts';

export interface ImportanceInput {
  readonly columns: readonly Column[];
  readonly objective: Column;
  readonly direction: 'min' | 'max' | null;
  readonly rows: Uint32Array;
}

/** The cells that an `ImportanceReport` is computed from: small enough to be sent to a worker, however large the table. */
export interface ImportanceSample {
  /** All columns but the objective, with `count` cells. */
  readonly columns: readonly Column[];
  readonly objective: Column;
  readonly direction: 'min' | 'max' | null;
  readonly count: number;
  /** Rows that have a finite value of the objective, and rows that have none. */
  readonly available: number;
  readonly leftOut: number;
}

const MAX_ROWS = 2000;

/** Takes at most 2,000 of the rows that have a finite value of the objective, evenly spaced. */
export function sampleRuns({ columns, objective, direction, rows }: ImportanceInput): ImportanceSample {
  const finite = objective.kind === 'number' ? rows.filter((row) => hasValue(objective, row)) : rows;
  const used = sampleRows(finite, MAX_ROWS);
  return {
    columns: columns.filter(({ name }) => name !== objective.name).map((column) => pick(column, used)),
    objective: pick(objective, used),
    direction,
    count: used.length,
    available: finite.length,
    leftOut: rows.length - finite.length,
  };
}

function pick(column: Column, rows: Uint32Array): Column {
  const absence = column.absence && Uint8Array.from(rows, (row) => column.absence![row]!);
  if (column.kind === 'number') {
    return { ...column, absence, values: Float64Array.from(rows, (row) => column.values[row]!) };
  }
  // Categories that do not occur are not sent: texts may be unique in a million rows.
  const places = new Map<number, number>();
  const codes = rows.map((row) => {
    const code = column.codes[row]!;
    if (!places.has(code)) places.set(code, places.size);
    return places.get(code)!;
  });
  return {
    ...column,
    absence,
    codes,
    categories: [...places.keys()].map((code) => column.categories[code]!),
  };
}
