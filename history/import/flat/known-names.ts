import { withoutAccents, wordsOf } from '../../direction.ts';

/** Columns that identify the run of a row, alone or together, including Neptune's. */
const RUN_NAMES = new Set([
  'run',
  'run_id',
  'run_name',
  'name',
  'trial',
  'trial_id',
  'experiment',
  'experiment_id',
  'sys/id',
  // Other languages.
  ...'lauf versuch essai experience prueba ensayo experimento prova esperimento proef proba'.split(' '),
  ...'запуск опыт эксперимент 实验 實驗 试验 実験 試行 실험'.split(' '),
]);

/** Columns that may identify the run, or number the rows. */
const ID_NAMES = new Set(['uid', 'id', 'index']);

/** Columns of optimiser or environment steps, several per epoch. */
const STEP_NAMES = new Set([
  'step',
  'global_step',
  '_step',
  'trainer/global_step',
  'total_timesteps',
  'totalenvinteracts',
]);

/** Columns of epochs if there is no column `epoch`. */
const COUNTER_NAMES = new Set(
  [
    'iteration iter training_iteration generation round',
    // Other languages; accents are often omitted.
    'epoca geracao iteracao rodada generacion iteracion ronda epoque epoche generazione iterazione',
    'generatie iteratie epoka pokolenie iteracja эпоха поколение итерация 轮次 轮数 迭代 迭代次数 世代 エポック 에포크 세대',
  ].flatMap((line) => line.split(' ')),
);

/** Keys of records that are not metrics. */
const PROGRESS_NAMES = new Set(['dur', 'train_batch_count', 'valid_batch_count']);

/** Words of hyperparameters. Words that also occur in tables of measurements, such as depth or temperature, are not among them. */
const HYPERPARAMETER_WORDS = new Set(
  [
    'lr learningrate batchsize bs dropout momentum weightdecay wd optimizer optimiser optim activation seed',
    'hidden units neurons layers filters heads embedding kernelsize maxdepth warmup patience',
    'gamma alpha beta beta1 beta2 lambda epsilon regularization regularisation penalty',
    'estimators neighbors neighbours leaves subsample colsample hyperparameter hyperparameters hparam hparams',
  ].flatMap((line) => line.split(' ')),
);

/** Prefixes under which tools write hyperparameters. */
const HYPERPARAMETER_PREFIX = /^(?:params?|config|hparams?|hp)[_./]./i;

/** Whether a column is named like a hyperparameter: `lr`, `batch_size`, `learningRate`, `config/units`. */
export function looksLikeHyperparameter(name: string): boolean {
  if (HYPERPARAMETER_PREFIX.test(name)) return true;
  const words = [...wordsOf(name)];
  return words.some((word, i) => {
    return HYPERPARAMETER_WORDS.has(word) || HYPERPARAMETER_WORDS.has(word + (words[i + 1] ?? ''));
  });
}

/** Names of the outcome of a trial that are too general to be a metric in any table. */
const OUTCOME_NAMES = new Set(['value', 'result', 'outcome', 'output']);

export function isOutcomeName(name: string): boolean {
  return OUTCOME_NAMES.has(name.toLowerCase());
}

export type KnownName = 'run' | 'id' | 'from' | 'fold' | 'epoch' | 'step' | 'counter' | 'progress';

/** Returns the role indicated by the name of a column, ignoring case; undefined if none. */
export function knownName(name: string): KnownName | undefined {
  const plain = withoutAccents(name.toLowerCase());
  if (RUN_NAMES.has(plain)) return 'run';
  if (ID_NAMES.has(plain)) return 'id';
  if (plain === 'from_uid') return 'from';
  if (plain === 'fold') return 'fold';
  if (plain === 'epoch') return 'epoch';
  if (STEP_NAMES.has(plain)) return 'step';
  if (COUNTER_NAMES.has(plain)) return 'counter';
  return PROGRESS_NAMES.has(name) ? 'progress' : undefined;
}
