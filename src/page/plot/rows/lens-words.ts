import type { Lens } from '../../../../history/index.ts';

export const LENS_NAMES: Readonly<Record<Lens['kind'], string>> = {
  best: 'Best',
  last: 'Last',
  lastEpoch: 'Last epoch',
  epoch: 'At epoch',
  bestOf: 'At the best epoch of',
  meanOfLast: 'Mean of the last',
  area: 'Area under curve',
  epochsUntil: 'Epochs until',
  epochOfBest: 'Epoch of the best',
};

/** A lens in a few words, such as `at epoch 12`. */
export function describeLens(lens: Lens): string {
  const name = LENS_NAMES[lens.kind].toLowerCase();
  switch (lens.kind) {
    case 'epoch':
      return `${name} ${String(lens.epoch)}`;
    case 'bestOf':
      return `${name} ${lens.metric}`;
    case 'meanOfLast':
      return `${name} ${String(lens.count)}`;
    case 'epochsUntil':
      return `${name} ${String(lens.threshold)}`;
    default:
      return name;
  }
}
