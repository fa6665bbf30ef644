/** Draws from 0 to 1, the same for the same seed (Mulberry32 by Tommy Ettinger). */
export function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A regression tree: a leaf's mean, or a split of one feature. */
type Node =
  | { readonly mean: number }
  | { readonly feature: number; readonly at: number; readonly low: Node; readonly high: Node };

/** Fewer samples than these are not split further. */
const smallest = 5;

/**
 * A tree over `samples` that tries one random split of each feature and takes the one that leaves the least variance:
 * Geurts, Ernst and Wehenkel's extremely randomised trees (2006). Features hold no NaN.
 */
export function growTree(
  features: readonly Float64Array[],
  target: Float64Array,
  samples: readonly number[],
  random: () => number,
): Node {
  const mean = samples.reduce((sum, sample) => sum + target[sample]!, 0) / samples.length;
  if (samples.length < smallest) return { mean };
  let best = { gain: 1e-12, feature: -1, at: 0 };
  for (const [feature, values] of features.entries()) {
    const [min, max] = endsOf(values, samples);
    if (min === max) continue;
    const at = min + random() * (max - min);
    const gain = gainOf(values, target, samples, at, mean);
    if (gain > best.gain) best = { gain, feature, at };
  }
  if (best.feature < 0) return { mean };
  const values = features[best.feature]!;
  const low = samples.filter((sample) => values[sample]! <= best.at);
  const high = samples.filter((sample) => values[sample]! > best.at);
  if (low.length === 0 || high.length === 0) return { mean };
  return {
    feature: best.feature,
    at: best.at,
    low: growTree(features, target, low, random),
    high: growTree(features, target, high, random),
  };
}

function endsOf(values: Float64Array, samples: readonly number[]): [number, number] {
  let [min, max] = [Infinity, -Infinity];
  for (const sample of samples) {
    const value = values[sample]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}

/** How much of the sum of squares a split explains. */
function gainOf(
  values: Float64Array,
  target: Float64Array,
  samples: readonly number[],
  at: number,
  mean: number,
): number {
  let [sum, count, total] = [0, 0, 0];
  for (const sample of samples) {
    const deviation = target[sample]! - mean;
    total += deviation;
    if (values[sample]! > at) continue;
    sum += deviation;
    count++;
  }
  if (count === 0 || count === samples.length) return 0;
  return sum ** 2 / count + (total - sum) ** 2 / (samples.length - count);
}

/** The prediction for a sample; `features[shuffled]` is read at `instead` when that is given. */
export function predict(
  tree: Node,
  features: readonly Float64Array[],
  sample: number,
  shuffled = -1,
  instead = sample,
): number {
  let node = tree;
  while ('feature' in node) {
    const value = features[node.feature]![node.feature === shuffled ? instead : sample]!;
    node = value <= node.at ? node.low : node.high;
  }
  return node.mean;
}
