import type { Filling } from './fill.ts';

/**
 * Labelled rows. Row i is `features[i·dimensions … (i+1)·dimensions − 1]`, its class `labels[i]` or, for a regression,
 * its target `targets[i]`.
 */
export interface Dataset {
  /** As in `TrainConfig.data`. */
  readonly name: string;
  /** Row-major, `count × dimensions`. Bytes are used unscaled, 0 to 255. */
  readonly features: Float32Array | Uint8Array;
  /** How missing features, which are NaN, are filled in; without it there are none. */
  readonly filling?: Filling;
  /** Class of each row, from 0 to `classes − 1`; empty for a regression. */
  readonly labels: Uint8Array | Int32Array;
  /** The number to predict for each row; present for a regression only. */
  readonly targets?: Float32Array;
  /** Rows of one group, such as those of one person, are never on both sides of a split. */
  readonly groups?: Int32Array;
  readonly count: number;
  readonly dimensions: number;
  /** 0 for a regression. */
  readonly classes: number;
  /** One for each column. */
  readonly inputNames?: readonly string[];
  /** One for each class. */
  readonly classNames?: readonly string[];
  /** Height and width in pixels if rows are images; their product is `dimensions`. */
  readonly imageShape?: readonly [height: number, width: number];
  /** The published test set, for a final score: the same columns and classes, never trained on. */
  readonly test?: Dataset | undefined;
}

/**
 * Checks that the sizes of a data set and its test set agree and that labels are in range.
 *
 * @throws {Error} such as `mnist: row 3 has label 10, expected a class from 0 to 9`
 */
export function checkDataset(dataset: Dataset): void {
  const { name, features, count, dimensions } = dataset;
  if (count === 0) throw new Error(`${name}: the data set is empty`);
  if (features.length !== count * dimensions) {
    const expected = `${String(count)} rows of ${String(dimensions)}`;
    throw new Error(`${name}: expected ${expected} features, got ${String(features.length)} values`);
  }
  if (dataset.targets) checkTargets(dataset, dataset.targets);
  else checkLabels(dataset);
  if (dataset.test) checkTest(dataset.test, dataset);
}

function checkLabels({ name, labels, count, classes }: Dataset): void {
  if (labels.length !== count) {
    throw new Error(`${name}: ${String(count)} rows but ${String(labels.length)} labels`);
  }
  if (classes < 2) throw new Error(`${name}: expected at least 2 classes, got ${String(classes)}`);
  const bad = labels.findIndex((label) => label < 0 || label >= classes);
  if (bad >= 0) {
    const range = `a class from 0 to ${String(classes - 1)}`;
    throw new Error(`${name}: row ${String(bad)} has label ${String(labels[bad])}, expected ${range}`);
  }
}

function checkTargets({ name, count, classes, labels }: Dataset, targets: Float32Array): void {
  if (targets.length !== count) {
    throw new Error(`${name}: ${String(count)} rows but ${String(targets.length)} targets`);
  }
  if (classes !== 0 || labels.length !== 0) {
    throw new Error(`${name}: expected classes or targets, got both`);
  }
  const bad = targets.findIndex((target) => !Number.isFinite(target));
  if (bad >= 0) {
    throw new Error(
      `${name}: row ${String(bad)} has target ${String(targets[bad])}, expected a finite number`,
    );
  }
}

function checkTest(test: Dataset, { dimensions, classes }: Dataset): void {
  if (test.dimensions !== dimensions || test.classes !== classes) {
    const expected = `${String(dimensions)} columns and ${String(classes)} classes`;
    const got = `${String(test.dimensions)} and ${String(test.classes)}`;
    throw new Error(`${test.name}: expected ${expected} as in training, got ${got}`);
  }
  checkDataset(test);
}

/** The fraction of zeros above which skipping them makes products with bytes cheaper, with a margin. */
const MIN_ZERO_FRACTION = 0.6;
const SAMPLED_ROWS = 1000;

/** Whether the features are bytes that are mostly 0, as in images on an empty background, judged by a sample of rows. */
export function isMostlyZero({ features, count, dimensions }: Dataset): boolean {
  if (!(features instanceof Uint8Array)) return false;
  const rows = Math.min(count, SAMPLED_ROWS);
  let zeros = 0;
  for (let i = 0; i < rows; i++) {
    const start = Math.floor((i * count) / rows) * dimensions;
    for (let j = start; j < start + dimensions; j++) if (features[j] === 0) zeros++;
  }
  return zeros >= MIN_ZERO_FRACTION * rows * dimensions;
}

/**
 * The data set with another one as its test set. The test set takes over the number of classes, since some may not occur
 * in it.
 *
 * @throws {Error} if the number of columns differs, or a test row has a label that is no class of the data set
 */
export function withTest(dataset: Dataset, test: Dataset): Dataset {
  const joined = { ...dataset, test: { ...test, classes: dataset.classes } };
  checkDataset(joined);
  return joined;
}

/**
 * The first `count` rows, as views of the same memory; the whole set if it has no more. The test set is kept whole.
 *
 * @param count whole number of at least 1
 */
export function takeRows(dataset: Dataset, count: number): Dataset {
  if (count >= dataset.count) return dataset;
  return {
    ...dataset,
    count,
    features: dataset.features.subarray(0, count * dataset.dimensions),
    labels: dataset.labels.subarray(0, count),
    ...(dataset.targets ? { targets: dataset.targets.subarray(0, count) } : {}),
    ...(dataset.groups ? { groups: dataset.groups.subarray(0, count) } : {}),
  };
}

/** Copies the given rows, in their order, without a test set. */
export function selectRows(dataset: Dataset, rows: Uint32Array): Dataset {
  const { features, labels, targets, groups, dimensions } = dataset;
  const picked = features.slice(0, rows.length * dimensions);
  for (const [i, row] of rows.entries()) {
    picked.set(features.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions);
  }
  return {
    ...dataset,
    test: undefined,
    count: rows.length,
    features: picked,
    labels: targets ? labels : Int32Array.from(rows, (row) => labels[row]!),
    ...(targets ? { targets: Float32Array.from(rows, (row) => targets[row]!) } : {}),
    ...(groups ? { groups: Int32Array.from(rows, (row) => groups[row]!) } : {}),
  };
}

/** The indexes of all rows in order, as training and splits expect them. */
export function allRows(dataset: Dataset): Uint32Array {
  return Uint32Array.from({ length: dataset.count }, (_, row) => row);
}
