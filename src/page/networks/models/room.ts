import type { TrainedModel } from '../../../../trainer/index.ts';

/** The maximum storage for the networks of one training. */
const MAX_BYTES = 256 * 1024 * 1024;

/** The number of networks of this size that are stored per training; the others are discarded. */
export function roomForModels({ layers }: Pick<TrainedModel, 'layers'>): number {
  const numbers = layers.reduce((sum, { kernel, bias }) => sum + kernel.length + bias.length, 0);
  return Math.floor(MAX_BYTES / (4 * numbers));
}
