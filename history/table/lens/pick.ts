import type { Cells } from '../../runs/cells.ts';
import { MISSING, NOT_APPLICABLE } from '../table.ts';

/** In place of a row: the run has no value. */
export const NO_VALUE = -1;
/** In place of a row: the run may not have the metric. */
export const NO_RECORD = -2;

/** The cells of the rows; a cell without a record is missing or not applicable. */
export function pickCells(cells: Cells, rows: Int32Array): Cells {
  const { length } = rows;
  const { texts } = cells;
  const isWords = cells.values instanceof Uint32Array;
  const values = isWords ? new Uint32Array(length) : new Float64Array(length);
  let kinds = cells.kinds && new Uint8Array(length);
  for (let run = 0; run < length; run++) {
    const row = rows[run]!;
    if (row >= 0 && row < cells.length) {
      values[run] = cells.values === null ? NaN : cells.values[row]!;
      if (kinds !== null && cells.kinds !== null) kinds[run] = cells.kinds[row]!;
    } else {
      kinds ??= new Uint8Array(length);
      kinds[run] = row === NO_VALUE ? MISSING : NOT_APPLICABLE;
      values[run] = isWords ? 0 : NaN;
    }
  }
  return { length, values, kinds, texts };
}
