import {
  defaultConfig,
  parseConfig,
  type ActivationName,
  type BackendName,
  type TrainConfig,
} from '../../../trainer/index.ts';

/** What the trainer panel holds, as typed: numbers stay text until Start, so that half-typed ones disturb nobody. */
export interface TrainingSettings {
  data: 'mnist' | 'spiral' | 'tabular' | 'idx';
  images: File | null;
  labels: File | null;
  limit: string;
  activations: ActivationName[];
  hidden: string;
  epochs: string;
  batchSize: string;
  learningRates: string;
  momentum: string;
  seed: string;
  shuffle: boolean;
  folds: string;
  backend: BackendName | 'auto';
}

/** The notebook's experiment: its three activations on MNIST, with its settings. */
export function notebookSettings(): TrainingSettings {
  return {
    data: 'mnist',
    images: null,
    labels: null,
    limit: '',
    activations: ['relu', 'tanh', 'leaky_relu'],
    hidden: defaultConfig.hidden.join(', '),
    epochs: String(defaultConfig.epochs),
    batchSize: String(defaultConfig.batchSize),
    learningRates: String(defaultConfig.learningRate),
    momentum: String(defaultConfig.momentum),
    seed: String(defaultConfig.seed),
    shuffle: defaultConfig.shuffle,
    folds: '',
    backend: 'auto',
  };
}

const split = (text: string) => text.split(/[\s,]+/).filter((part) => part !== '');

/** Numbers of a list such as "128, 64"; what is not a number stays text, for `parseConfig` to name. */
const numbers = (text: string) => split(text).map(asNumber);

function asNumber(text: string): unknown {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? text : value;
}

/**
 * One configuration per activation and learning rate, in that order. Throws what `parseConfig` throws, and when
 * nothing is chosen to train.
 */
export function configsOf(settings: TrainingSettings): TrainConfig[] {
  if (settings.activations.length === 0) throw new Error('activations: choose at least one.');
  const rates = numbers(settings.learningRates);
  if (rates.length === 0) throw new Error('learningRate: expected a number, got nothing');
  return settings.activations.flatMap((activation) =>
    rates.map((learningRate) =>
      parseConfig({
        data: settings.data === 'idx' ? (settings.images?.name ?? 'idx') : settings.data,
        hidden: numbers(settings.hidden),
        activation,
        epochs: asNumber(settings.epochs),
        batchSize: asNumber(settings.batchSize),
        learningRate,
        momentum: asNumber(settings.momentum),
        shuffle: settings.shuffle,
        seed: asNumber(settings.seed),
      }),
    ),
  );
}

/** The whole number in an optional field, null when it is empty. Throws, naming the field, for anything below `least`. */
export function optionalCount(name: string, text: string, least: number): number | null {
  if (text.trim() === '') return null;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) {
    throw new Error(`${name}: expected a whole number of at least ${least}, got "${text}"`);
  }
  return value;
}
