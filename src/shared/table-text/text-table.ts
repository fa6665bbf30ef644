import { isBetter, MISSING, PRESENT, worst, type Column, type Table } from '../../../history/index.ts';
import { cellTexts } from './cell-text.ts';

/** A cell as text for people to read. The text of an absent cell is empty. */
export interface TextCell {
  readonly kind: 'text' | 'number' | 'missing' | 'notApplicable';
  readonly text: string;
  /** Whether it is the best value of a metric; all of equal ones are. */
  readonly isBest: boolean;
}

export interface TextColumn {
  readonly name: string;
  readonly isNumber: boolean;
  readonly cells: readonly TextCell[];
}

/** Columns of equal length as text. */
export type TextTable = readonly TextColumn[];

/** The given rows and columns of a table as they are shown, with the best value of each metric marked. */
export function textTable(table: Table, columns: readonly Column[], rows: Uint32Array): TextTable {
  return columns.map((column) => {
    const { text } = cellTexts(table, column);
    const best = bestOf(column, rows);
    const cells = Array.from(rows, (row): TextCell => {
      const state = column.absence?.[row] ?? PRESENT;
      if (state !== PRESENT)
        return { kind: state === MISSING ? 'missing' : 'notApplicable', text: '', isBest: false };
      if (column.kind === 'category') return { kind: 'text', text: text(row), isBest: false };
      return {
        kind: 'number',
        text: textOf(column.values[row]!, text(row)),
        isBest: column.values[row] === best,
      };
    });
    return { name: column.name, isNumber: column.kind === 'number', cells };
  });
}

const textOf = (value: number, text: string) => (Number.isNaN(value) ? 'NaN' : text);

/** The best value of a metric in at least two rows; null for other columns, and if no value is finite. */
function bestOf(column: Column, rows: Uint32Array): number | null {
  const { role, kind, direction, absence } = column;
  if (role !== 'metric' || kind !== 'number' || direction === 'none' || rows.length < 2) return null;
  let best = worst(direction);
  for (const row of rows) {
    const value = column.values[row]!;
    if ((absence === null || absence[row] === PRESENT) && isBetter(value, best, direction)) best = value;
  }
  return Number.isFinite(best) ? best : null;
}
