import { studentQuantile } from '../verdict/student-t.ts';
import { growTree, markPath, predict } from './forest.ts';
import type { Estimate } from './estimate.ts';
import type { Levels } from './levels.ts';
import { createRandom } from './random.ts';

export interface PermutationResult {
  /** Per parameter, in the given order. */
  readonly estimates: readonly Estimate[];
  /** The share of the target's variance that the forest explains for rows it was not fitted to, from 0 to 1. */
  readonly explained: number;
}

/** With more rows the trees differ less, so that fewer are enough. */
const treesFor = (rows: number) => (rows < 1000 ? 60 : 36);
/**
 * The variance of the mean over trees as a share of the variance of single trees. A tree is scored on e⁻¹ = 0.37 of the rows,
 * the forest on all of them; the share is higher since trees are fitted to the same rows. Checked by simulation.
 */
const VARIANCE_OF_MEAN = 0.6;
const MAX_SLOPE = 3;

/**
 * The permutation importance (Breiman 2001) of each parameter: how much of the target's variance is lost when the parameter
 * is shuffled among the rows that a tree was not fitted to. Without interactions it is the share of the variance that is
 * due to the parameter; with interactions it is the total-effect index of Sobol (Homma and Saltelli 1996), so that the
 * values can sum to more than 1.
 *
 * A forest shrinks effects, weak ones the most. Each value is multiplied by the slope of the target on the forest's own
 * effect of that parameter, from 1 to 3. The interval is the spread of single trees, scaled from their held-out rows to all
 * rows. Its upper end includes a part of what the forest would explain with more rows, extrapolated from trees with half of
 * them: a strong interaction is invisible to a forest of few rows.
 *
 * @param target one value per row, not all equal
 */
export function permutationImportance(levels: readonly Levels[], target: Float64Array): PermutationResult {
  const forest = new BaggedForest(levels, target, createRandom(1));
  const trees = treesFor(target.length);
  for (let tree = 0; tree < trees; tree++) forest.grow(target.length, true);
  const small = new BaggedForest(levels, target, createRandom(2));
  // Trees with half as many rows show what more rows would teach the forest.
  for (let tree = 0; tree < trees / 2; tree++) small.grow(Math.ceil(target.length / 2), false);
  const explained = forest.explained();
  const quantile = studentQuantile(0.025, Math.max(1, target.length / 5));
  const values = levels.map((_, index) => forest.valueOf(index, quantile * Math.sqrt(VARIANCE_OF_MEAN)));
  const unseen = unseenShare(explained, small.explained(), target.length);
  const total = values.reduce((sum, { upper }) => sum + upper, 0);
  const estimates = values.map(({ value, margin, upper }) => ({
    value: clampShare(value),
    low: clampShare(value - margin),
    high: clampShare(upper + (total === 0 ? 0 : (unseen * upper) / total)),
  }));
  return { estimates, explained };
}

/**
 * The share of the variance that a forest of many more rows might explain beyond `explained`. Trees with half the rows see
 * 0.62 of the distinct rows; where the error falls with the square root of the rows, three times that step remains.
 * The other term says that a step measured on few rows is no evidence.
 */
function unseenShare(explained: number, explainedByHalf: number, rows: number): number {
  const rest = 1 - explained;
  return Math.min(rest, 3 * Math.max(0, explained - explainedByHalf) + (10 * rest) / rows);
}

const clampShare = (value: number) => Math.min(1, Math.max(0, value));

/** Trees on bootstrap samples of the rows, and what each predicts for the rows outside its sample. */
class BaggedForest {
  readonly #levels: readonly Levels[];
  readonly #target: Float64Array;
  readonly #random: () => number;
  readonly #mean: number;
  readonly #variance: number;
  readonly #predictions: Float64Array;
  /** Per row, the number of trees that were not fitted to it. */
  readonly #votes: Uint32Array;
  /** Per parameter and row, the sums of the differences in prediction when the parameter is shuffled, and of their squares. */
  readonly #effects: readonly Float64Array[];
  readonly #squares: readonly Float64Array[];
  /** Per parameter and tree, the share of the variance that is lost by shuffling. */
  readonly #losses: readonly number[][];

  constructor(levels: readonly Levels[], target: Float64Array, random: () => number) {
    const { length } = target;
    this.#levels = levels;
    this.#target = target;
    this.#random = random;
    this.#mean = meanOf(target);
    this.#variance = target.reduce((sum, value) => sum + (value - this.#mean) ** 2, 0) / length;
    this.#predictions = new Float64Array(length);
    this.#votes = new Uint32Array(length);
    this.#effects = levels.map(() => new Float64Array(length));
    this.#squares = levels.map(() => new Float64Array(length));
    this.#losses = levels.map(() => []);
  }

  /** Adds a tree fitted to `size` rows drawn with replacement. */
  grow(size: number, withEffects: boolean): void {
    const { length } = this.#target;
    const bag = Int32Array.from({ length: size }, () => Math.floor(this.#random() * length));
    const isInBag = new Uint8Array(length);
    for (const row of bag) isInBag[row] = 1;
    const out = Int32Array.from(this.#target.keys()).filter((row) => isInBag[row] === 0);
    if (out.length === 0) return;
    const features = this.#levels.map(({ isOrdered, values }) =>
      isOrdered ? values : orderedByMean(values, this.#target, bag, this.#mean),
    );
    const tree = growTree(features, this.#target, bag, this.#random);
    const plain = Float64Array.from(out, (row) => predict(tree, features, row, -1, row));
    for (const [at, row] of out.entries()) {
      this.#predictions[row]! += plain[at]!;
      this.#votes[row]! += 1;
    }
    if (!withEffects) return;
    // Only the features on its path can change the prediction for a row.
    const marks = new Int32Array(features.length).fill(-1);
    const others = features.map(() => shuffled(out, this.#random));
    const losses = new Float64Array(features.length);
    for (const [at, row] of out.entries()) {
      markPath(tree, features, row, marks, at);
      for (let index = 0; index < features.length; index++) {
        if (marks[index] !== at) continue;
        const changed = predict(tree, features, row, index, others[index]![at]!);
        const effect = plain[at]! - changed;
        this.#effects[index]![row]! += effect;
        this.#squares[index]![row]! += effect ** 2;
        losses[index]! += (this.#target[row]! - changed) ** 2 - (this.#target[row]! - plain[at]!) ** 2;
      }
    }
    // Shuffling adds twice the variance that is due to the parameter to the squared error.
    for (const [index, loss] of losses.entries()) {
      this.#losses[index]!.push(loss / out.length / (2 * this.#variance));
    }
  }

  /** The squared correlation of the target with its out-of-bag predictions; 0 where they are not positively correlated. */
  explained(): number {
    const rows = Array.from(this.#votes.keys()).filter((row) => this.#votes[row]! > 0);
    if (rows.length === 0) return 0;
    const predictions = Float64Array.from(rows, (row) => this.#predictions[row]! / this.#votes[row]!);
    const mean = meanOf(predictions);
    let [covariance, ofPredictions, ofTarget] = [0, 0, 0];
    for (const [at, row] of rows.entries()) {
      const [prediction, value] = [predictions[at]! - mean, this.#target[row]! - this.#mean];
      covariance += prediction * value;
      ofPredictions += prediction ** 2;
      ofTarget += value ** 2;
    }
    return covariance <= 0 ? 0 : Math.min(1, covariance ** 2 / (ofPredictions * ofTarget));
  }

  valueOf(index: number, width: number): { value: number; margin: number; upper: number } {
    const losses = this.#losses[index]!;
    // Every row was in every bag: nothing is known.
    if (losses.length < 2) return { value: 0, margin: 1, upper: 1 };
    const mean = meanOf(losses);
    const squares = losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0);
    const slope = this.#slopeOf(index);
    const value = slope * mean;
    const margin = width * slope * Math.sqrt(squares / (losses.length - 1));
    return { value, margin, upper: Math.max(0, value + margin) };
  }

  /** The slope of the target on the forest's effect of a parameter, whose variance between trees is subtracted. */
  #slopeOf(index: number): number {
    let [covariance, variance] = [0, 0];
    for (let row = 0; row < this.#target.length; row++) {
      const votes = this.#votes[row]!;
      if (votes < 2) continue;
      const effect = this.#effects[index]![row]! / votes;
      const between = (this.#squares[index]![row]! - votes * effect ** 2) / (votes - 1) / votes;
      covariance += (this.#target[row]! - this.#mean) * effect;
      variance += effect ** 2 - between;
    }
    if (covariance <= 0) return 1;
    return variance <= 0 ? MAX_SLOPE : Math.min(MAX_SLOPE, Math.max(1, covariance / variance));
  }
}

/** Categories in the order of their mean target in the bag, so that one split can separate good from bad. */
function orderedByMean(codes: Float64Array, target: Float64Array, bag: Int32Array, mean: number) {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const row of bag) {
    const entry = sums.get(codes[row]!) ?? { sum: 0, count: 0 };
    entry.sum += target[row]!;
    entry.count++;
    sums.set(codes[row]!, entry);
  }
  return codes.map((code) => {
    const entry = sums.get(code);
    return entry === undefined ? mean : entry.sum / entry.count;
  });
}

function shuffled(values: Int32Array, random: () => number): Int32Array {
  const result = values.slice();
  for (let at = result.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const value = result[at]!;
    result[at] = result[other]!;
    result[other] = value;
  }
  return result;
}

function meanOf(values: Float64Array | readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
