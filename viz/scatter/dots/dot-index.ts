/** An index of points by square cells, to find the nearest one without looking at all. */
export interface DotIndex {
  /** The point nearest to a place, at most `reach` away; null if there is none. Of equally near ones the lowest row. */
  nearest(x: number, y: number, reach: number): number | null;
}

/** Side of a cell in CSS pixels. */
const cellSize = 8;

/** Indexes the rows of `rows` by their positions. Time is linear. */
export function createDotIndex(x: Float32Array, y: Float32Array, rows: Uint32Array): DotIndex {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const row of rows) {
    const [left, top] = [x[row]!, y[row]!];
    if (left < minX) minX = left;
    if (left > maxX) maxX = left;
    if (top < minY) minY = top;
    if (top > maxY) maxY = top;
  }
  if (rows.length === 0) return { nearest: () => null };
  const columnOf = (left: number) => Math.floor((left - minX) / cellSize);
  const lineOf = (top: number) => Math.floor((top - minY) / cellSize);
  const columns = columnOf(maxX) + 1;
  const lines = lineOf(maxY) + 1;
  const starts = new Uint32Array(columns * lines + 1);
  const cells = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const cell = lineOf(y[row]!) * columns + columnOf(x[row]!);
    cells[at] = cell;
    starts[cell + 1]! += 1;
  }
  for (let cell = 1; cell < starts.length; cell++) starts[cell]! += starts[cell - 1]!;
  const next = starts.slice();
  const sorted = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at++) sorted[next[cells[at]!]!++] = rows[at]!;

  function nearest(left: number, top: number, reach: number): number | null {
    let found: number | null = null;
    let best = reach * reach;
    const toLine = Math.min(lines - 1, lineOf(top + reach));
    const toColumn = Math.min(columns - 1, columnOf(left + reach));
    for (let line = Math.max(0, lineOf(top - reach)); line <= toLine; line++) {
      for (let column = Math.max(0, columnOf(left - reach)); column <= toColumn; column++) {
        const cell = line * columns + column;
        for (let at = starts[cell]!; at < starts[cell + 1]!; at++) {
          const row = sorted[at]!;
          const distance = (x[row]! - left) ** 2 + (y[row]! - top) ** 2;
          if (distance > best || (distance === best && found !== null && found < row)) continue;
          best = distance;
          found = row;
        }
      }
    }
    return found;
  }

  return { nearest };
}
