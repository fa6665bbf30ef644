import type { Direction } from '../types.ts';

/** The role of a column in an experiment; it determines the order and the colours of axes. */
export type ColumnRole = 'identity' | 'parameter' | 'progress' | 'metric' | 'flag';

/** Why a cell has no value. NaN and the infinities are values. */
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

/** Numbers, including NaN and the infinities. Absent cells are NaN; check `absence` first. */
export interface NumberColumn extends ColumnBase {
  readonly kind: 'number';
  readonly values: Float64Array;
}

/** Categories. Each row is an index into `categories`; absent cells are 0; check `absence` first. */
export interface CategoryColumn extends ColumnBase {
  readonly kind: 'category';
  readonly codes: Uint32Array;
  readonly categories: readonly string[];
}

export type Column = NumberColumn | CategoryColumn;

/** A columnar table: each column has `length` cells. */
export interface Table {
  readonly length: number;
  readonly columns: readonly Column[];
  /** Per row, the index of its run in the history. */
  readonly runIndex: Uint32Array;
  /** Per row, the index of its record in that run; -1 if the row is a whole run. */
  readonly recordIndex: Int32Array;
}
