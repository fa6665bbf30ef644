import { hiddenLayers } from '../config.ts';
import type { TrainConfig } from '../config.ts';
import type { Dataset } from '../data/dataset.ts';
import type { LayerWeights } from '../model/layers.ts';

/**
 * Checks that a training run can start from the weights of a model. Activations may differ, since they have no weights;
 * learned slopes and batch normalisation do, and must be present in both or in neither.
 *
 * @throws {Error} for the first mismatch, such as `hidden: expected 128-64 as in the initial weights, got 32`
 */
export function checkInitial(layers: readonly LayerWeights[], config: TrainConfig, dataset: Dataset): void {
  const hidden = layers.slice(0, -1);
  const check = (name: string, expected: string, got: string) => {
    if (expected !== got)
      throw new Error(`${name}: expected ${expected} as in the initial weights, got ${got}`);
  };
  check('data', columns(layers[0]!.inputs), columns(dataset.dimensions));
  check('data', targets(layers.at(-1)!.units), targets(dataset.targets ? 1 : dataset.classes));
  check('hidden', hidden.map(({ units }) => units).join('-') || 'none', config.hidden.join('-') || 'none');
  const isNormed = hidden.some(({ norm }) => norm !== undefined);
  check('batchNorm', String(isNormed), String(config.batchNorm && hidden.length > 0));
  const learns = hiddenLayers(config).map(({ activation }) => activation.firstSlope !== undefined);
  check('learned slopes', hidden.map(({ slope }) => slope !== undefined).join('-'), learns.join('-'));
}

const columns = (count: number) => `${String(count)} columns`;
const targets = (count: number) => (count === 1 ? 'a numeric target' : `${String(count)} classes`);
