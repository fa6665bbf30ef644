import {
  initialisations,
  optimizers,
  schedules,
  standardisations,
  stoppingMetrics,
  type TrainConfig,
} from '../../../../trainer/index.ts';

/** The settings that have a field of their own. */
export type FieldSetting = Exclude<keyof TrainConfig, 'data' | 'activation' | 'health'>;

/** The contents of the fields as typed: numbers stay text until Start, so that incomplete ones are no errors yet. */
export type FieldValues = Record<FieldSetting, string | boolean>;

/** The values to try of choices and flags that have several. */
export type VariedSettings = Partial<Record<FieldSetting, readonly string[]>>;

/** A field of the trainer panel. */
export interface Field {
  readonly setting: FieldSetting;
  readonly label: string;
  readonly hint?: string;
  /** The options with their labels; a field without is a text field, or a checkbox for a flag. */
  readonly choices?: readonly (readonly [value: string, label: string])[];
  /** The field applies while another one has one of these values; always when omitted. */
  readonly when?: { readonly setting: FieldSetting; readonly values: readonly string[] };
  /** The default kind of an interval in a random search. */
  readonly interval?: 'log' | 'int';
}

export interface FieldGroup {
  readonly title: string;
  readonly fields: readonly Field[];
}

/** Makes choices of values, with labels from `names` or the values themselves. */
function choose(
  values: readonly string[],
  names: Readonly<Record<string, string>> = {},
): NonNullable<Field['choices']> {
  return values.map((value) => [value, names[value] ?? value.replaceAll('_', ' ')]);
}

const optimizerIs = (...values: string[]) => ({ setting: 'optimizer', values }) as const;
const scheduleIs = (...values: string[]) => ({ setting: 'schedule', values }) as const;
const stopsEarly = {
  setting: 'earlyStopping',
  values: stoppingMetrics.filter((metric) => metric !== 'none'),
} as const;

/** The fields that are always visible. */
export const mainFields: readonly Field[] = [
  { setting: 'epochs', label: 'Epochs', interval: 'int' },
  {
    setting: 'learningRate',
    label: 'Learning rate',
    hint: 'Separate several values by commas; 0.001..0.3 is an interval for a random search',
    interval: 'log',
  },
];

/** The fields under “More settings”. */
export const fieldGroups: readonly FieldGroup[] = [
  {
    title: 'Network',
    fields: [
      {
        setting: 'hidden',
        label: 'Hidden units',
        hint: 'Units of each hidden layer: 128, 64. Several networks: 128-64, 256, none',
      },
      {
        setting: 'initialisation',
        label: 'Initial weights',
        choices: choose(initialisations, {
          pytorch: 'PyTorch’s',
          usual: 'default for the activation',
          glorot_uniform: 'Glorot, uniform',
          glorot_normal: 'Glorot, normal',
          he_uniform: 'He, uniform',
          he_normal: 'He, normal',
          lecun_normal: 'LeCun, normal',
        }),
      },
      {
        setting: 'initialScale',
        label: 'Std. dev.',
        when: { setting: 'initialisation', values: ['normal'] },
        interval: 'log',
      },
      {
        setting: 'dropout',
        label: 'Dropout',
        hint: 'Share of the hidden outputs that are dropped in each step',
      },
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
      { setting: 'momentum', label: 'Momentum', when: optimizerIs('sgd') },
      { setting: 'nesterov', label: 'Nesterov', when: optimizerIs('sgd') },
      { setting: 'beta1', label: 'β₁', when: optimizerIs('adam', 'adamw') },
      { setting: 'beta2', label: 'β₂', when: optimizerIs('adam', 'adamw') },
      { setting: 'smoothing', label: 'Smoothing', hint: 'PyTorch’s alpha', when: optimizerIs('rmsprop') },
      {
        setting: 'epsilon',
        label: 'ε',
        when: optimizerIs('adam', 'adamw', 'rmsprop'),
        interval: 'log',
      },
      { setting: 'schedule', label: 'Schedule', choices: choose(schedules) },
      { setting: 'scheduleEvery', label: 'Every (epochs)', when: scheduleIs('step'), interval: 'int' },
      { setting: 'scheduleFactor', label: 'Factor', when: scheduleIs('step', 'exponential') },
      { setting: 'warmup', label: 'Warm-up (epochs)', interval: 'int' },
      { setting: 'weightDecay', label: 'L2 (weight decay)', interval: 'log' },
      { setting: 'l1', label: 'L1', interval: 'log' },
    ],
  },
  {
    title: 'Epochs',
    fields: [
      { setting: 'batchSize', label: 'Batch size', interval: 'int' },
      { setting: 'seed', label: 'Seed', interval: 'int' },
      {
        setting: 'earlyStopping',
        label: 'Early stopping',
        choices: choose(stoppingMetrics, { none: 'off' }),
      },
      { setting: 'patience', label: 'Patience (epochs)', when: stopsEarly, interval: 'int' },
      { setting: 'minDelta', label: 'Min. improvement', when: stopsEarly, interval: 'log' },
      {
        setting: 'validationFolds',
        label: 'Validation folds',
        hint: 'Number of folds; the first one is held out for validation',
        interval: 'int',
      },
      {
        setting: 'standardise',
        label: 'Standardise',
        choices: choose(standardisations, { all: 'all values', columns: 'by column' }),
      },
      { setting: 'shuffle', label: 'Shuffle each epoch' },
      { setting: 'batches', label: 'Record batches', hint: 'Keeps the loss of every batch, as skorch does' },
    ],
  },
];

export const allFields: readonly Field[] = [...mainFields, ...fieldGroups.flatMap(({ fields }) => fields)];

/** Choices and flags, of which a search can try several values. */
export const variableFields: readonly Field[] = allFields.filter(
  ({ setting, choices }) => choices !== undefined || ['batchNorm', 'nesterov', 'shuffle'].includes(setting),
);

/** The options of a choice or a flag. */
export function choicesOf({ choices }: Field): readonly (readonly [value: string, label: string])[] {
  return (
    choices ?? [
      ['false', 'without'],
      ['true', 'with'],
    ]
  );
}

/** Whether a field applies under the other settings. */
export function applies({ when }: Field, values: FieldValues, varied: VariedSettings): boolean {
  if (!when) return true;
  const tried = varied[when.setting] ?? [String(values[when.setting])];
  return tried.some((value) => when.values.includes(value));
}
