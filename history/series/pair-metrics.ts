/** One quantity, measured on the training examples, on the validation examples, or on both. */
export interface MetricPair {
  /** The metric of a pair that counts: the one on validation examples if there is one. */
  readonly name: string;
  /** The metric on the training examples; null if there is no pair. */
  readonly train: string | null;
}

const TRAIN = new Set(['train', 'training', 'tr']);
/** By preference, where several are recorded. */
const VALID = ['valid', 'validation', 'val', 'eval', 'dev', 'test', 'testing'];

/**
 * Pairs metrics on training and validation examples by their names: `train_loss` and `valid_loss`, `loss` and `val_loss`,
 * `train/acc` and `val/acc`, `trainLoss` and `testLoss`. Each metric is in one pair; metrics without a counterpart are
 * on their own. Pairs are in the order in which their first metric appears.
 */
export function pairMetrics(names: readonly string[]): MetricPair[] {
  const split = names.map(splitOf);
  const trainOf = new Map<string, string>();
  for (const quantity of new Set(split.map((each) => each.quantity))) {
    const same = split.filter((each) => each.quantity === quantity);
    const valid = VALID.map((word) => same.find((each) => each.part === word)).find(
      (each) => each !== undefined,
    );
    const train = same.find(({ part }) => part === 'train') ?? same.find(({ part }) => part === null);
    if (valid !== undefined && train !== undefined) trainOf.set(valid.name, train.name);
  }
  const validOf = new Map(Array.from(trainOf, ([valid, train]) => [train, valid]));
  const pairs = names.map((name) => {
    const paired = validOf.get(name) ?? name;
    return { name: paired, train: trainOf.get(paired) ?? null };
  });
  return pairs.filter(({ name }, i) => pairs.findIndex((each) => each.name === name) === i);
}

interface SplitName {
  readonly name: string;
  /** The other words of the name. */
  readonly quantity: string;
  /** `train`, one of `VALID`, or null if the name says neither. */
  readonly part: string | null;
}

function splitOf(name: string): SplitName {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const at = words.findIndex((word) => TRAIN.has(word) || VALID.includes(word));
  if (at < 0) return { name, quantity: words.join(' '), part: null };
  const part = TRAIN.has(words[at]!) ? 'train' : words[at]!;
  return { name, quantity: words.toSpliced(at, 1).join(' '), part };
}
