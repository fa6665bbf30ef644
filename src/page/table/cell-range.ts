/** A cell by its places in the order of rows and columns as shown. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** A rectangle of cells between two corners. */
export interface CellRange {
  readonly anchor: Cell;
  readonly focus: Cell;
}

/** Rows from `top` to `bottom` and columns from `left` to `right`, all inclusive. */
export interface Rectangle {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export function rectangleOf({ anchor, focus }: CellRange): Rectangle {
  return {
    top: Math.min(anchor.row, focus.row),
    bottom: Math.max(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    right: Math.max(anchor.column, focus.column),
  };
}

export function includesRow(rectangle: Rectangle | null, row: number): rectangle is Rectangle {
  return rectangle !== null && rectangle.top <= row && row <= rectangle.bottom;
}

/** The cell in which an event occurred; null if in none. */
export function cellOfEvent({ target }: Event): Cell | null {
  if (!(target instanceof Element)) return null;
  const cell = target.closest('[data-column]');
  const row = target.closest('[data-row]');
  if (cell === null || row === null) return null;
  return { row: Number(row.getAttribute('data-row')), column: Number(cell.getAttribute('data-column')) };
}
