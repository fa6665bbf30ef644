import { evenIndices } from '../../../analysis/index.ts';
import type { NumberColumn } from '../../../history/index.ts';

/** The finite values among `size` evenly spaced rows. */
export function sample({ values, absence }: NumberColumn, size: number): Float64Array {
  const rows = evenIndices(values.length, size).filter(
    (row) => Number.isFinite(values[row]) && !absence?.[row],
  );
  return Float64Array.from(rows, (row) => values[row]!);
}
