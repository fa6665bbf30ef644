import type { Direction } from '../types.ts';

/** What a column is to an experiment; axes are laid out and coloured by it. */
export type ColumnRole = 'identity' | 'parameter' | 'progress' | 'metric' | 'flag';

/** Why a cell has no value. A cell that holds NaN or an infinity does have one. */
export const PRESENT = 0;
export const MISSING = 1;
export const NOT_APPLICABLE = 2;

interface ColumnBase {
  readonly name: string;
  readonly role: ColumnRole;
  readonly direction: Direction;
  /** Per row `PRESENT`, `MISSING` or `NOT_APPLICABLE`; null when every cell is present. */
  readonly absence: Uint8Array | null;
}

/** Numbers, NaN and infinities included. Cells that are not present hold NaN; ask `absence` first. */
export interface NumberColumn extends ColumnBase {
  readonly kind: 'number';
  readonly values: Float64Array;
}

/** Words. Each row holds an index into `categories`; rows that are not present hold 0; ask `absence` first. */
export interface CategoryColumn extends ColumnBase {
  readonly kind: 'category';
  readonly codes: Uint32Array;
  readonly categories: readonly string[];
}

export type Column = NumberColumn | CategoryColumn;

/** Rows as columns, for plots and tables: each column has `length` cells. */
export interface Table {
  readonly length: number;
  readonly columns: readonly Column[];
  /** Per row, the index of its run in the history. */
  readonly runIndex: Uint32Array;
  /** Per row, the index of its record in that run; -1 where the row stands for a whole run. */
  readonly recordIndex: Int32Array;
}
