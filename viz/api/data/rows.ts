import type { PlotCell, PlotColumn } from '../types.ts';

/**
 * The columns of rows as objects, in the order in which their names first occur. A row without a column's name is not
 * applicable to it. Throws an error that names the row if it is not an object.
 */
export function columnsOfRows(rows: readonly unknown[]): PlotColumn[] {
  const columns = new Map<string, PlotCell[]>();
  for (const [index, row] of rows.entries()) {
    if (typeof row !== 'object' || row === null) {
      throw new Error(`row ${index}: expected an object with a cell for each column, got ${String(row)}`);
    }
    for (const [name, cell] of Object.entries(row) as [string, PlotCell][]) {
      let cells = columns.get(name);
      if (cells === undefined) columns.set(name, (cells = new Array<PlotCell>(rows.length).fill(undefined)));
      cells[index] = cell;
    }
  }
  return Array.from(columns, ([name, values]) => ({ name, values }));
}
