import type { Dictionary, ParameterValue } from '../../history/index.ts';
import { checkDerivative } from '../activations/index.ts';
import type { CustomActivation } from '../activations/index.ts';
import type { TrainConfig } from '../config.ts';
import type { ActivationChoice } from './activation.ts';

/**
 * The settings as a run's parameters, in snake case, in the order in which axes show them. A setting that does not apply
 * (Adam's β for SGD) has no key. Custom formulas are stored as `formula_<name>` and `derivative_<name>`; if such a
 * derivative is wrong, `derivative_check_<name>` describes the error.
 */
export function configParameters(config: TrainConfig): Dictionary<ParameterValue> {
  return {
    data: config.data,
    activation: activationText(config.activation),
    hidden: config.hidden.join('-'),
    initialisation: config.initialisation,
    ...(config.initialisation === 'normal' ? { initial_scale: config.initialScale } : {}),
    optimizer: config.optimizer,
    learning_rate: config.learningRate,
    ...optimizerParameters(config),
    ...scheduleParameters(config),
    weight_decay: config.weightDecay,
    l1: config.l1,
    dropout: config.dropout,
    batch_norm: config.batchNorm,
    batch_size: config.batchSize,
    epochs: config.epochs,
    early_stopping: config.earlyStopping,
    ...(config.earlyStopping === 'none' ? {} : { patience: config.patience, min_delta: config.minDelta }),
    shuffle: config.shuffle,
    standardise: config.standardise,
    validation_folds: config.validationFolds,
    seed: config.seed,
    ...formulaParameters(config),
  };
}

function optimizerParameters(config: TrainConfig): Dictionary<ParameterValue> {
  switch (config.optimizer) {
    case 'sgd':
      return { momentum: config.momentum, nesterov: config.nesterov };
    case 'adam':
    case 'adamw':
      return { beta1: config.beta1, beta2: config.beta2, epsilon: config.epsilon };
    case 'rmsprop':
      return { smoothing: config.smoothing, epsilon: config.epsilon };
  }
}

function scheduleParameters({
  schedule,
  scheduleEvery,
  scheduleFactor,
  warmup,
}: TrainConfig): Dictionary<ParameterValue> {
  return {
    schedule,
    ...(schedule === 'step' ? { schedule_every: scheduleEvery } : {}),
    ...(schedule === 'step' || schedule === 'exponential' ? { schedule_factor: scheduleFactor } : {}),
    warmup,
  };
}

function formulaParameters({ activation }: TrainConfig): Dictionary<ParameterValue> {
  const customs = choicesOf(activation).filter((choice) => typeof choice !== 'string');
  return Object.fromEntries(customs.flatMap(describeCustom));
}

function describeCustom({ name, formula, derivative }: CustomActivation): [string, string][] {
  if (derivative === undefined) return [[`formula_${name}`, formula]];
  const { wrong, message } = checkDerivative(formula, derivative);
  return [
    [`formula_${name}`, formula],
    [`derivative_${name}`, derivative],
    ...(wrong.length > 0 ? [[`derivative_check_${name}`, message] as [string, string]] : []),
  ];
}

/** The names of the activations, or a single name if all layers have the same: `relu-tanh`, `relu`. */
export function activationText(activation: TrainConfig['activation']): string {
  const names = choicesOf(activation).map((choice) => (typeof choice === 'string' ? choice : choice.name));
  return new Set(names).size === 1 ? names[0]! : names.join('-');
}

export function choicesOf(activation: TrainConfig['activation']): readonly ActivationChoice[] {
  return Array.isArray(activation)
    ? (activation as readonly ActivationChoice[])
    : [activation as ActivationChoice];
}
