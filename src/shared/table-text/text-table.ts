import { MISSING, PRESENT, type Column, type Table } from '../../../history/index.ts';
import { bestOf } from './best-value.ts';
import { cellTexts } from './cell-text.ts';
import type { Mark, Significance } from './significance.ts';

/** A cell as text for people to read. The text of an absent cell is empty. */
export interface TextCell {
  readonly kind: 'text' | 'number' | 'missing' | 'notApplicable';
  readonly text: string;
  /** Whether it is the best value of a metric; all of equal ones are. */
  readonly isBest: boolean;
  /** How it compares with the best value; null if it was not compared. */
  readonly mark: Mark | null;
}

export interface TextColumn {
  readonly name: string;
  readonly isNumber: boolean;
  readonly cells: readonly TextCell[];
}

/** Columns of equal length as text. */
export type TextTable = readonly TextColumn[];

/**
 * The given rows and columns of a table as they are shown, with the best value of each metric marked.
 * @param significance how values compare with the best one, by the name of the column
 */
export function textTable(
  table: Table,
  columns: readonly Column[],
  rows: Uint32Array,
  significance: ReadonlyMap<string, Significance> = new Map(),
): TextTable {
  return columns.map((column) => {
    const marks = significance.get(column.name)?.marks;
    const { text } = cellTexts(table, column);
    const best = bestOf(column, rows);
    const cells = Array.from(rows, (row): TextCell => {
      const state = column.absence?.[row] ?? PRESENT;
      if (state !== PRESENT)
        return { kind: state === MISSING ? 'missing' : 'notApplicable', text: '', isBest: false, mark: null };
      if (column.kind === 'category') return { kind: 'text', text: text(row), isBest: false, mark: null };
      return {
        kind: 'number',
        text: textOf(column.values[row]!, text(row)),
        isBest: column.values[row] === best,
        mark: marks?.get(row) ?? null,
      };
    });
    return { name: column.name, isNumber: column.kind === 'number', cells };
  });
}

const textOf = (value: number, text: string) => (Number.isNaN(value) ? 'NaN' : text);
