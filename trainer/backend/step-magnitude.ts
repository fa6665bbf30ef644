import type { TrainConfig } from '../config.ts';
import type { Dataset } from '../data/dataset.ts';

/**
 * The order of magnitude of a training step's arithmetic: the power of ten of the multiplications of the forward pass. Which
 * backend is the fastest depends on it.
 */
export function stepMagnitude(
  { hidden, batchSize }: Pick<TrainConfig, 'hidden' | 'batchSize'>,
  { dimensions, classes }: Pick<Dataset, 'dimensions' | 'classes'>,
): number {
  const widths = [dimensions, ...hidden, Math.max(1, classes)];
  const weights = widths.slice(1).reduce((sum, width, i) => sum + width * widths[i]!, 0);
  return Math.floor(Math.log10(batchSize * weights));
}
