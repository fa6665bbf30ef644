import type { Dictionary, Distribution } from '../../history/index.ts';
import { distributionName } from './keys.ts';
import { HISTOGRAM_EDGES } from './statistics.ts';
import type { LayerStatistics } from './statistics.ts';

/** Adds an epoch of each hidden layer's pre-activations to the distributions. Returns a new object. */
export function addEpoch(
  distributions: Dictionary<Distribution>,
  epoch: number,
  layers: readonly LayerStatistics[],
): Dictionary<Distribution> {
  return Object.fromEntries(
    layers.map(({ counts }, i) => {
      const name = distributionName(i + 1);
      const before = distributions[name] ?? { edges: HISTOGRAM_EDGES, epochs: [], counts: [] };
      const epochs = [...before.epochs, epoch];
      return [name, { edges: HISTOGRAM_EDGES, epochs, counts: [...before.counts, counts] }];
    }),
  );
}
