/**
 * Upper bounds of counts, far above what a machine trains in reasonable time, so that a typing error is reported instead
 * of exhausting the memory.
 */
export const LIMITS = {
  epochs: 1_000_000,
  /** Units of one hidden layer. */
  units: 65_536,
  hiddenLayers: 100,
  /** Weights and biases of one network: a gigabyte with the gradients and the moments of Adam. */
  parameters: 50_000_000,
  /** Candidates of a search. */
  candidates: 100_000,
  repeats: 10_000,
  folds: 10_000,
  /** Networks trained by one search. */
  fits: 100_000,
  workers: 256,
} as const;

/** Weights and biases of dense layers, from the sizes of the layers in order, inputs first. */
export function countDenseParameters(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, units, i) => sum + units * (sizes[i]! + 1), 0);
}

/** Formats a count: `1,000,000`. */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** @throws {Error} if the value of a setting exceeds its limit */
export function checkLimit(name: string, value: number, limit: number): void {
  if (value > limit) {
    throw new Error(`${name}: expected at most ${countText(limit)}, got ${countText(value)}`);
  }
}
