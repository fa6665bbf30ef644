import {
  initialisations,
  optimizers,
  schedules,
  standardisations,
  stoppingMetrics,
  type TrainConfig,
} from '../../../../trainer/index.ts';

/** The settings that a field of its own sets. */
export type FieldSetting = Exclude<keyof TrainConfig, 'data' | 'activation' | 'health'>;

/** What the fields hold, as typed: numbers stay text until Start, so that half-typed ones disturb nobody. */
export type FieldValues = Record<FieldSetting, string | boolean>;

/** What a choice or a flag is to be tried with, where that is more than one value. */
export type VariedSettings = Partial<Record<FieldSetting, readonly string[]>>;

/** A field of the trainer panel. */
export interface Field {
  readonly setting: FieldSetting;
  readonly label: string;
  readonly hint?: string;
  /** What may be chosen, with how it is shown; text is typed where there is none, unless the setting is a flag. */
  readonly choices?: readonly (readonly [value: string, label: string])[];
  /** Where the field says anything: while another one has one of these values. Everywhere when left out. */
  readonly when?: { readonly setting: FieldSetting; readonly values: readonly string[] };
  /** What an interval is that does not say so itself, in a random search. */
  readonly interval?: 'log' | 'int';
}

export interface FieldGroup {
  readonly title: string;
  readonly fields: readonly Field[];
}

/** Names as choices, shown as in `names`, or as they are. */
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

/** Always in sight. */
export const mainFields: readonly Field[] = [
  { setting: 'epochs', label: 'Epochs', interval: 'int' },
  {
    setting: 'learningRate',
    label: 'Learning rate',
    hint: 'Several, separated by commas, are each tried; 0.001..0.3 is an interval for a random search',
    interval: 'log',
  },
];

/** Behind “More settings”, in the order in which a network is thought up. */
export const fieldGroups: readonly FieldGroup[] = [
  {
    title: 'Network',
    fields: [
      {
        setting: 'hidden',
        label: 'Hidden units',
        hint: 'Of each hidden layer: 128, 64. Several networks, each tried: 128-64, 256, none',
      },
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
        when: { setting: 'initialisation', values: ['normal'] },
        interval: 'log',
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
        label: 'Stop early by',
        choices: choose(stoppingMetrics, { none: 'nothing' }),
      },
      { setting: 'patience', label: 'Patience (epochs)', when: stopsEarly, interval: 'int' },
      { setting: 'minDelta', label: 'Least gain', when: stopsEarly, interval: 'log' },
      {
        setting: 'validationFolds',
        label: 'Validation folds',
        hint: 'The first of so many is kept apart to validate on',
        interval: 'int',
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

export const allFields: readonly Field[] = [...mainFields, ...fieldGroups.flatMap(({ fields }) => fields)];

/** The choices and flags, of which several values can be tried by ticking them. */
export const variableFields: readonly Field[] = allFields.filter(
  ({ setting, choices }) => choices !== undefined || ['batchNorm', 'nesterov', 'shuffle'].includes(setting),
);

/** What a choice or a flag may be. */
export function choicesOf({ choices }: Field): readonly (readonly [value: string, label: string])[] {
  return (
    choices ?? [
      ['false', 'without'],
      ['true', 'with'],
    ]
  );
}

/** Whether a field says anything under the other settings. */
export function applies({ when }: Field, values: FieldValues, varied: VariedSettings): boolean {
  if (!when) return true;
  const tried = varied[when.setting] ?? [String(values[when.setting])];
  return tried.some((value) => when.values.includes(value));
}
