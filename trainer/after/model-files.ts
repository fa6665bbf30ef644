import { hiddenLayers, parseConfig } from '../config.ts';
import type { LayerWeights } from '../model/layers.ts';
import type { TrainedModel } from '../training/types.ts';

/** A model in TensorFlow.js's own format. */
export interface ModelFiles {
  /** `model.json`: topology, the list of weights, and this trainer's metadata. */
  readonly json: string;
  /** `weights.bin`. */
  readonly weights: Uint8Array;
}

interface Named {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The names in TensorFlow.js layers of the activations that are identical there. */
const KERAS_ACTIVATIONS: Readonly<Record<string, string>> = {
  ...{
    linear: 'linear',
    relu: 'relu',
    relu6: 'relu6',
    elu: 'elu',
    celu: 'elu',
    selu: 'selu',
    sigmoid: 'sigmoid',
  },
  ...{ tanh: 'tanh', softplus: 'softplus', softsign: 'softsign', silu: 'swish', mish: 'mish' },
};

/**
 * Writes the model as a Sequential of TensorFlow.js layers. Loaded by `tf.loadLayersModel` it predicts the same logits,
 * from inputs scaled as described in `userDefinedMetadata`. An activation that TensorFlow.js lacks has our name, and
 * must be registered before loading. Dropout is omitted, since it has no effect outside training.
 */
export function writeModelFiles(model: TrainedModel): ModelFiles {
  const hidden = hiddenLayers(model.config);
  const topology = model.layers.flatMap((layer, i) => layersOf(layer, i, hidden[i]?.activation.name));
  const named = model.layers.flatMap(weightsOf);
  const weights = new Float32Array(named.reduce((sum, { values }) => sum + values.length, 0));
  let at = 0;
  for (const { values } of named) {
    weights.set(values, at);
    at += values.length;
  }
  const { config, classes, scaling, targetScaling } = model;
  const json = {
    format: 'layers-model',
    generatedBy: 'Heddle',
    convertedBy: null,
    modelTopology: {
      class_name: 'Sequential',
      config: { name: 'heddle', layers: topology },
      keras_version: 'tfjs-layers',
      backend: 'tensor_flow.js',
    },
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: named.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
      },
    ],
    userDefinedMetadata: {
      heddle: {
        ...{ config, classes },
        scaling: {
          ...{ mean: [...scaling.mean], deviation: [...scaling.deviation] },
          ...(scaling.fill ? { fill: [...scaling.fill] } : {}),
        },
        ...(targetScaling ? { targetScaling } : {}),
      },
    },
  };
  return { json: JSON.stringify(json), weights: new Uint8Array(weights.buffer) };
}

function layersOf({ inputs, units, norm, slope }: LayerWeights, i: number, activation?: string): object[] {
  const name = (kind: string) => `${kind}_${String(i + 1)}`;
  const shape = i === 0 ? { batch_input_shape: [null, inputs] } : {};
  const dense = { name: name('dense'), units, activation: 'linear', use_bias: true, ...shape };
  return [
    { class_name: 'Dense', config: dense },
    ...(norm ? [{ class_name: 'BatchNormalization', config: { name: name('norm'), epsilon: 1e-5 } }] : []),
    ...(activation === undefined
      ? []
      : [activationLayer(name('activation'), activation, slope !== undefined)]),
  ];
}

function activationLayer(name: string, activation: string, isLearned: boolean): object {
  if (isLearned) return { class_name: 'PReLU', config: { name } };
  if (activation === 'leaky_relu') return { class_name: 'LeakyReLU', config: { name, alpha: 0.01 } };
  const known = Object.hasOwn(KERAS_ACTIVATIONS, activation) ? KERAS_ACTIVATIONS[activation]! : activation;
  return { class_name: 'Activation', config: { name, activation: known } };
}

function weightsOf({ inputs, units, kernel, bias, norm, slope }: LayerWeights, i: number): Named[] {
  const layer = String(i + 1);
  const perUnit = (name: string, values: Float32Array) => ({ name, shape: [units], values });
  return [
    { name: `dense_${layer}/kernel`, shape: [inputs, units], values: kernel },
    perUnit(`dense_${layer}/bias`, bias),
    ...(norm
      ? [
          perUnit(`norm_${layer}/gamma`, norm.scale),
          perUnit(`norm_${layer}/beta`, norm.shift),
          perUnit(`norm_${layer}/moving_mean`, norm.mean),
          perUnit(`norm_${layer}/moving_variance`, norm.variance),
        ]
      : []),
    // TensorFlow.js has a slope per unit.
    ...(slope ? [perUnit(`activation_${layer}/alpha`, new Float32Array(units).fill(slope[0]!))] : []),
  ];
}

/**
 * Reads a model written by `writeModelFiles`.
 *
 * @throws {Error} if the files were not written by Heddle, or the number of weights does not match the model
 * @throws {ConfigError} if its settings are invalid
 */
export function readModelFiles({ json, weights }: ModelFiles): TrainedModel {
  const file = JSON.parse(json) as SavedModel;
  const saved = file.userDefinedMetadata?.heddle;
  const specs = file.weightsManifest?.[0]?.weights;
  if (!saved || !specs) throw new Error('model.json: expected a model saved by Heddle');
  const sizes = specs.map(({ shape }) => shape.reduce((product, size) => product * size, 1));
  const expected = 4 * sizes.reduce((sum, size) => sum + size, 0);
  if (weights.byteLength !== expected) {
    throw new Error(`weights.bin: expected ${String(expected)} bytes, got ${String(weights.byteLength)}`);
  }
  const all = new Float32Array(weights.slice().buffer);
  let at = 0;
  const byName = new Map(specs.map(({ name }, i) => [name, all.slice(at, (at += sizes[i]!))]));
  const kernels = specs.filter(({ name }) => name.endsWith('/kernel'));
  return {
    config: parseConfig(saved.config),
    classes: saved.classes,
    scaling: {
      mean: Float64Array.from(saved.scaling.mean),
      deviation: Float64Array.from(saved.scaling.deviation),
      ...(saved.scaling.fill ? { fill: Float64Array.from(saved.scaling.fill) } : {}),
    },
    layers: kernels.map(({ shape }, i) => readLayer(shape, String(i + 1), byName)),
    ...(saved.targetScaling ? { targetScaling: saved.targetScaling } : {}),
  };
}

interface SavedModel {
  readonly userDefinedMetadata?: {
    readonly heddle?: Pick<TrainedModel, 'config' | 'classes' | 'targetScaling'> & {
      readonly scaling: {
        readonly mean: number[];
        readonly deviation: number[];
        readonly fill?: number[];
      };
    };
  };
  readonly weightsManifest?: readonly {
    readonly weights: readonly { readonly name: string; readonly shape: readonly number[] }[];
  }[];
}

function readLayer(
  shape: readonly number[],
  layer: string,
  byName: ReadonlyMap<string, Float32Array>,
): LayerWeights {
  const get = (name: string) => byName.get(name)!;
  const alpha = byName.get(`activation_${layer}/alpha`);
  const norm = {
    scale: get(`norm_${layer}/gamma`),
    shift: get(`norm_${layer}/beta`),
    mean: get(`norm_${layer}/moving_mean`),
    variance: get(`norm_${layer}/moving_variance`),
  };
  return {
    inputs: shape[0]!,
    units: shape[1]!,
    kernel: get(`dense_${layer}/kernel`),
    bias: get(`dense_${layer}/bias`),
    ...(byName.has(`norm_${layer}/gamma`) ? { norm } : {}),
    ...(alpha ? { slope: alpha.slice(0, 1) } : {}),
  };
}
