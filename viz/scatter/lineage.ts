import { sampleRows } from '../../analysis/index.ts';

/** Lines from parents to their children, and how many there are in all. */
export interface LineageLines {
  /** The rows of children whose line is drawn. */
  readonly children: Uint32Array;
  readonly total: number;
}

/** More lines would only make a blot, and take longer to draw than all dots. */
export const maxLines = 20_000;

/**
 * The rows among `rows` that have a parent, evenly sampled if there are more than `max`. `parentOf`: the row of each row's
 * parent, −1 if it has none.
 */
export function lineageLines(parentOf: Int32Array, rows: Uint32Array, max = maxLines): LineageLines {
  const all = rows.filter((row) => parentOf[row]! >= 0);
  return { children: sampleRows(all, max), total: all.length };
}
