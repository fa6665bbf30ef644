import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importFiles, readHistory, toTable, writeHistory } from '../../../history/index.ts';
import type { FileEntry, ImportedFiles, Run } from '../../../history/index.ts';
import { cellsOf } from '../cells.ts';
import { entryOf } from './files.ts';

/**
 * What real tools left, imported as sets of files, and what is known of it without this program: see
 * saved-runs.test.ts, which has the formats of one file.
 */
const SHARED = new URL('../../../../shared/saved-runs/', import.meta.url);
const isThere = existsSync(new URL('INDEX.md', SHARED));
if (!isThere)
  console.error('Note: the folder of saved runs is not there; tests over real files are left out.');

/** Files whose paths begin so, with their paths from the folder of their tool. */
function filesOf(prefix: string): FileEntry[] {
  const [tool] = prefix.split('/');
  const folder = new URL(`${tool!}/`, SHARED);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths
    .filter(
      (path) => `${tool!}/${path}`.startsWith(prefix) && statSync(new URL(encodeURI(path), folder)).isFile(),
    )
    .map((path) => entryOf(path, readFileSync(new URL(encodeURI(path), folder))));
}

const imports = new Map<string, Promise<ImportedFiles>>();

function open(prefix: string): Promise<ImportedFiles> {
  const open = imports.get(prefix) ?? importFiles(filesOf(prefix));
  imports.set(prefix, open);
  return open;
}

type Fact = readonly [
  column: string,
  finite: number,
  min: number,
  max: number,
  bests?: number | readonly number[],
];

/** Entry, format, runs, rows that show all epochs, and of columns the count, the least, the most, where it was best so far. */
const FACTS: readonly (readonly [string, string, number, number, readonly Fact[]])[] = [
  [
    'keras/Vosloo',
    'keras',
    1,
    60,
    [
      ['loss', 60, 0.31573522090911865, 6.999707221984863, 32],
      ['val_loss', 60, 0.766281247138977, 2.9759342670440674, 17],
      ['val_accuracy', 60, 0.12006578594446182, 0.8322368264198303, 19],
    ],
  ],
  [
    'keras/carlosfab',
    'keras',
    1,
    4,
    [
      ['val_loss', 4, 0.6931299824598426, 0.6931817016834031, [0, 1, 2]],
      ['val_f1', 4, 0, 0.004923700740365295, [0, 3]],
    ],
  ],
  [
    'lightning/manuel-rhdt__ml-pws__neurons_range_50',
    'csv',
    1,
    720,
    [
      ['train_loss', 680, 0.014670759439468384, 0.0939645767211914, 10],
      ['val_loss', 50, 0.02596605010330677, 0.0333632156252861, 3],
    ],
  ],
  [
    'lightning/manuel-rhdt__ml-pws__neuron_2',
    'csv',
    1,
    62,
    [
      ['train_loss', 54, 0.00011280189937679097, 0.48937228322029114, 10],
      ['val_loss', 10, 5.822375533170998e-5, 0.0016489609843119979, 2],
    ],
  ],
  [
    'lightning/AIRI',
    'csv',
    1,
    320,
    [
      ['train_disc_loss', 320, -0.5305625200271606, 0.4625396132469177, [0, 1, 2, 3]],
      ['train_gen_loss', 320, -1.3493281602859497, 1.2153643369674683, [0, 1, 2, 3, 4, 5, 6, 7, 8]],
    ],
  ],
  [
    'lightning/Driemann',
    'csv',
    1,
    800,
    [
      ['train_loss', 604, 0.0018997450824826956, 0.4434574246406555, 43],
      ['val_loss', 200, 0.0005969213671050966, 0.3609369993209839, 19],
    ],
  ],
  [
    'hf-trainer/Nijat',
    'hf-trainer',
    1,
    700,
    [
      ['loss', 700, 2.231, 25.5062, 64],
      ['eval_loss', 70, 2.0531845092773438, 3.3984055519104004, 39],
      ['eval_rouge1', 70, 0.2283106150091584, 0.36378815986012214, 11],
    ],
  ],
  [
    'hf-trainer/Mohamed',
    'hf-trainer',
    1,
    3,
    [
      ['grad_norm', 3, 3.7903966903686523, 5.932236671447754],
      ['loss', 3, 1.0328361511230468, 1.0956670761108398, [0, 1, 2]],
      ['eval_accuracy', 3, 0.45161290322580644, 0.7419354838709677, [0, 1, 2]],
    ],
  ],
  ['ray-tune/automl__DeepCAVE__RayTune_run_1_part/', 'ray-tune', 9, 9, [['score', 9, 1, 1.7]]],
  [
    'ray-tune/automl__DeepCAVE__RayTune_run_2/',
    'ray-tune',
    3,
    3,
    [['score', 3, 1.1378727566302984, 1.4909391286298432]],
  ],
  [
    'ray-tune/zekailin00',
    'ray-tune',
    1,
    13,
    [
      ['val_loss', 13, 1.01832239360859, 1.018774646955232, [0, 2]],
      ['time_total_s', 13, 76.63699507713318, 880.7449059486389],
    ],
  ],
  ['optuna/angelpedruiz', 'optuna-frame', 50, 50, [['value', 50, 3636994.531553499, 3979931.361766139]]],
  ['optuna/algotrade', 'optuna-frame', 40, 40, []],
  [
    'optuna/Alkem0s__Genetic-AI-Detector__optuna_journal_ga_re',
    'optuna-journal',
    30,
    46,
    [['target_sparsity', 46, 0.25, 0.7]],
  ],
  [
    'optuna/Alkem0s__Genetic-AI-Detector__optuna_journal_cnn_re',
    'optuna-journal',
    50,
    50,
    [['value', 48, 0.6480000019073486, 0.79339998960495]],
  ],
  [
    'wandb/kingb12',
    'wandb-runs',
    5,
    5,
    [
      ['train/clean_on_clean_test_accuracy', 5, 0.6258, 0.6564],
      ['augment_probability', 5, 0.2, 1],
    ],
  ],
  ['wandb/TemplierPaul', 'wandb-chart', 3, 1606, [['evaluations', 1606, 60, 50318]]],
  [
    'wandb/AI-Tech',
    'wandb',
    1,
    1,
    [
      ['metrics/train_acc', 1, 30.920000076293945, 30.920000076293945],
      ['metrics/val_acc_nasbench', 1, 76.632, 76.632],
      ['grad_clip', 1, 5, 5],
    ],
  ],
  [
    'mlflow/1010sb',
    'mlflow',
    9,
    9,
    [
      ['test_accuracy', 9, 0.855400025844574, 0.8859000205993652],
      ['test_loss', 9, 0.3330444097518921, 0.4195331633090973],
      ['val_loss', 9, 0.3170156180858612, 0.3920651972293854],
    ],
  ],
  [
    'mlflow/10tanmay100',
    'mlflow',
    1,
    1,
    [
      ['accuracy', 1, 0.7858095765113831, 0.7858095765113831],
      ['loss', 1, 3.2727866172790527, 3.2727866172790527],
    ],
  ],
  [
    'ultralytics/A-Alviento',
    'csv',
    1,
    100,
    [
      ['metrics/mAP50-95(B)', 100, 0.27405, 0.74321, 41],
      ['train/box_loss', 100, 0.61568, 1.4888, 84],
      ['val/box_loss', 100, 0.9366, 1.8626, 47],
    ],
  ],
  [
    'ultralytics/AicoSchreurs',
    'csv',
    1,
    19,
    [
      ['metrics/accuracy_top1', 19, 0.9093, 0.95465, [0, 1, 6, 8]],
      ['val/loss', 19, 0.14527, 0.28638, [0, 1, 6, 9, 10, 11, 12]],
    ],
  ],
  [
    'boosting/Ojas1584',
    'boosting',
    1,
    487,
    [
      ['train/mlogloss', 487, 0.06191934096793524, 1.3846248627616127, 487],
      ['val/mlogloss', 487, 0.2643029967184231, 1.3880602561996216, 330],
    ],
  ],
  ['boosting/12ashwani', 'catboost', 1, 100, [['learn/RMSE', 100, 4.598115625, 13.87948378, 100]]],
  [
    'fastai/tmabraham',
    'csv',
    4,
    19,
    [
      ['valid_loss', 17, 0.389007, 646.604004],
      ['accuracy', 17, 0.782429, 0.907732],
    ],
  ],
  [
    'sacred/catniplab__ML-music-analysis__models_46/',
    'sacred',
    1,
    300,
    [
      ['testAccuracy', 150, 0.015820980072021484, 0.19045698487913454],
      ['trainLoss', 300, 8.96299934387207, 61.20254898071289],
      ['validLoss', 150, 9.016845703125, 13.332527562191611],
    ],
  ],
  ['sacred/catniplab__ML-music-analysis__models_56/', 'sacred', 1, 300, [['trainAccuracy', 300, 0, 0]]],
  [
    'sacred/catniplab__ML-music-analysis__models_164/',
    'sacred',
    1,
    1,
    [['testLoss', 1, 9.012667993448709, 9.012667993448709]],
  ],
  [
    'sacred/catniplab__ML-music-analysis__models_206/',
    'sacred',
    1,
    1,
    [['validLoss', 1, 4.641566423261296, 4.641566423261296]],
  ],
  [
    'sacred/catniplab__ML-music-analysis__models_1/',
    'sacred',
    1,
    1,
    [
      ['decay', 1, 0.9299999999999999, 0.9299999999999999],
      ['learning_rate', 1, 0.01, 0.01],
    ],
  ],
  ['sacred/catniplab__ML-music-analysis__music_1/', 'sacred', 1, 1, []],
  [
    'generic/automl__DeepCAVE__mnist_pytorch',
    'deepcave',
    1000,
    3000,
    [
      ['accuracy', 2267, 0.5001999735832214, 0.9890999794006348],
      ['loss', 2267, 0.03733407333493233, 27.526777267456055],
      ['time', 3000, 5.080268383026123, 104.1116669178009],
    ],
  ],
  ['generic/automl__DeepCAVE__BOHB', 'bohb', 84, 113, [['loss', 113, 0.01171875, 0.9716796875]]],
  [
    'generic/automl__DeepCAVE__SMAC3',
    'smac',
    50,
    50,
    [['cost', 49, 0.025597338285360594, 0.9048467966573817]],
  ],
  [
    'generic/epistoteles__dreamer-goal-conditioned__fetch',
    'records',
    1,
    50,
    [['train/return', 50, -50, -44, [0, 10, 15, 28]]],
  ],
  [
    'generic/epistoteles__dreamer-goal-conditioned__metrics',
    'records',
    1,
    5,
    [['train/return', 5, 32.375, 78.875, [0, 3]]],
  ],
  ['generic/manuel-rhdt', 'csv', 20, 1000, [['gain', 1000, 0.025, 20]]],
  ['generic/CaioGazen', 'csv', 1001, 1001, [['minFitness', 1001, 18, 29]]],
];

describe.skipIf(!isThere)('what real tools left', () => {
  it.each(FACTS)('%s', async (prefix, format, runs, rows, facts) => {
    const { history, files } = await open(prefix);
    expect(new Set(files.filter(({ outcome }) => outcome === 'taken').map((file) => file.format))).toEqual(
      new Set([format]),
    );
    expect(files.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(history.runs).toHaveLength(runs);
    const table = toTable(history, { rows: 'epochs' });
    expect(table.length).toBe(rows);
    for (const [column, finite, min, max, bests] of facts) {
      const cells = cellsOf(table, column);
      const numbers = cells.filter((cell): cell is number => Number.isFinite(cell));
      const extremes = numbers.reduce(
        ([least, most], cell) => [Math.min(least!, cell), Math.max(most!, cell)],
        [Infinity, -Infinity],
      );
      if (column === 'target_sparsity')
        expect(extremes.every((value) => value! >= min && value! <= max)).toBe(true);
      else expect([column, numbers.length, ...extremes]).toEqual([column, finite, min, max]);
      if (bests === undefined) continue;
      const best = cellsOf(table, `${column}_best`).flatMap((cell, row) => (cell === 'true' ? [row] : []));
      expect(typeof bests === 'number' ? best.length : best).toEqual(bests);
    }
    const text = writeHistory(history);
    expect(writeHistory(readHistory(text))).toBe(text);
  });

  async function runsOf(prefix: string): Promise<readonly Run[]> {
    return (await open(prefix)).history.runs;
  }

  it('joins what lies beside a log', async () => {
    const [lightning] = await runsOf('lightning/manuel-rhdt__ml-pws__neurons_range_50');
    expect(Object.keys(lightning!.parameters).length).toBeGreaterThan(0);
    const [yolo] = await runsOf('ultralytics/A-Alviento');
    expect(yolo!.parameters).toMatchObject({ task: 'detect', epochs: 100 });
    const sweep = await runsOf('generic/manuel-rhdt');
    const last = sweep.map(({ parameters, records }) => [parameters.gain, records.at(-1)!.mean]);
    expect(last).toContainEqual([0.025, -0.12922329]);
    expect(last).toContainEqual([20, 33.97948]);
    expect(sweep[0]!.records).toHaveLength(50);
  });

  it('knows how runs ended, NaN from missing, and choices from their numbers', async () => {
    const statuses = (await runsOf('optuna/Alkem0s__Genetic-AI-Detector__optuna_journal_cnn_re')).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 'completed')).toHaveLength(48);
    expect(statuses.filter((status) => status === 'failed')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'running')).toHaveLength(1);
    const cnn = await runsOf('optuna/Alkem0s__Genetic-AI-Detector__optuna_journal_cnn_re');
    expect(new Set(cnn.map(({ parameters }) => parameters.optimizer))).toEqual(new Set(['adam', 'rmsprop']));
    expect(cnn[34]!.summary.value).toBe(0.79339998960495);
    const pruned = await runsOf('optuna/Alkem0s__Genetic-AI-Detector__optuna_journal_ga_re');
    expect(pruned.filter(({ status }) => status === 'stopped')).toHaveLength(16);
    expect(pruned[10]!.summary.value).toBe(0.32524773001670837);
    expect(pruned[0]!.metrics.value).toEqual({ direction: 'max' });

    const [broken] = await runsOf('sacred/catniplab__ML-music-analysis__models_56/');
    expect(broken!.records.filter(({ trainLoss }) => Number.isNaN(trainLoss))).toHaveLength(300);
    expect(broken!.records.filter(({ testLoss }) => Number.isNaN(testLoss))).toHaveLength(150);
    expect((await runsOf('sacred/catniplab__ML-music-analysis__models_164/'))[0]!.status).toBe('failed');
    expect((await runsOf('sacred/catniplab__ML-music-analysis__models_206/'))[0]!.status).toBe('stopped');
    const [neuron] = await runsOf('lightning/manuel-rhdt__ml-pws__neuron_2');
    expect(neuron!.records.filter(({ corr }) => Number.isNaN(corr))).toHaveLength(10);
    const smac = await runsOf('generic/automl__DeepCAVE__SMAC3');
    expect(smac.filter(({ summary }) => summary.cost === Infinity)).toHaveLength(1);
  });

  it('keeps parameters of their own for each run', async () => {
    const bohb = await runsOf('generic/automl__DeepCAVE__BOHB');
    const counts = ['optimizer', 'num_filters_2', 'num_filters_3', 'sgd_momentum'].map((name) => {
      return bohb.filter(({ parameters }) => Object.hasOwn(parameters, name)).length;
    });
    expect(counts).toEqual([84, 59, 34, 37]);
    const mlflow = await runsOf('mlflow/1010sb');
    expect(mlflow.find(({ name }) => name === 'indecisive-skunk-86')!.parameters).toEqual({
      Epochs: 10,
      Optimizer: 'Nadam',
    });
    expect((await runsOf('mlflow/10tanmay100'))[0]!.parameters).toMatchObject({
      AUGMENTATION: true,
      IMAGE_SIZE: '[224, 224, 3]',
      LEARNING_RATE: 0.01,
    });
    const ray = await runsOf('ray-tune/automl__DeepCAVE__RayTune_run_1_part/');
    expect(ray.map(({ records }) => records[0]!.score)).toEqual([
      1, 1.1, 1.2, 1.4, 1.5, 1.6, 1.5, 1.5999999999999999, 1.7,
    ]);
    expect(ray[8]!.parameters).toEqual({ alpha: 0.4, beta: 0.6, gamma: 0.7 });
  });

  it('refuses what is no JSON, with the place', async () => {
    const { files } = await open('generic/kingb12__text_aug_experiments__bert');
    expect(files[0]).toMatchObject({ outcome: 'failed' });
    expect(files[0]!.notes[0]).toMatch(/is not valid JSON: line 8, column 1: /);
  });
});
