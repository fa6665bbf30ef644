import { withoutAccents, wordsOf } from '../../direction.ts';
import { counterName, wordsInOrder } from './counters/counter-names.ts';

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

/** Columns of optimiser or environment steps, several per epoch; words are separated by spaces. */
const STEP_NAMES = new Set([
  'step',
  'global step',
  'trainer global step',
  'train global step',
  'total timesteps',
  'total env interacts',
  'totalenvinteracts',
]);

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
  if (PROGRESS_NAMES.has(name)) return 'progress';
  if (!mayCount(plain)) return undefined;
  if (STEP_NAMES.has(wordsInOrder(name).join(' '))) return 'step';
  return counterName(name) === null ? undefined : 'counter';
}

/** Whether a name is short enough for a counter, which spares the analysis of long ones. */
function mayCount(name: string): boolean {
  return name.length <= 40;
}
