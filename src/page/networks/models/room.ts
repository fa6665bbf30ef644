import type { TrainedModel } from '../../../../trainer/index.ts';

/** What the networks of one training may take of the browser's storage. */
const MOST_BYTES = 256 * 1024 * 1024;

/** How many networks like this one a training leaves in the browser; the others are forgotten as they end. */
export function roomForModels({ layers }: Pick<TrainedModel, 'layers'>): number {
  const numbers = layers.reduce((sum, { kernel, bias }) => sum + kernel.length + bias.length, 0);
  return Math.floor(MOST_BYTES / (4 * numbers));
}
