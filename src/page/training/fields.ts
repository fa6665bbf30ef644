import {
  initialisations,
  optimizers,
  schedules,
  standardisations,
  stoppingMetrics,
  type TrainConfig,
} from '../../../trainer/index.ts';

/** The settings that a field of its own sets. */
export type FieldSetting = Exclude<keyof TrainConfig, 'data' | 'activation' | 'health'>;

/** What the fields hold, as typed: numbers stay text until Start, so that half-typed ones disturb nobody. */
export type FieldValues = Record<FieldSetting, string | boolean>;

/** A field of the trainer panel. */
export interface Field {
  readonly setting: FieldSetting;
  readonly label: string;
  readonly hint?: string;
  /** What may be chosen, with how it is shown; text is typed where there is none, unless the setting is a flag. */
  readonly choices?: readonly (readonly [value: string, label: string])[];
  /** Whether the field says anything under the other settings; always when left out. */
  readonly applies?: (values: FieldValues) => boolean;
}

export interface FieldGroup {
  readonly title: string;
  readonly fields: readonly Field[];
}

/** Names as choices, shown as in `names`, or as they are. */
function choose(values: readonly string[], names: Readonly<Record<string, string>> = {}): Field['choices'] {
  return values.map((value) => [value, names[value] ?? value.replaceAll('_', ' ')]);
}

const isSgd = ({ optimizer }: FieldValues) => optimizer === 'sgd';
const isAdam = ({ optimizer }: FieldValues) => optimizer === 'adam' || optimizer === 'adamw';
const hasSchedule =
  (...names: readonly string[]) =>
  ({ schedule }: FieldValues) =>
    names.includes(schedule as string);
const stopsEarly = ({ earlyStopping }: FieldValues) => earlyStopping !== 'none';

/** Always in sight. */
export const mainFields: readonly Field[] = [
  { setting: 'epochs', label: 'Epochs' },
  {
    setting: 'learningRate',
    label: 'Learning rate',
    hint: 'Several, separated by commas, are trained one after another',
  },
];

/** Behind “More settings”, in the order in which a network is thought up. */
export const fieldGroups: readonly FieldGroup[] = [
  {
    title: 'Network',
    fields: [
      { setting: 'hidden', label: 'Hidden units', hint: 'Of each hidden layer, separated by commas' },
      {
        setting: 'initialisation',
        label: 'Initial weights',
        choices: choose(initialisations, {
          pytorch: 'PyTorch’s',
          usual: 'usual for the activation',
          glorot_uniform: 'Glorot, uniform',
          glorot_normal: 'Glorot, normal',
          he_uniform: 'He, uniform',
          he_normal: 'He, normal',
          lecun_normal: 'LeCun, normal',
        }),
      },
      {
        setting: 'initialScale',
        label: 'Deviation',
        applies: ({ initialisation }) => initialisation === 'normal',
      },
      { setting: 'dropout', label: 'Dropout', hint: 'Share of the hidden outputs that a step leaves out' },
      { setting: 'batchNorm', label: 'Batch normalisation' },
    ],
  },
  {
    title: 'Steps',
    fields: [
      {
        setting: 'optimizer',
        label: 'Optimiser',
        choices: choose(optimizers, { sgd: 'SGD', adam: 'Adam', adamw: 'AdamW', rmsprop: 'RMSProp' }),
      },
      { setting: 'momentum', label: 'Momentum', applies: isSgd },
      { setting: 'nesterov', label: 'Nesterov', applies: isSgd },
      { setting: 'beta1', label: 'β₁', applies: isAdam },
      { setting: 'beta2', label: 'β₂', applies: isAdam },
      {
        setting: 'smoothing',
        label: 'Smoothing',
        hint: 'PyTorch’s alpha',
        applies: ({ optimizer }) => optimizer === 'rmsprop',
      },
      { setting: 'epsilon', label: 'ε', applies: (values) => !isSgd(values) },
      { setting: 'schedule', label: 'Schedule', choices: choose(schedules) },
      { setting: 'scheduleEvery', label: 'Every (epochs)', applies: hasSchedule('step') },
      { setting: 'scheduleFactor', label: 'Factor', applies: hasSchedule('step', 'exponential') },
      { setting: 'warmup', label: 'Warm-up (epochs)' },
      { setting: 'weightDecay', label: 'L2 (weight decay)' },
      { setting: 'l1', label: 'L1' },
    ],
  },
  {
    title: 'Epochs',
    fields: [
      { setting: 'batchSize', label: 'Batch size' },
      { setting: 'seed', label: 'Seed' },
      {
        setting: 'earlyStopping',
        label: 'Stop early by',
        choices: choose(stoppingMetrics, { none: 'nothing' }),
      },
      { setting: 'patience', label: 'Patience (epochs)', applies: stopsEarly },
      { setting: 'minDelta', label: 'Least gain', applies: stopsEarly },
      {
        setting: 'validationFolds',
        label: 'Validation folds',
        hint: 'The first of so many is kept apart to validate on',
      },
      {
        setting: 'standardise',
        label: 'Standardise',
        choices: choose(standardisations, { all: 'all values', columns: 'by column' }),
      },
      { setting: 'shuffle', label: 'Shuffle each epoch' },
    ],
  },
];
