import type { TrainConfig } from '../config.ts';

/** How inputs are scaled to mean 0 and standard deviation 1: over all values, per column, or not at all. */
export const standardisations = ['all', 'columns', 'none'] as const;
export type Standardisation = (typeof standardisations)[number];

/** The usual standardisation: each column of a table has its own scale, pixels of an image share one. */
export function defaultStandardisation(data: 'table' | 'images' | 'points'): Standardisation {
  return data === 'table' ? 'columns' : 'all';
}

/** See `model/optimizers`. */
export const optimizers = ['sgd', 'adam', 'adamw', 'rmsprop'] as const;

/** Metrics for early stopping. */
export const stoppingMetrics = [
  'none',
  'valid_loss',
  'valid_acc',
  'train_loss',
  'valid_rmse',
  'valid_r2',
] as const;

/**
 * An MLP 784-128-64-10 on MNIST as trained by skorch. Other settings have PyTorch's defaults.
 */
export const defaultConfig: TrainConfig = {
  data: 'mnist',
  hidden: [128, 64],
  activation: 'relu',
  initialisation: 'pytorch',
  initialScale: 0.01,
  optimizer: 'sgd',
  learningRate: 0.01,
  momentum: 0.95,
  nesterov: false,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  smoothing: 0.99,
  schedule: 'constant',
  scheduleEvery: 10,
  scheduleFactor: 0.1,
  warmup: 0,
  weightDecay: 0,
  l1: 0,
  dropout: 0,
  batchNorm: false,
  batchSize: 128,
  epochs: 25,
  earlyStopping: 'none',
  patience: 5,
  minDelta: 0,
  shuffle: false,
  seed: 0,
  standardise: 'all',
  validationFolds: 5,
  health: true,
  batches: false,
};

/** PyTorch's defaults of each optimiser, in place of the ones above. */
const optimizerDefaults: Readonly<Record<string, Partial<TrainConfig>>> = {
  adam: { learningRate: 0.001 },
  adamw: { learningRate: 0.001, weightDecay: 0.01 },
};

/** The settings that are not given, which depend on the optimiser. An unknown one has the defaults of SGD. */
export function defaultsOf(optimizer: unknown): TrainConfig {
  const name = optimizers.find((each) => each === optimizer) ?? defaultConfig.optimizer;
  return { ...defaultConfig, ...optimizerDefaults[name] };
}
