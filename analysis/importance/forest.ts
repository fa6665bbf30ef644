/**
 * A regression tree as parallel arrays, one entry per node. Node 0 is the root; a leaf has feature −1. Samples whose value
 * is at most `cut` go to `low`.
 */
export interface Tree {
  readonly feature: Int32Array;
  readonly cut: Float64Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly mean: Float64Array;
}

/** Nodes with fewer samples are leaves. */
const MIN_SPLIT = 3;

/** Features tried per node; of more, as many are drawn at random. */
const MAX_TRIED = 20;

/** Gains that are lost in rounding do not count. */
const MIN_GAIN = 1e-12;

/**
 * Grows a tree over `samples` that tries one random cut of each of at most 20 features per node and keeps the one that leaves the least variance:
 * the extremely randomised trees of Geurts, Ernst and Wehenkel (2006). Leaves are as small as possible: the variance of a
 * tree averages out over a forest, the bias of large leaves does not.
 * @param features per feature the value of each sample, without NaN
 * @param samples indices of samples, which may repeat; reordered
 */
export function growTree(
  features: readonly Float64Array[],
  target: Float64Array,
  samples: Int32Array,
  random: () => number,
): Tree {
  const capacity = Math.max(1, 2 * samples.length);
  const tree: Tree = {
    feature: new Int32Array(capacity).fill(-1),
    cut: new Float64Array(capacity),
    low: new Int32Array(capacity),
    high: new Int32Array(capacity),
    mean: new Float64Array(capacity),
  };
  const order = Int32Array.from(features.keys());
  let count = 1;
  const pending = [{ node: 0, start: 0, end: samples.length }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, start, end } = next;
    tree.mean[node] = meanOf(target, samples, start, end);
    if (end - start < MIN_SPLIT) continue;
    const split = bestSplit(features, order, target, samples, next, tree.mean[node], random);
    if (split === null) continue;
    const middle = partition(features[split.feature]!, samples, start, end, split.cut);
    tree.feature[node] = split.feature;
    tree.cut[node] = split.cut;
    tree.low[node] = count++;
    tree.high[node] = count++;
    pending.push({ node: tree.low[node]!, start, end: middle });
    pending.push({ node: tree.high[node]!, start: middle, end });
  }
  return tree;
}

function meanOf(target: Float64Array, samples: Int32Array, start: number, end: number): number {
  let sum = 0;
  for (let at = start; at < end; at++) sum += target[samples[at]!]!;
  return sum / (end - start);
}

/** @param order the indices of all features, reordered */
function bestSplit(
  features: readonly Float64Array[],
  order: Int32Array,
  target: Float64Array,
  samples: Int32Array,
  { start, end }: { start: number; end: number },
  mean: number,
  random: () => number,
): { feature: number; cut: number } | null {
  let best = null;
  let bestGain = MIN_GAIN;
  const tried = Math.min(order.length, MAX_TRIED);
  for (let at = 0; at < tried; at++) {
    if (order.length > MAX_TRIED) swap(order, at, at + Math.floor(random() * (order.length - at)));
    const feature = order[at]!;
    const values = features[feature]!;
    let [min, max] = [Infinity, -Infinity];
    for (let i = start; i < end; i++) {
      const value = values[samples[i]!]!;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    if (min === max) continue;
    const cut = min + random() * (max - min);
    let [sum, below] = [0, 0];
    for (let i = start; i < end; i++) {
      const sample = samples[i]!;
      if (values[sample]! > cut) continue;
      sum += target[sample]! - mean;
      below++;
    }
    const above = end - start - below;
    // The deviations from the mean sum to zero, so both sides have the same sum but for its sign.
    const gain = above === 0 ? 0 : sum ** 2 * (1 / below + 1 / above);
    if (gain > bestGain) {
      bestGain = gain;
      best = { feature, cut };
    }
  }
  return best;
}

function swap(values: Int32Array, a: number, b: number): void {
  const value = values[a]!;
  values[a] = values[b]!;
  values[b] = value;
}

/** Moves samples with values up to `cut` to the front. Returns the index of the first other one. */
function partition(values: Float64Array, samples: Int32Array, start: number, end: number, cut: number) {
  let middle = start;
  for (let at = start; at < end; at++) {
    const sample = samples[at]!;
    if (values[sample]! > cut) continue;
    samples[at] = samples[middle]!;
    samples[middle++] = sample;
  }
  return middle;
}

/** The prediction for a sample, with `other`'s value of the feature `replaced`; −1 replaces none. */
export function predict(
  tree: Tree,
  features: readonly Float64Array[],
  sample: number,
  replaced: number,
  other: number,
): number {
  let node = 0;
  for (let feature = tree.feature[0]!; feature >= 0; feature = tree.feature[node]!) {
    const value = features[feature]![feature === replaced ? other : sample]!;
    node = value <= tree.cut[node]! ? tree.low[node]! : tree.high[node]!;
  }
  return tree.mean[node]!;
}

/** Marks the features that decide the prediction for a sample with `mark`. */
export function markPath(
  tree: Tree,
  features: readonly Float64Array[],
  sample: number,
  marks: Int32Array,
  mark: number,
): void {
  let node = 0;
  for (let feature = tree.feature[0]!; feature >= 0; feature = tree.feature[node]!) {
    marks[feature] = mark;
    node = features[feature]![sample]! <= tree.cut[node]! ? tree.low[node]! : tree.high[node]!;
  }
}
