import type { Column, Table } from '../../../history/index.ts';
import { cellTexts, type CellTexts } from '../../shared/table-text/cell-text.ts';
import { columnWidth, columnWindow } from './columns/column-widths.ts';

/** With more columns than this, only the visible ones are rendered, which needs fixed widths. */
const MAX_COLUMNS = 50;
/** CSS pixels rendered beyond either side. */
const OVERSCAN_X = 300;
/** The width of the column of colours. */
export const SWATCH_WIDTH = 26;
/** Pinned columns stay in place only if they leave the rest of the width to others. */
const MAX_PINNED_SHARE = 0.6;

/** A rendered column. */
export interface DrawnColumn {
  readonly column: Column;
  readonly texts: CellTexts;
  /** Its place among all shown columns. */
  readonly place: number;
  /** In CSS pixels; null if the browser chooses the width. */
  readonly width: number | null;
  /** The distance from the left edge at which the column stays, in CSS pixels; null if it scrolls. */
  readonly left: number | null;
}

/** The columns to render, pinned ones first. */
export interface TableLayout {
  readonly drawn: readonly DrawnColumn[];
  /** The number of rendered pinned columns. */
  readonly pinned: number;
  /** The width of the space between pinned columns and the others, in CSS pixels. */
  readonly before: number;
  /** The width of the whole table in CSS pixels; null if the browser chooses the widths. */
  readonly width: number | null;
  /** Whether pinned columns and the colours stay in place. */
  readonly isSticky: boolean;
}

/**
 * Lays out the columns of a table.
 *
 * @param pinned the number of columns at the beginning that stay at the left edge
 * @param scrollLeft and `width`: the viewport in CSS pixels
 */
export function layOutColumns(
  table: Table,
  columns: readonly Column[],
  pinned: number,
  { scrollLeft, width }: { readonly scrollLeft: number; readonly width: number },
): TableLayout {
  const isFixed = columns.length > MAX_COLUMNS || pinned > 0;
  const draw = (column: Column, place: number, each: number | null, left: number | null): DrawnColumn => ({
    ...{ column, texts: cellTexts(table, column), place, width: each, left },
  });
  if (!isFixed) {
    const drawn = columns.map((column, place) => draw(column, place, null, null));
    return { drawn, pinned: 0, before: 0, width: null, isSticky: false };
  }
  const widths = columns.map((column) => columnWidth(table, column));
  let end = SWATCH_WIDTH;
  const lefts = widths.slice(0, pinned).map((each) => (end += each) - each);
  const isSticky = pinned > 0 && end <= MAX_PINNED_SHARE * width;
  let right = 0;
  const ends = widths.slice(pinned).map((each) => (right += each));
  const { first, last, before } = columnWindow(ends, scrollLeft - OVERSCAN_X, width + 2 * OVERSCAN_X);
  const drawn = [
    ...columns
      .slice(0, pinned)
      .map((column, place) => draw(column, place, widths[place]!, isSticky ? lefts[place]! : null)),
    ...columns.slice(pinned + first, pinned + last).map((column, i) => {
      const place = pinned + first + i;
      return draw(column, place, widths[place]!, null);
    }),
  ];
  return { drawn, pinned, before, width: end + right, isSticky };
}
