import type { ParameterValue, Run } from '../../history/index.ts';
import { ConfigError, configParameters, defaultConfig, parseConfig } from '../config.ts';
import type { TrainConfig } from '../config.ts';

/** The settings of a run, as far as they can be recovered from its parameters. */
export interface ForkBase {
  readonly config: TrainConfig;
  /** Parameters without a corresponding setting, or with an invalid value; the config has the default there. */
  readonly unmapped: readonly string[];
}

/** Names of the settings in other tools. */
const SYNONYMS: Readonly<Record<string, keyof TrainConfig>> = {
  lr: 'learningRate',
  eta: 'learningRate',
  wd: 'weightDecay',
  l2: 'weightDecay',
  hidden_units: 'hidden',
  hidden_layers: 'hidden',
  hidden_layer_sizes: 'hidden',
  layers: 'hidden',
  num_epochs: 'epochs',
  max_epochs: 'epochs',
  n_epochs: 'epochs',
  bs: 'batchSize',
  optim: 'optimizer',
  nonlinearity: 'activation',
  act: 'activation',
  random_seed: 'seed',
  random_state: 'seed',
  dataset: 'data',
  dropout_rate: 'dropout',
  batchnorm: 'batchNorm',
};

/** Parameters that our runs record besides the settings. */
const NOTES = [
  'rows',
  'folds',
  'fold_kind',
  'fold_shuffle_seed',
  'repeats',
  'repeat_shuffle_seed',
  'scoring',
  'backend',
];
const FORMULA_PARAMETER = /^(?:formula|derivative|derivative_check)_/;

/**
 * The settings to train a run again: those of a run trained here, or of any run whose parameters map by name
 * (`learning_rate`, `lr`, `module__hidden_units`, …). A run trained with them has this run's id as its parent.
 */
export function configOfRun({ parameters }: Pick<Run, 'parameters'>): ForkBase {
  const settings = new Map<string, unknown>();
  const unmapped: string[] = [];
  for (const [name, value] of Object.entries(parameters)) {
    if (NOTES.includes(name) || FORMULA_PARAMETER.test(name)) continue;
    const setting = settingOf(name);
    if (setting !== null && isSetting(setting, settingValue(setting, value, parameters))) {
      settings.set(setting, settingValue(setting, value, parameters));
    } else unmapped.push(name);
  }
  const given = Object.fromEntries(settings);
  try {
    return { config: parseConfig(given), unmapped };
  } catch (error) {
    // A list of activations may not match the hidden layers.
    if (!(error instanceof ConfigError)) throw error;
    const others = Object.fromEntries(Object.entries(given).filter(([key]) => key !== 'activation'));
    return { config: parseConfig(others), unmapped: [...unmapped, 'activation'] };
  }
}

function settingOf(name: string): keyof TrainConfig | null {
  // skorch and scikit-learn put the component before a double underscore.
  const bare = name.toLowerCase().replace(/^.*__/, '').replaceAll('-', '_');
  const camel = bare.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const own = Object.keys(defaultConfig).find((key) => key === camel);
  if (own !== undefined) return own as keyof TrainConfig;
  return Object.hasOwn(SYNONYMS, bare) ? SYNONYMS[bare]! : null;
}

function settingValue(
  setting: keyof TrainConfig,
  value: ParameterValue,
  parameters: Run['parameters'],
): unknown {
  if (setting === 'hidden') return hiddenOf(value);
  if (setting !== 'activation' || typeof value !== 'string') return value;
  const choices = value.split('-').map((name) => choiceOf(name, parameters));
  return choices.length === 1 ? choices[0] : choices;
}

function hiddenOf(value: ParameterValue): unknown {
  if (value === null || typeof value === 'boolean') return value;
  const sizes = String(value).match(/\d+/g) ?? [];
  return sizes.map(Number);
}

function choiceOf(name: string, parameters: Run['parameters']): unknown {
  const formula = Object.hasOwn(parameters, `formula_${name}`) ? parameters[`formula_${name}`] : undefined;
  const derivative = Object.hasOwn(parameters, `derivative_${name}`)
    ? parameters[`derivative_${name}`]
    : undefined;
  if (formula !== undefined) return { name, formula, ...(derivative === undefined ? {} : { derivative }) };
  const plain = name.toLowerCase().replace(/[\s()]/g, '');
  return Object.hasOwn(ACTIVATION_SYNONYMS, plain) ? ACTIVATION_SYNONYMS[plain] : plain;
}

const ACTIVATION_SYNONYMS: Readonly<Record<string, string>> = {
  leakyrelu: 'leaky_relu',
  swish: 'silu',
  logistic: 'sigmoid',
  identity: 'linear',
  hardswish: 'hard_swish',
  hardtanh: 'hard_tanh',
  hardsigmoid: 'hard_sigmoid',
};

/** Whether the value is valid for the setting on its own. */
function isSetting(setting: keyof TrainConfig, value: unknown): boolean {
  try {
    const hidden = setting === 'activation' && Array.isArray(value) ? value.map(() => 1) : undefined;
    parseConfig({ hidden, [setting]: value });
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}

/** The parameters in which a forked run differs from its parent. */
export function changedParameters(parent: Pick<Run, 'parameters'>, config: TrainConfig): string[] {
  const base = configParameters(configOfRun(parent).config);
  const own = configParameters(config);
  return [...new Set([...Object.keys(base), ...Object.keys(own)])].filter((key) => base[key] !== own[key]);
}
