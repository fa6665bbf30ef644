/**
 * The next row of `rows` by position after `row`, or before it if `step` is −1; equal positions by row. From the first or
 * the last one if `row` is null. Null at the end. A single pass, since sorting a million rows would delay the first key.
 */
export function nextDot(
  positions: Float32Array,
  rows: Uint32Array,
  row: number | null,
  step: 1 | -1,
): number | null {
  const from = row === null ? -Infinity : step * positions[row]!;
  const fromRow = row === null ? -Infinity : step * row;
  let found: number | null = null;
  let [best, bestRow] = [Infinity, Infinity];
  for (const other of rows) {
    const at = step * positions[other]!;
    const signed = step * other;
    const isAfter = at > from || (at === from && signed > fromRow);
    if (!isAfter || at > best || (at === best && signed > bestRow)) continue;
    [best, bestRow, found] = [at, signed, other];
  }
  return found;
}
