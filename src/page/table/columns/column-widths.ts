import type { Column, Table } from '../../../../history/index.ts';
import { cellTexts, sampleRows } from '../../../shared/table-text/cell-text.ts';

/** CSS pixels. */
const MIN_WIDTH = 64;
const MAX_WIDTH = 260;
const PADDING = 24;
/** An upper estimate for a digit or letter of the table's font. */
const CHARACTER = 7.4;

const known = new WeakMap<Column, number>();

/** The width of a column in CSS pixels, from its name and a sample of its cells. */
export function columnWidth(table: Table, column: Column): number {
  let width = known.get(column);
  if (width === undefined) {
    const { text, padding } = cellTexts(table, column);
    const lengths = sampleRows(table.length).map((row) => text(row).length + padding(text(row)).length);
    const characters = Math.max(column.name.length + 3, ...lengths);
    width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, Math.ceil(characters * CHARACTER) + PADDING));
    known.set(column, width);
  }
  return width;
}

/** Columns from `first` to `last` (exclusive), and the widths of those before and after, in CSS pixels. */
export interface ColumnWindow {
  readonly first: number;
  readonly last: number;
  readonly before: number;
  readonly after: number;
}

/**
 * The columns of a wide table that are visible in a viewport.
 *
 * @param ends the right edge of each column, ascending, in CSS pixels
 * @param from the left edge of the viewport
 * @param width its width
 */
export function columnWindow(ends: ArrayLike<number>, from: number, width: number): ColumnWindow {
  const count = ends.length;
  const first = Math.min(firstBeyond(ends, from), Math.max(0, count - 1));
  const last = Math.min(count, firstBeyond(ends, from + width) + 1);
  const total = count === 0 ? 0 : ends[count - 1]!;
  return {
    first,
    last,
    before: first === 0 ? 0 : ends[first - 1]!,
    after: last === 0 ? total : total - ends[last - 1]!,
  };
}

/** The index of the first end beyond a position; the length if there is none. */
function firstBeyond(ends: ArrayLike<number>, place: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! > place) high = middle;
    else low = middle + 1;
  }
  return low;
}
