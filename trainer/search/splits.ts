import type { Dataset } from '../data/dataset.ts';
import { allRows } from '../data/dataset.ts';
import { stratifiedFolds } from '../data/stratified-folds.ts';
import type { Split } from '../data/stratified-folds.ts';
import { createRandom, shuffle } from '../random.ts';
import type { Random } from '../random.ts';
import type { FoldKind } from '../config/choices.ts';

/** The default kind for a data set: grouped if it has groups, else stratified by class, or plain for a regression. */
export function defaultFoldKind({ groups, targets }: Dataset): FoldKind {
  if (groups) return 'grouped';
  return targets ? 'plain' : 'stratified';
}

export interface FoldOptions {
  readonly kind: FoldKind;
  /** Whole number of at least 2. */
  readonly folds: number;
  /** Group of each row of the data set, for `grouped` only; default: the data set's own. */
  readonly groups?: ArrayLike<string | number>;
  /** Seed for shuffling the rows (or groups) first; default: no shuffling, like scikit-learn's `shuffle=False`. */
  readonly shuffleSeed?: number;
  /** As `shuffleSeed`, but only for repeats after the first. Default: `shuffleSeed`. */
  readonly repeatShuffleSeed?: number;
}

/**
 * The splits of a data set, one per fold: scikit-learn's `StratifiedKFold`, `GroupKFold` and `KFold`. Each row is in
 * exactly one test set; both parts of a split are in ascending order.
 *
 * @throws {Error} if there are more folds than rows, groups, or rows of the largest class
 */
export function makeSplits(dataset: Dataset, options: FoldOptions): Split[] {
  const { kind, folds, groups = dataset.groups, shuffleSeed } = options;
  if (dataset.count < folds) {
    throw new Error(`${String(folds)} folds need as many rows, ${dataset.name} has ${String(dataset.count)}`);
  }
  const rows = allRows(dataset);
  const random = shuffleSeed === undefined ? null : createRandom(shuffleSeed, 'order');
  if (kind === 'grouped') {
    if (groups?.length !== dataset.count) {
      const got = groups ? `${String(groups.length)} groups` : 'none';
      throw new Error(`grouped folds need a group for each of ${String(dataset.count)} rows, got ${got}`);
    }
    return splitBy(rows, groupedFolds(groups, folds, random), folds);
  }
  if (kind === 'stratified' && dataset.targets) {
    throw new Error(
      `${dataset.name} has a numeric target: its folds can be plain or grouped, not stratified`,
    );
  }
  if (random) shuffle(rows, random);
  if (kind === 'plain') return splitBy(allRows(dataset), plainFolds(rows, folds), folds);
  return stratifiedFolds(dataset.labels, folds, rows).map(({ train, test }) => ({
    train: train.sort(),
    test: test.sort(),
  }));
}

/** Warns of classes with fewer rows than there are folds: some folds have none of them. Sentences; usually none. */
export function notesOnFolds(
  { labels, classes, classNames, targets }: Dataset,
  folds: FoldOptions | null,
): string[] {
  if (targets || !folds) return [];
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]!++;
  const small = counts.flatMap((count, label) => {
    if (count === 0 || count >= folds.folds) return [];
    return [`${classNames?.[label] ?? String(label)} (${String(count)})`];
  });
  if (small.length === 0) return [];
  const shown = small.length > MAX_SHOWN ? [...small.slice(0, MAX_SHOWN), '…'] : small;
  return [
    `${String(small.length)} of the classes ${small.length === 1 ? 'has' : 'have'} fewer rows than the ${String(folds.folds)} folds, so that some folds lack ${small.length === 1 ? 'it' : 'them'}: ${shown.join(', ')}.`,
  ];
}

/** Number of small classes that a warning names. */
const MAX_SHOWN = 10;

function splitBy(rows: Uint32Array, foldOf: ArrayLike<number>, folds: number): Split[] {
  return Array.from({ length: folds }, (_, fold) => ({
    train: rows.filter((row) => foldOf[row] !== fold),
    test: rows.filter((row) => foldOf[row] === fold),
  }));
}

/** Consecutive rows of `order`; the first `rows mod folds` folds have one row more than the others. */
function plainFolds(order: Uint32Array, folds: number): Uint32Array {
  const foldOf = new Uint32Array(order.length);
  const [minSize, longerFolds] = [Math.floor(order.length / folds), order.length % folds];
  for (let fold = 0, at = 0; fold < folds; fold++) {
    const end = at + minSize + Number(fold < longerFolds);
    for (; at < end; at++) foldOf[order[at]!] = fold;
  }
  return foldOf;
}

/**
 * Assigns groups, largest first, each to the fold with the fewest rows so far, or the first of those. Among groups of
 * equal size the last in sorted order comes first, as in scikit-learn.
 */
function groupedFolds(
  groups: ArrayLike<string | number>,
  folds: number,
  random: Random | null,
): readonly number[] {
  const sizes = new Map<string | number, number>();
  for (const group of Array.from(groups)) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  if (sizes.size < folds) {
    throw new Error(`${String(folds)} folds need as many groups, there are ${String(sizes.size)}`);
  }
  const names = [...sizes.keys()].sort(ascending);
  const order = Uint32Array.from(names.keys());
  if (random) shuffle(order, random);
  const largestFirst = [...order]
    .map((index) => names[index]!)
    .sort((a, b) => sizes.get(a)! - sizes.get(b)!)
    .reverse();

  const foldSizes = new Array<number>(folds).fill(0);
  const foldOf = new Map<string | number, number>();
  for (const group of largestFirst) {
    const smallest = foldSizes.indexOf(Math.min(...foldSizes));
    foldSizes[smallest]! += sizes.get(group)!;
    foldOf.set(group, smallest);
  }
  return Array.from(groups, (group) => foldOf.get(group)!);
}

const ascending = (a: string | number, b: string | number) => (a < b ? -1 : Number(a > b));
