import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importFile, readHistory, toTable, withBestFlags, writeHistory } from '../../../history/index.ts';
import type { History, Run } from '../../../history/index.ts';
import { cellsOf } from '../cells.ts';
import type { Shown } from '../cells.ts';
import { messageOf } from './fixture.ts';

/**
 * Files that real tools wrote, and what is known of them without this program. They belong to others and so lie beside
 * the project instead of in it.
 */
const SHARED = new URL('../../../../shared/', import.meta.url);
const isThere = existsSync(new URL('saved-runs/INDEX.md', SHARED));
if (!isThere)
  console.error('Note: the folder of saved runs is not there; tests over real files are left out.');

function open(path: string): History {
  return importFile(readFileSync(new URL(path, SHARED)), path).history;
}

function column(history: History, name: string): Shown[] {
  return cellsOf(toTable(history, { rows: 'epochs' }), name);
}

/** The smallest and largest finite value with the rows where they first stand. */
function extremes(cells: readonly Shown[]): { min: number; minAt: number; max: number; maxAt: number } {
  const finite = cells.filter((cell): cell is number => typeof cell === 'number' && Number.isFinite(cell));
  const [min, max] = [Math.min(...finite), Math.max(...finite)];
  return { min, minAt: cells.indexOf(min), max, maxAt: cells.indexOf(max) };
}

function indexesOf(cells: readonly unknown[], wanted: unknown): number[] {
  return cells.flatMap((cell, i) => (Object.is(cell, wanted) ? [i] : []));
}

function trueAt(run: Run, flag: string): number[] {
  return indexesOf(
    run.records.map((record) => record[flag]),
    true,
  );
}

describe.skipIf(!isThere)('skorch', () => {
  it.each([
    [
      'hr-ge__GoogleBrainCaptureHackathon__history.json',
      56,
      18.128418,
      { min: 0.348756220576753, minAt: 55, max: 1.0953190713315397, maxAt: 0 },
      [0, 1, 4, 5, 10, 16, 17, 26, 29, 30, 50, 55],
    ],
    [
      'salma-remyx__skorch__train_end_history.json',
      3,
      0.002331,
      { min: 0.07543762028217316, minAt: 2, max: 0.18417391180992126, maxAt: 0 },
      [0, 1, 2],
    ],
  ])('%s', (file, epochs, seconds, loss, best) => {
    const history = open(`saved-runs/skorch/${file}`);
    const [run] = history.runs;
    expect(column(history, 'epoch')).toEqual(Array.from({ length: epochs }, (_, i) => i + 1));
    expect((column(history, 'dur') as number[]).reduce((sum, dur) => sum + dur, 0)).toBeCloseTo(seconds, 6);
    expect(extremes(column(history, 'valid_loss'))).toEqual(loss);
    expect(trueAt(run!, 'valid_loss_best')).toEqual(best);
    expect(trueAt(withBestFlags(run!), 'valid_loss_best')).toEqual(best);
    expect(Object.hasOwn(run!.records[0]!, 'batches')).toBe(false);
  });

  it('an older one without accuracy, which ends on its best epoch', () => {
    const history = open(
      'saved-runs/skorch/ulissigroup__uncertainty_benchmarking__valid_best_N_history.json',
    );
    const [run] = history.runs;
    expect(run!.records).toHaveLength(129);
    expect(trueAt(run!, 'train_loss_best')).toEqual([0, 1, 2, 4, 7, 12, 97]);
    expect(trueAt(run!, 'valid_loss_best')).toHaveLength(15);
    expect(withBestFlags(run!)).toEqual(run);
    expect(Object.keys(run!.metrics)).toEqual(['train_loss', 'valid_loss']);
  });

  it("the notebook's run, made again: 25 epochs with batches", () => {
    const history = open('reference/skorch_relu_history.json');
    const [run] = history.runs;
    expect(history.runs).toHaveLength(1);
    expect(run!.records).toHaveLength(25);
    expect(Object.keys(run!.records[0]!)).toEqual([
      ...['epoch', 'train_batch_count', 'valid_batch_count', 'dur', 'train_loss', 'train_loss_best'],
      ...['valid_loss', 'valid_loss_best', 'valid_acc', 'valid_acc_best'],
    ]);
    expect(trueAt(run!, 'train_loss_best')).toHaveLength(25);
    expect(trueAt(run!, 'valid_loss_best')).toEqual([0, 1, 2, 3, 4, 5]);
    expect(trueAt(run!, 'valid_acc_best')).toEqual([0, 1, 2, 3, 5, 11, 16, 18, 19, 20, 21, 22, 23]);
    expect(run!.records[24]).toMatchObject({
      epoch: 25,
      valid_acc: 0.9815833333333334,
      valid_acc_best: false,
    });
    expect(withBestFlags(run!)).toEqual(run);
  });
});

describe.skipIf(!isThere)('HiPlot', () => {
  const demo = 'saved-runs/hiplot/facebookresearch__hiplot__';

  it('a tree of a thousand rows with NaN, infinities and conditional parameters', () => {
    const history = open(`${demo}demo.json`);
    expect(history.runs).toHaveLength(1000);
    expect(history.runs.filter(({ parent }) => parent !== null)).toHaveLength(990);
    const special = column(history, 'special_values');
    expect(indexesOf(special, NaN)).toHaveLength(88);
    expect(indexesOf(special, Infinity).length + indexesOf(special, -Infinity).length).toBe(181);
    expect(
      ['optimizer', 'optionA', 'optionB'].map((name) => indexesOf(column(history, name), undefined).length),
    ).toEqual([79, 218, 782]);
    expect(extremes(column(history, 'exp_metric'))).toMatchObject({
      min: 1.0042994001882587e-5,
      minAt: 634,
      max: 0.9770151321466916,
      maxAt: 851,
    });
    expect(extremes(column(history, 'pctile'))).toMatchObject({
      min: -1,
      minAt: 18,
      max: 100.99132216703771,
      maxAt: 289,
    });
  });

  it('rows joined into eleven trees', () => {
    const history = open(`${demo}demo_line_xy.json`);
    expect(history.runs.filter(({ parent }) => parent === null)).toHaveLength(11);
    expect(extremes(column(history, 'loss'))).toEqual({
      min: -10.019599598366943,
      minAt: 29,
      max: 26.032902489041604,
      maxAt: 168,
    });
  });

  it('a first row without any value, a null and a NaN', () => {
    expect(column(open(`${demo}demo_first_value_nan.json`), 'a')).toEqual([
      undefined,
      null,
      2,
      2.1,
      2.2,
      5.5,
      NaN,
    ]);
  });

  it('a column of numbers, an infinity, null and text', () => {
    expect(column(open(`${demo}demo_weighted_rows.json`), 'w')).toEqual([
      '1',
      '2',
      '-2',
      'Infinity',
      'not_a_number',
      null,
      undefined,
    ]);
  });

  it('chains of epochs in a CSV', () => {
    const history = open(`${demo}ml1.csv`);
    expect(history.runs).toHaveLength(356);
    expect(column(history, 'epoch')).toHaveLength(6968);
    expect(extremes(column(history, 'valid ppl'))).toMatchObject({ min: 1.15, max: 2.18 });
    expect(extremes(column(history, 'lr'))).toMatchObject({
      min: 5.257330370072863e-6,
      max: 0.3392689931501334,
    });
    expect(Object.keys(history.runs[0]!.parameters)).toEqual(['dropout', 'embedding_size', 'lr']);
  });
});

describe.skipIf(!isThere)('logs and tables as CSV', () => {
  it('Keras, begun again: two runs in one file', () => {
    const history = open('saved-runs/keras/AmirYunus__GA_DSI_Capstone__history.csv');
    expect(history.runs.map(({ source }) => source.firstEpoch)).toEqual([0, 0]);
    expect(history.runs.map(({ records }) => [records.length, records[0]!.epoch])).toEqual([
      [31, 1],
      [125, 1],
    ]);
    expect(extremes(column(history, 'val_loss'))).toEqual({
      min: 0.031008390004537936,
      minAt: 30,
      max: 0.031153045285296253,
      maxAt: 0,
    });
    expect(trueAt(history.runs[0]!, 'val_loss_best')).toHaveLength(31);
  });

  it('Keras, a single epoch without a number', () => {
    const history = open('saved-runs/keras/Charlie839242__Unet-CityScapes__training_log.csv');
    expect(history.runs[0]!.summary.val_loss).toBe(1.0821812152862549);
    expect(Object.values(history.runs[0]!.metrics).map(({ direction }) => direction)).toEqual([
      'min',
      'max',
      'max',
      'min',
      'max',
      'max',
    ]);
  });

  it.each([
    ['CaioGazen__brkga__resultados.csv', 1001, 'minFitness', { min: 18, minAt: 74, max: 29, maxAt: 0 }],
    [
      'CaioGazen__brkga__resultados.csv',
      1001,
      'time',
      { min: 0.000166, minAt: 0, max: 0.041123, maxAt: 1000 },
    ],
    [
      'alexarnimueller__LSTM_peptides__cv_results.csv',
      36,
      'Error',
      { min: 0.7028, minAt: 0, max: 1.3284, maxAt: 35 },
    ],
    [
      'automl__DeepCAVE__DataFrame_run_1__trials.csv',
      20,
      'metric:normal [0.0; 1.0] (maximize)',
      { min: 0.18834080717488788, minAt: 11, max: 0.2959641255605381, maxAt: 13 },
    ],
    [
      'automl__DeepCAVE__DataFrame_run_3__trials.csv',
      42,
      'metric:accuracy [0.0; 1.0] (maximize)',
      { min: 0.7, minAt: 3, max: 0.775, maxAt: 41 },
    ],
    [
      'kingb12__text_aug_experiments__project.csv',
      6,
      'test_acc',
      { min: 0.64, minAt: 1, max: 0.669, maxAt: 5 },
    ],
    [
      'RSMung__SimpleFaceRecognition__experiment-results-zh.csv',
      4,
      'ACC',
      { min: 41.06, minAt: 0, max: 41.06, maxAt: 0 },
    ],
  ])('%s: %i rows, %s', (file, rows, name, range) => {
    const history = open(`saved-runs/generic/${file}`);
    expect(history.runs).toHaveLength(rows);
    expect(extremes(column(history, name))).toEqual(range);
  });

  it('empty cells and columns are missing', () => {
    expect(
      column(open('saved-runs/generic/RSMung__SimpleFaceRecognition__experiment-results-zh.csv'), 'EER'),
    ).toEqual([35.12, null, null, null]);
    expect(
      new Set(column(open('saved-runs/generic/automl__DeepCAVE__DataFrame_run_1__trials.csv'), 'additional')),
    ).toEqual(new Set([null]));
  });

  it('JSON that is none is refused with the place', () => {
    const refused = () => open('saved-runs/generic/kingb12__text_aug_experiments__bert_substitute_00.json');
    expect(messageOf(refused)).toMatch(/line 8, column 1: expected a key in double quotes, got "}"\.$/);
  });
});

describe.skipIf(!isThere)('scikit-learn', () => {
  const folder = 'saved-runs/sklearn/maedbhk__cerebellum_connectivity__';

  it.each([
    [
      'cv_results_grid_rank1.csv',
      400,
      3,
      { min: -0.14706682822890174, minAt: 393, max: -0.1312049313685934, maxAt: 32 },
    ],
    ['cv_results.csv', 2, 15, { min: -0.14724662346971573, minAt: 0, max: -0.14724636693501983, maxAt: 1 }],
  ])('%s: %i candidates in %i folds', (file, candidates, folds, range) => {
    const history = open(folder + file);
    const own = history.runs.filter(({ fold }) => fold === null);
    expect(own).toHaveLength(candidates);
    expect(history.runs).toHaveLength(candidates * (folds + 1));
    expect(extremes(own.map(({ summary }) => summary.mean_test_score ?? null))).toEqual(range);
    expect(own[range.maxAt]!.summary.rank_test_score).toBe(1);
    expect(Object.keys(own[0]!.parameters)).toEqual([
      'alpha_cere',
      'alpha_cor',
      'lambda_cere',
      'lambda_cor',
      'rank',
    ]);
    for (const candidate of own) {
      const scores = history.runs
        .filter(({ parent }) => parent === candidate.id)
        .map(({ summary }) => summary.test_score!);
      const mean = scores.reduce((sum, score) => sum + score, 0) / folds;
      expect(mean).toBeCloseTo(candidate.summary.mean_test_score!, 12);
    }
  });

  it.each(['cv_results.csv', 'cv_results_columns.json', 'cv_results_records.json'])(
    "the notebook's grid, made again: %s",
    (file) => {
      const own = open(`reference/${file}`).runs.filter(({ fold }) => fold === null);
      expect(own.map(({ name, summary }) => [name, summary.rank_test_score])).toEqual([
        ['ReLU', 1],
        ['Tanh', 3],
        ['LeakyReLU(negative_slope=0.01)', 2],
      ]);
      const means = own.map(({ summary }) => summary.mean_test_score!);
      for (const [i, mean] of [0.9744166667, 0.9715666667, 0.9741].entries())
        expect(means[i]).toBeCloseTo(mean, 9);
    },
  );
});

describe.skipIf(!isThere)('every real file that imports', () => {
  it.each([
    'saved-runs/skorch/hr-ge__GoogleBrainCaptureHackathon__history.json',
    'saved-runs/hiplot/facebookresearch__hiplot__demo.json',
    'saved-runs/hiplot/facebookresearch__hiplot__ml1.csv',
    'saved-runs/sklearn/maedbhk__cerebellum_connectivity__cv_results_grid_rank1.csv',
    'saved-runs/generic/automl__DeepCAVE__DataFrame_run_3__trials.csv',
  ])('goes through our file unchanged: %s', (path) => {
    const text = writeHistory(open(path));
    expect(writeHistory(readHistory(text))).toBe(text);
  });
});
