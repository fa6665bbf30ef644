import type { Dataset } from './dataset.ts';
import { stratifiedFolds } from './stratified-folds.ts';
import type { Split } from './stratified-folds.ts';

/**
 * The training and validation rows of a run, as by skorch's `ValidSplit`: the first of the folds is for validation.
 * Classes are stratified; the rows of a regression are split in order, as by scikit-learn's `KFold`; rows of one group
 * stay together.
 *
 * @param rows of the data set, in the order in which they are assigned
 * @throws {Error} if there are too few rows, groups, or rows of the largest class
 */
export function validationSplit(dataset: Dataset, folds: number, rows: Uint32Array): Split {
  if (dataset.groups) return firstGroups(dataset.groups, folds, rows);
  if (!dataset.targets) return stratifiedFolds(dataset.labels, folds, rows)[0]!;
  if (rows.length < folds) {
    throw new Error(`${String(folds)} folds need as many rows, there are ${String(rows.length)}`);
  }
  const heldOut = Math.ceil(rows.length / folds);
  return { train: rows.slice(heldOut), test: rows.slice(0, heldOut) };
}

/** Holds out groups in order of first appearance, until the size of a fold is reached. */
function firstGroups(groups: Int32Array, folds: number, rows: Uint32Array): Split {
  const sizes = new Map<number, number>();
  for (const row of rows) sizes.set(groups[row]!, (sizes.get(groups[row]!) ?? 0) + 1);
  if (sizes.size < folds) {
    throw new Error(`${String(folds)} folds need as many groups, there are ${String(sizes.size)}`);
  }
  const heldOut = new Set<number>();
  let heldOutRows = 0;
  for (const [group, size] of sizes) {
    if (heldOutRows >= rows.length / folds || heldOut.size === sizes.size - 1) break;
    heldOut.add(group);
    heldOutRows += size;
  }
  return {
    train: rows.filter((row) => !heldOut.has(groups[row]!)),
    test: rows.filter((row) => heldOut.has(groups[row]!)),
  };
}
