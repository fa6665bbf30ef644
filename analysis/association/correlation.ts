import { clamp, type Column } from '../../history/index.ts';

/** How two columns correlate over all rows, without sampling. */
export interface Correlation {
  /** Rows with a finite value, or a category, in both. */
  readonly count: number;
  /** Pearson's r; null if a column is categorical or constant, or if numbers overflow. */
  readonly r: number | null;
}

/** Counts and correlates two columns among `rows`, in time in proportion to these. Welford's sums, which lose no digits. */
export function correlation(a: Column, b: Column, rows: Uint32Array): Correlation {
  const [x, y] = [valuesOf(a), valuesOf(b)];
  let [count, meanX, meanY, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  for (const row of rows) {
    const [atX, atY] = [x[row]!, y[row]!];
    // Excludes NaN and the infinities: subtracted from themselves, the result is NaN.
    if (atX - atX !== 0 || atY - atY !== 0 || a.absence?.[row] || b.absence?.[row]) continue;
    count++;
    const dx = atX - meanX;
    const dy = atY - meanY;
    meanX += dx / count;
    meanY += dy / count;
    xx += dx * (atX - meanX);
    yy += dy * (atY - meanY);
    xy += dx * (atY - meanY);
  }
  const r = xy / Math.sqrt(xx * yy);
  const isMeant = a.kind === 'number' && b.kind === 'number' && Number.isFinite(r);
  return { count, r: isMeant ? clamp(r, -1, 1) : null };
}

function valuesOf(column: Column): Float64Array | Uint32Array {
  return column.kind === 'number' ? column.values : column.codes;
}
