import type { Dataset } from './dataset.ts';
import { stratifiedFolds } from './stratified-folds.ts';
import type { Split } from './stratified-folds.ts';

/**
 * The training and validation rows of a run, as skorch's `ValidSplit` has them: the first of so many folds validates.
 * Classes are stratified; the rows of a regression are cut in their order, as scikit-learn's `KFold` does; rows of one
 * group stay on one side.
 *
 * @param rows of the data set, in the order in which they are dealt out
 * @throws {Error} when there are too few rows, groups, or rows of the largest class
 */
export function validationSplit(dataset: Dataset, folds: number, rows: Uint32Array): Split {
  if (dataset.groups) return firstGroups(dataset.groups, folds, rows);
  if (!dataset.targets) return stratifiedFolds(dataset.labels, folds, rows)[0]!;
  if (rows.length < folds) {
    throw new Error(`${String(folds)} folds need as many rows, there are ${String(rows.length)}`);
  }
  const held = Math.ceil(rows.length / folds);
  return { train: rows.slice(held), test: rows.slice(0, held) };
}

/** Groups in the order in which they first appear, until a fold's share of the rows is reached. */
function firstGroups(groups: Int32Array, folds: number, rows: Uint32Array): Split {
  const sizes = new Map<number, number>();
  for (const row of rows) sizes.set(groups[row]!, (sizes.get(groups[row]!) ?? 0) + 1);
  if (sizes.size < folds) {
    throw new Error(`${String(folds)} folds need as many groups, there are ${String(sizes.size)}`);
  }
  const held = new Set<number>();
  let heldRows = 0;
  for (const [group, size] of sizes) {
    if (heldRows >= rows.length / folds || held.size === sizes.size - 1) break;
    held.add(group);
    heldRows += size;
  }
  return {
    train: rows.filter((row) => !held.has(groups[row]!)),
    test: rows.filter((row) => held.has(groups[row]!)),
  };
}
