/** Height of a bar of a histogram in CSS pixels. */
const barHeight = 6;

/** How many bars an axis of this many CSS pixels has. */
export function barCount(height: number): number {
  return Math.max(1, Math.round(height / barHeight));
}

/**
 * How many of `rows` cross an axis of `height` in each of `bars` even stretches of it, from the top. Rows in lanes,
 * below the axis proper, are left out.
 */
export function countBars(
  positions: Float32Array,
  rows: Uint32Array,
  height: number,
  bars: number,
): Uint32Array {
  const counts = new Uint32Array(bars);
  const scale = bars / height;
  for (const row of rows) {
    const y = positions[row]!;
    if (y < 0 || y > height) continue;
    counts[Math.min(bars - 1, (y * scale) | 0)]! += 1;
  }
  return counts;
}

/**
 * An outline of bars as an SVG path that begins at the axis, where `most` is `width` wide. Widths grow as square roots,
 * so that a bar of one row beside one of thousands is still seen.
 */
export function barsPath(counts: Uint32Array, most: number, height: number, width: number): string {
  if (most === 0) return '';
  const step = height / counts.length;
  const parts = ['M0,0'];
  for (const [index, count] of counts.entries()) {
    const x = (width * Math.sqrt(count / most)).toFixed(1);
    parts.push(`L${x},${(index * step).toFixed(1)}L${x},${((index + 1) * step).toFixed(1)}`);
  }
  return `${parts.join('')}L0,${height}Z`;
}
