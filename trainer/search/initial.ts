import { hiddenLayers } from '../config.ts';
import type { TrainConfig } from '../config.ts';
import type { Dataset } from '../data/dataset.ts';
import type { LayerWeights } from '../model/layers.ts';

/**
 * Whether the weights of a model can be those that another training begins with. Activations may differ, since they have
 * no weights; learned slopes and batch normalisation have, and must be there in both or in neither.
 *
 * @throws {Error} that names the first shape that does not fit, such as
 * `hidden: expected 128-64 as in the weights to go on from, got 32`
 */
export function checkInitial(layers: readonly LayerWeights[], config: TrainConfig, dataset: Dataset): void {
  const hidden = layers.slice(0, -1);
  const check = (what: string, had: string, got: string) => {
    if (had !== got) throw new Error(`${what}: expected ${had} as in the weights to go on from, got ${got}`);
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
const targets = (count: number) => (count === 1 ? 'a number to be learned' : `${String(count)} classes`);
