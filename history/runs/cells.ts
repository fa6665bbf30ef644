import { MISSING, NOT_APPLICABLE, PRESENT } from '../table/table.ts';
import type { RecordValue } from '../types.ts';

/** A cell by itself: null is missing, undefined is not applicable. */
export type Cell = RecordValue | undefined;

/** What a packed cell is: `NUMBER`, table.ts's `MISSING` and `NOT_APPLICABLE`, or one of these. */
export const NUMBER = PRESENT;
export const TEXT = 3;
export const FALSE = 4;
export const TRUE = 5;

/**
 * The cells of a column, packed: a few bytes each, whatever they are, in arrays that can be handed to another thread.
 * An array of them as values would hold a pointer for each, and a box for most numbers.
 */
export interface Cells {
  readonly length: number;
  /**
   * Per cell its number, or the place of its text among `texts`; NaN (0 where they are whole numbers) for anything else.
   * Whole numbers of 32 bits where no cell is a number; null where none is a text either.
   */
  readonly values: Float64Array | Uint32Array | null;
  /** Per cell what it is; null when each is a number. */
  readonly kinds: Uint8Array | null;
  /** The distinct texts in the order in which they first appear. */
  readonly texts: readonly string[];
}

/** What the cell in a row is. */
export function kindAt({ kinds, length }: Cells, row: number): number {
  if (row >= length) return NOT_APPLICABLE;
  return kinds === null ? NUMBER : kinds[row]!;
}

/** The cell in a row; undefined beyond the last. */
export function cellAt(cells: Cells, row: number): Cell {
  switch (kindAt(cells, row)) {
    case NUMBER:
      return cells.values![row];
    case TEXT:
      return cells.texts[cells.values![row]!];
    case TRUE:
      return true;
    case FALSE:
      return false;
    case MISSING:
      return null;
    default:
      return undefined;
  }
}

/** How many cells there are of each kind, by kind. */
export function countKinds(
  { kinds, length }: Pick<Cells, 'kinds' | 'length'>,
  start = 0,
  end = length,
): Uint32Array {
  const counts = new Uint32Array(TRUE + 1);
  if (kinds === null) counts[NUMBER] = end - start;
  else for (let row = start; row < end; row++) counts[kinds[row]!]!++;
  return counts;
}

/** Whether a cell from row `start` up to before `end` is a number; NaN and the infinities are. */
export function hasNumberBetween(cells: Cells, start: number, end: number): boolean {
  for (let row = start; row < end; row++) if (kindAt(cells, row) === NUMBER) return true;
  return false;
}

/** Whether no cell is a text, true or false. */
export function isNumbersOrNone(cells: Cells): boolean {
  const { [TEXT]: texts = 0, [TRUE]: yes = 0, [FALSE]: no = 0 } = countKinds(cells);
  return texts + yes + no === 0;
}

/** Whether two cells of a column are the same, as `Object.is` of their values would say. */
export function isSameCell({ kinds, values }: Cells, a: number, b: number): boolean {
  const kind = kinds === null ? NUMBER : kinds[a]!;
  if (kinds !== null && kinds[b] !== kind) return false;
  return (kind !== NUMBER && kind !== TEXT) || Object.is(values![a], values![b]);
}

/** All cells as values, for small columns and those who want them so. */
export function listOfCells(cells: Cells): Cell[] {
  return Array.from({ length: cells.length }, (_, row) => cellAt(cells, row));
}

/** What a cell is that is neither a number nor a text. */
export function kindOfOther(cell: boolean | null | undefined): number {
  if (cell === undefined) return NOT_APPLICABLE;
  if (cell === null) return MISSING;
  return cell ? TRUE : FALSE;
}

/** The cells of those rows, in their order; rows beyond the last cell are not applicable, as in `kindAt`. */
export function gatherCells(cells: Cells, rows: Uint32Array): Cells {
  const { length } = rows;
  const { values, texts } = cells;
  const gather = <Data extends Float64Array | Uint32Array | Uint8Array>(from: Data, to: Data) => {
    for (let i = 0; i < length; i++) to[i] = from[rows[i]!]!;
    return to;
  };
  return {
    length,
    texts,
    values:
      values === null
        ? null
        : gather(values, values instanceof Float64Array ? new Float64Array(length) : new Uint32Array(length)),
    kinds: gatherKinds(cells, rows),
  };
}

function gatherKinds(cells: Cells, rows: Uint32Array): Uint8Array | null {
  let isWithin = true;
  for (let i = 0; i < rows.length && isWithin; i++) isWithin = rows[i]! < cells.length;
  if (isWithin && cells.kinds === null) return null;
  const kinds = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) kinds[i] = kindAt(cells, rows[i]!);
  return kinds;
}

/** The cells from row `start` up to before `end`, in the same arrays. */
export function cellsBetween({ length, values, kinds, texts }: Cells, start: number, end: number): Cells {
  return {
    length: Math.max(0, Math.min(length, end) - start),
    values: values?.subarray(start, end) ?? null,
    kinds: kinds?.subarray(start, end) ?? null,
    texts,
  };
}
