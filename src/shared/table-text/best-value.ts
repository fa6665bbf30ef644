import { isBetter, PRESENT, worst, type Column } from '../../../history/index.ts';

/** The best value of a metric in at least two rows; null for other columns, and if no value is finite. */
export function bestOf(column: Column, rows: Uint32Array): number | null {
  const { role, kind, direction, absence } = column;
  if (role !== 'metric' || kind !== 'number' || direction === 'none' || rows.length < 2) return null;
  let best = worst(direction);
  for (const row of rows) {
    const value = column.values[row]!;
    if ((absence === null || absence[row] === PRESENT) && isBetter(value, best, direction)) best = value;
  }
  return Number.isFinite(best) ? best : null;
}
