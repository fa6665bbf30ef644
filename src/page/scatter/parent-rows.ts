import type { RunSet, Table } from '../../../history/index.ts';

/**
 * The row of each row's parent, −1 if it has none, for a table whose rows are runs; null if no row has a parent in the
 * table, or if rows are epochs.
 */
export function parentRows(set: RunSet, table: Table): Int32Array | null {
  if (!set.hasParents) return null;
  const rowOfRun = new Int32Array(set.length).fill(-1);
  for (const [row, run] of table.runIndex.entries()) {
    if (table.recordIndex[row] !== -1) return null;
    rowOfRun[run] = row;
  }
  const parentOf = new Int32Array(table.length).fill(-1);
  let hasParent = false;
  for (const [row, run] of table.runIndex.entries()) {
    const parent = set.parent(run);
    const index = parent === null ? -1 : set.indexOf(parent);
    if (index < 0) continue;
    parentOf[row] = rowOfRun[index]!;
    hasParent ||= parentOf[row]! >= 0;
  }
  return hasParent ? parentOf : null;
}
