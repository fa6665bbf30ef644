/** Row indexes of one split, each part in the order of the given rows. */
export interface Split {
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/**
 * scikit-learn's `StratifiedKFold(folds, shuffle=False)`: each fold is the test set once, and every class is spread over
 * the folds as evenly as possible. Within a class the first rows go to the first fold. Algorithm of
 * `sklearn.model_selection.StratifiedKFold._make_test_folds`, version 0.22 and later.
 *
 * @param labels class of each row, from 0 to `classes − 1`
 * @param folds whole number of at least 2
 * @param rows indexes into `labels` to split, in the order in which they are assigned
 * @returns one split per fold, in order
 * @throws {Error} if no class has as many rows as there are folds, like scikit-learn
 */
export function stratifiedFolds(labels: ArrayLike<number>, folds: number, rows: Uint32Array): Split[] {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(labels[row]!, (counts.get(labels[row]!) ?? 0) + 1);
  const largest = Math.max(0, ...counts.values());
  if (largest < folds) {
    throw new Error(
      `${String(folds)} folds need a class of ${String(folds)} rows, the largest has ${String(largest)}`,
    );
  }

  const allocation = allocate([...counts.values()], folds);
  const dealers = new Map([...counts.keys()].map((label, i) => [label, createDealer(allocation[i]!)]));
  const foldOf = rows.map((row) => dealers.get(labels[row]!)!());
  return Array.from({ length: folds }, (_, fold) => ({
    train: rows.filter((_row, i) => foldOf[i] !== fold),
    test: rows.filter((_row, i) => foldOf[i] === fold),
  }));
}

/**
 * Number of rows of each class that each fold tests: the rows, sorted by class, are dealt to the folds in turn.
 *
 * @param counts rows of each class, classes in the order in which they first appear
 */
function allocate(counts: readonly number[], folds: number): number[][] {
  let dealt = 0;
  return counts.map((count) => {
    const perFold = new Array<number>(folds).fill(0);
    for (let i = 0; i < count; i++) perFold[(dealt + i) % folds]!++;
    dealt += count;
    return perFold;
  });
}

/** Returns the fold of each successive row of a class: fold 0 for the first `perFold[0]` rows, fold 1 for the next `perFold[1]`, … */
function createDealer(perFold: readonly number[]): () => number {
  let fold = 0;
  let left = perFold[0]!;
  return () => {
    while (left === 0) left = perFold[++fold]!;
    left--;
    return fold;
  };
}
