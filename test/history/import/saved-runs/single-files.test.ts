import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importFile, toTable, withBestFlags } from '../../../../history/index.ts';
import type { History, Run } from '../../../../history/index.ts';
import { cellsOf } from '../../cells.ts';
import type { Shown } from '../../cells.ts';
import { messageOf } from '../fixture.ts';
import { isThere, SAVED_RUNS } from './facts-index.ts';

function open(path: string): History {
  return importFile(readFileSync(new URL(`../${path}`, SAVED_RUNS)), path).history;
}

function column(history: History, name: string): Shown[] {
  return cellsOf(toTable(history, { rows: 'epochs' }), name);
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
});

describe.skipIf(!isThere)('logs and tables as CSV', () => {
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

  it('empty cells and columns are missing', () => {
    expect(
      column(open('saved-runs/generic/RSMung__SimpleFaceRecognition__experiment-results-zh.csv'), 'EER'),
    ).toEqual([35.12, null, null, null]);
  });

  it('JSON that is none is refused with the place', () => {
    const refused = () => open('saved-runs/generic/kingb12__text_aug_experiments__bert_substitute_00.json');
    expect(messageOf(refused)).toMatch(/line 8, column 1: expected a key in double quotes, got "}"\.$/);
  });
});

describe.skipIf(!isThere)('scikit-learn', () => {
  const folder = 'saved-runs/sklearn/maedbhk__cerebellum_connectivity__';

  it.each([
    ['cv_results_grid_rank1.csv', 400, 3],
    ['cv_results.csv', 2, 15],
  ])('%s: %i candidates whose %i folds have their mean', (file, candidates, folds) => {
    const history = open(folder + file);
    const own = history.runs.filter(({ fold }) => fold === null);
    expect(own).toHaveLength(candidates);
    expect(history.runs).toHaveLength(candidates * (folds + 1));
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
