import type { Shown } from '../../cells.ts';
import { isPresent } from './subject.ts';
import type { Sought } from './subject.ts';

/** What an entry of the index is to become, beside the facts that are told of it there. */
export interface Expected {
  /** Its path begins so. */
  readonly entry: string;
  readonly format: string;
  readonly runs: number;
  /** Rows where each epoch has one. */
  readonly rows: number;
  /** What a column of the file is called here; null where it is no column, and nothing where its name stays. */
  readonly called?: (name: string) => string | null | undefined;
  /** Where the rows of the file went, if they are not the rows here: the values as the file has them. */
  readonly series?: (sought: Sought) => Shown[] | undefined;
  /** Durations that are text in the file and seconds here. */
  readonly durations?: readonly string[];
  /** Columns of which the index says what is better but nothing in the file does. */
  readonly undirected?: readonly string[];
}

/** Columns that name runs, tell when or where they ran or what became of them; they are not axes. */
function dropped(...names: readonly string[]): (name: string) => null | undefined {
  return (name) => (names.includes(name) ? null : undefined);
}

/** Lines of the same step are one record. */
function byStep({ text, name, cells }: Sought): Shown[] {
  const [names, ...rows] = text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const [step, column] = [names!.indexOf('step'), names!.indexOf(name)];
  const steps = cells('step');
  return rows.map((row) => (row[column] === '' ? null : cells(name)[steps.indexOf(Number(row[step]))]));
}

/** Entries and points that have no such value do not count. */
const present = ({ name, cells }: Sought) => cells(name).filter(isPresent);

/** Each line of the file is the trial of a configuration with a budget, a record of the run of the configuration. */
function byBudget(column: string | null) {
  return ({ text, name, scope, history }: Sought): Shown[] => {
    const [, only] = / at budget (.*)$/.exec(scope) ?? [];
    const runs = new Map(history.runs.map((run) => [run.id, run]));
    return text
      .trim()
      .split('\n')
      .map((line) => {
        const [id, budget] = JSON.parse(line.replaceAll('NaN', 'null')) as [unknown, number];
        if (only !== undefined && budget !== Number(only)) return null;
        const records = runs.get(JSON.stringify(id))!.records.filter(({ epoch }) => epoch === budget);
        if (records.length !== 1)
          throw new Error(`${JSON.stringify(id)} has ${String(records.length)} records`);
        return records[0]![column ?? name] as Shown;
      });
  };
}

/** The header is repeated in the file, which is no row. */
function betweenHeaders({ text, name, scope, cells }: Sought): Shown[] {
  if (scope === ' in this numbering') return cells(name);
  let row = 0;
  const lines = text.trimEnd().split('\n').slice(1);
  return lines.map((line) => (line.startsWith('epoch') ? null : cells(name)[row++]));
}

/** A column of a chart is a run and its metric, a row a place on the axis. */
function ofChart({ text, name, history }: Sought): Shown[] {
  const [names, ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.slice(1, -1).split('","'));
  const [, run, metric = name] = /^(.*) - (.*)$/.exec(name) ?? [];
  const column = names!.indexOf(name);
  const records = history.runs
    .filter((each) => run === undefined || each.name === run)
    .flatMap((each) => each.records);
  return rows.map((row) => {
    if (row[column] === '') return null;
    return records.find(({ step }) => step === Number(row[0]))?.[metric] as Shown;
  });
}

/** Files that were read by themselves come in the order of their paths; those of the index do as well, letter by letter. */
const byPath = ({ name, runs }: Sought): Shown[] =>
  runs
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ records, summary }) => (records.at(-1)?.[name] as Shown) ?? summary[name]);

const ofFinished = ({ runs }: Sought) =>
  runs.map(({ status, summary }) => (status === 'completed' ? summary.value : null));

const ofCandidates = ({ name, runs }: Sought): Shown[] | undefined =>
  Object.hasOwn(runs[0]!.summary, name)
    ? runs.filter(({ fold }) => fold === null).map(({ summary }) => summary[name])
    : undefined;

const sklearnColumns = (name: string) => {
  if (name.startsWith('param_')) return name.slice('param_'.length);
  if (/^split\d+_test_score$/.test(name)) return 'test_score';
  return name === '(no name)' || name === 'params' ? null : undefined;
};
const optunaColumns = (name: string) =>
  name.startsWith('params_')
    ? name.slice('params_'.length)
    : dropped('number', 'datetime_start', 'datetime_complete', 'state')(name);

const HIPLOT = 'hiplot/facebookresearch__hiplot__';
const SACRED = 'sacred/catniplab__ML-music-analysis__';
const DEEPCAVE = 'generic/automl__DeepCAVE__';
const TENSORBOARD = { format: 'tensorboard', runs: 1 } as const;

/** Every entry of the index but the one that is no JSON, which is to be refused. */
export const EXPECTED: readonly Expected[] = [
  { entry: 'skorch/hr-ge', format: 'skorch', runs: 1, rows: 56 },
  { entry: 'skorch/ulissigroup', format: 'skorch', runs: 1, rows: 129 },
  { entry: 'skorch/salma', format: 'skorch', runs: 1, rows: 3 },
  {
    entry: `${HIPLOT}demo.json`,
    format: 'hiplot',
    runs: 1000,
    rows: 1000,
    undirected: ['pctile', 'exp_metric'],
  },
  { entry: `${HIPLOT}demo_line_xy`, format: 'hiplot', runs: 200, rows: 200 },
  { entry: `${HIPLOT}demo_first_value_nan`, format: 'hiplot', runs: 7, rows: 7 },
  { entry: `${HIPLOT}demo_weighted_rows`, format: 'hiplot', runs: 7, rows: 7 },
  { entry: `${HIPLOT}demo_change_column`, format: 'hiplot', runs: 2, rows: 2 },
  {
    entry: `${HIPLOT}ml1.csv`,
    format: 'csv',
    runs: 356,
    rows: 6968,
    called: dropped('uid', 'from_uid'),
    series: ofChains,
  },
  { entry: 'keras/Vosloo', format: 'keras', runs: 1, rows: 60 },
  { entry: 'keras/AmirYunus', format: 'keras-csv', runs: 2, rows: 156 },
  { entry: 'keras/Charlie839242', format: 'csv', runs: 1, rows: 1 },
  { entry: 'keras/carlosfab', format: 'keras', runs: 1, rows: 4 },
  {
    entry: 'lightning/manuel-rhdt__ml-pws__neurons',
    format: 'lightning',
    runs: 1,
    rows: 720,
    series: byStep,
  },
  {
    entry: 'lightning/manuel-rhdt__ml-pws__neuron_2',
    format: 'lightning',
    runs: 1,
    rows: 62,
    series: byStep,
  },
  { entry: 'lightning/AIRI', format: 'lightning', runs: 1, rows: 320, series: byStep },
  { entry: 'lightning/Driemann', format: 'lightning', runs: 1, rows: 800, series: byStep },
  { entry: 'hf-trainer/Nijat', format: 'hf-trainer', runs: 1, rows: 700, series: present },
  { entry: 'hf-trainer/Mohamed', format: 'hf-trainer', runs: 1, rows: 3, series: present },
  { entry: 'ray-tune/automl__DeepCAVE__RayTune_run_1', format: 'ray-tune', runs: 9, rows: 9, series: byPath },
  { entry: 'ray-tune/automl__DeepCAVE__RayTune_run_2', format: 'ray-tune', runs: 3, rows: 3, series: byPath },
  {
    entry: 'ray-tune/zekailin00',
    format: 'ray-tune',
    runs: 1,
    rows: 13,
    called: (name) => {
      if (name === 'training_iteration') return 'epoch';
      if (name === 'time_this_iter_s') return 'dur';
      return name === 'val_loss' || name === 'time_total_s' ? undefined : null;
    },
  },
  {
    entry: 'optuna/angelpedruiz',
    format: 'optuna-frame',
    runs: 50,
    rows: 50,
    called: optunaColumns,
    durations: ['duration'],
    undirected: ['value'],
  },
  {
    entry: 'optuna/Alkem0s__Genetic-AI-Detector__optuna_journal_ga',
    format: 'optuna-journal',
    runs: 30,
    rows: 46,
    series: ofFinished,
  },
  {
    entry: 'optuna/Alkem0s__Genetic-AI-Detector__optuna_journal_cnn',
    format: 'optuna-journal',
    runs: 50,
    rows: 50,
    series: ofFinished,
  },
  {
    entry: 'optuna/algotrade',
    format: 'optuna-frame',
    runs: 40,
    rows: 40,
    durations: ['duration'],
    called: optunaColumns,
  },
  {
    entry: 'wandb/kingb12',
    format: 'wandb-runs',
    runs: 5,
    rows: 5,
    called: dropped('Name', 'Created', 'End Time', 'ID', 'Notes', 'Updated', 'Tags'),
  },
  {
    entry: 'wandb/TemplierPaul',
    format: 'wandb-chart',
    runs: 3,
    rows: 1606,
    called: (name) => (/__M(?:IN|AX)$/.test(name) ? null : name.split(' - ').at(-1)),
    series: ofChart,
    undirected: ['algo: EA - generation'],
  },
  { entry: 'wandb/AI-Tech', format: 'wandb', runs: 1, rows: 1 },
  { entry: 'mlflow/1010sb', format: 'mlflow', runs: 9, rows: 9, series: byPath },
  { entry: 'mlflow/10tanmay100', format: 'mlflow', runs: 1, rows: 1, series: byPath },
  { entry: 'tensorboard/AI-Tech-Research-Lab__AsquaredM__accuracy', ...TENSORBOARD, rows: 50 },
  { entry: 'tensorboard/AI-Tech-Research-Lab__AsquaredM__loss', ...TENSORBOARD, rows: 50 },
  { entry: 'tensorboard/AI-Tech-Research-Lab__AsquaredM__events', ...TENSORBOARD, rows: 1 },
  { entry: 'tensorboard/10tanmay100__DEEPCNNCLASSIFIER__train', ...TENSORBOARD, rows: 1 },
  { entry: 'tensorboard/10tanmay100__DEEPCNNCLASSIFIER__validation', ...TENSORBOARD, runs: 2, rows: 2 },
  {
    entry: 'sklearn/maedbhk__cerebellum_connectivity__cv_results_grid',
    format: 'cv_results',
    runs: 1600,
    rows: 1600,
    called: sklearnColumns,
    series: ofCandidates,
  },
  {
    entry: 'sklearn/maedbhk__cerebellum_connectivity__cv_results.csv',
    format: 'cv_results',
    runs: 32,
    rows: 32,
    called: sklearnColumns,
    series: ofCandidates,
  },
  { entry: 'ultralytics/A-Alviento', format: 'ultralytics', runs: 1, rows: 100 },
  { entry: 'ultralytics/AicoSchreurs', format: 'ultralytics', runs: 1, rows: 19 },
  { entry: 'boosting/Ojas1584', format: 'boosting', runs: 1, rows: 487 },
  {
    entry: 'boosting/12ashwani',
    format: 'catboost',
    runs: 1,
    rows: 100,
    called: (name) => (name === 'iter' ? 'epoch' : 'learn/RMSE'),
  },
  { entry: 'fastai/tmabraham', format: 'fastai', runs: 4, rows: 19, series: betweenHeaders },
  { entry: `${SACRED}models_46/`, format: 'sacred', runs: 1, rows: 300, series: present },
  { entry: `${SACRED}models_56/`, format: 'sacred', runs: 1, rows: 300, series: present },
  { entry: `${SACRED}models_164/`, format: 'sacred', runs: 1, rows: 1, series: present },
  { entry: `${SACRED}models_206/`, format: 'sacred', runs: 1, rows: 1, series: present },
  { entry: `${SACRED}models_1/`, format: 'sacred', runs: 1, rows: 1, series: present },
  { entry: `${SACRED}music_1/`, format: 'sacred', runs: 1, rows: 1, series: present },
  { entry: 'generic/alexarnimueller', format: 'csv', runs: 36, rows: 36 },
  {
    entry: `${DEEPCAVE}DataFrame_run_1`,
    format: 'deepcave-trials',
    runs: 20,
    rows: 20,
    called: (name) =>
      name.startsWith('metric:')
        ? 'normal'
        : dropped('config_id', 'status', 'start_time', 'end_time', 'seed', 'budget', 'additional')(name),
  },
  {
    entry: `${DEEPCAVE}DataFrame_run_3`,
    format: 'deepcave-trials',
    runs: 42,
    rows: 42,
    called: (name) =>
      name.startsWith('metric:')
        ? 'accuracy'
        : dropped('config_id', 'status', 'start_time', 'end_time')(name),
  },
  { entry: `${DEEPCAVE}mnist_pytorch`, format: 'deepcave', runs: 1000, rows: 3000, series: byBudget(null) },
  { entry: `${DEEPCAVE}BOHB`, format: 'bohb', runs: 84, rows: 113, series: byBudget('loss') },
  { entry: `${DEEPCAVE}SMAC3`, format: 'smac', runs: 50, rows: 50 },
  { entry: 'generic/epistoteles__dreamer-goal-conditioned__fetch', format: 'records', runs: 1, rows: 50 },
  { entry: 'generic/epistoteles__dreamer-goal-conditioned__metrics', format: 'records', runs: 1, rows: 5 },
  { entry: 'generic/manuel-rhdt', format: 'csv', runs: 20, rows: 1000 },
  {
    entry: 'generic/kingb12__text_aug_experiments__project',
    format: 'csv',
    runs: 6,
    rows: 6,
    called: (name) => (name === '(no name)' ? null : name === 'name' ? 'run' : undefined),
  },
  { entry: 'generic/RSMung', format: 'csv', runs: 4, rows: 4 },
  {
    entry: 'generic/CaioGazen',
    format: 'csv',
    runs: 1,
    rows: 1001,
    called: (name) => (name === 'geracao' ? 'epoch' : undefined),
    undirected: ['minFitness'],
  },
];

/** Rows that descend from each other are one run; each is found by its id. */
function ofChains({ text, name, history }: Sought): Shown[] {
  const [names, ...rows] = text
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  const at = new Map<string, Shown>();
  const column = (of: string) => names!.indexOf(of);
  const root = new Map<string, string>();
  for (const row of rows) {
    const [uid, from] = [row[column('uid')]!, row[column('from_uid')]!];
    root.set(uid, root.get(from) ?? uid);
  }
  const runs = new Map(history.runs.map((run) => [run.id, run]));
  for (const row of rows) {
    const uid = row[column('uid')]!;
    const run = runs.get(root.get(uid)!)!;
    const record = run.records.find(({ epoch }) => epoch === Number(row[column('epoch')]));
    at.set(uid, (record?.[name] ?? run.parameters[name]) as Shown);
  }
  return rows.map((row) => at.get(row[column('uid')]!));
}
