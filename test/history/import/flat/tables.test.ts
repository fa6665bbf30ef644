import { describe, expect, it } from 'vitest';
import { toTable } from '../../../../history/index.ts';
import { cellsOf } from '../../cells.ts';
import { importFixture, importText } from '../fixture.ts';

describe('cv_results_', () => {
  describe.each(['columns.json', 'records.json', 'index.json', 'split.json', 'notebook.json', 'results.csv'])(
    '%s',
    (file) => {
      const { history, format } = importFixture(`cv_results/${file}`);
      const candidates = history.runs.filter(({ fold }) => fold === null);

      it('has a run for each candidate, and one below it for each fold', () => {
        expect(format).toBe('cv_results');
        expect(candidates.map(({ name }) => name)).toEqual([
          'ReLU',
          'Tanh',
          'LeakyReLU(negative_slope=0.01)',
        ]);
        expect(history.runs.map(({ parent, fold }) => [parent, fold])).toEqual(
          candidates.flatMap(({ id }) => [
            [null, null],
            [id, 0],
            [id, 1],
          ]),
        );
      });

      it('has means, deviations and ranks with their directions', () => {
        expect(candidates.map(({ summary }) => summary.mean_test_score)).toEqual([0.625, 0.375, 0.875]);
        expect(candidates.map(({ summary }) => summary.std_test_score)).toEqual([0.125, 0.125, 0.125]);
        expect(candidates.map(({ summary }) => summary.rank_test_score)).toEqual([2, 3, 1]);
        expect(candidates[0]!.metrics).toMatchObject({
          mean_test_score: { direction: 'max' },
          std_test_score: { direction: 'none' },
          rank_test_score: { direction: 'min' },
        });
      });

      it('has the scores of the folds, each with the parameters of its candidate', () => {
        const table = toTable(history, { rows: 'runs', value: 'last' });
        const none = undefined;
        expect(cellsOf(table, 'test_score')).toEqual([none, 0.75, 0.5, none, 0.5, 0.25, none, 1, 0.75]);
        expect(cellsOf(table, 'fold')).toEqual([none, 0, 1, none, 0, 1, none, 0, 1]);
        expect(cellsOf(table, 'module__activation')).toEqual(
          ['ReLU', 'Tanh', 'LeakyReLU(negative_slope=0.01)'].flatMap((name) => [name, name, name]),
        );
        expect(history.runs.every(({ status }) => status === 'completed')).toBe(true);
      });
    },
  );

  describe('with conditional parameters, several metrics and failed fits', () => {
    const { history, notes } = importFixture('cv_results/conditional.csv');
    const candidates = history.runs.filter(({ fold }) => fold === null);

    it('has no key for a parameter that does not apply, and null for None', () => {
      expect(candidates.map(({ parameters }) => parameters)).toEqual([
        { svc__C: 1, svc__kernel: 'linear' },
        { svc__C: 1, svc__kernel: 'rbf', svc__gamma: 0.1 },
        { svc__C: 1, svc__kernel: 'rbf', svc__gamma: null },
        { svc__kernel: 'rbf' },
      ]);
    });

    it('has NaN for a fit that failed, and says how many', () => {
      expect(candidates.map(({ summary }) => summary.mean_test_f1)).toEqual([0.625, 0.875, NaN, NaN]);
      expect(candidates.map(({ status }) => status)).toEqual([
        'completed',
        'completed',
        'completed',
        'failed',
      ]);
      const folds = history.runs.filter(({ parent }) => parent === candidates[2]!.id);
      expect(folds.map(({ summary, status }) => [summary.test_f1, status])).toEqual([
        [NaN, 'failed'],
        [0.5, 'completed'],
      ]);
      expect(notes).toContain('3 of the fits have NaN as their score: they failed.');
    });
  });

  it('takes what is masked for not applicable where there is no params', () => {
    const rows = [
      { param_C: 1, param_gamma: null, mean_test_score: 1 },
      { param_C: 2, param_gamma: 0.5, mean_test_score: 2 },
    ];
    const { runs } = importText(JSON.stringify(rows)).history;
    expect(runs.map(({ parameters }) => parameters)).toEqual([{ C: 1 }, { C: 2, gamma: 0.5 }]);
  });

  it.each([
    ['CSV with an index', ',param_C,mean_test_acc\n7,0.1,0.75\n0,1,0.5\n3,10,0.25\n'],
    [
      'split',
      JSON.stringify({
        columns: ['param_C', 'mean_test_acc'],
        index: [7, 0, 3],
        data: [
          [0.1, 0.75],
          [1, 0.5],
          [10, 0.25],
        ],
      }),
    ],
    [
      'columns',
      JSON.stringify({ param_C: { 7: 0.1, 0: 1, 3: 10 }, mean_test_acc: { 7: 0.75, 0: 0.5, 3: 0.25 } }),
    ],
  ])('keeps the numbers of candidates that were sorted: %s', (_, text) => {
    const { history, notes } = importText(text);
    expect(
      new Map(history.runs.map(({ id, parameters }) => [id.replace(/^.*\//, ''), parameters.C])),
    ).toEqual(
      new Map([
        ['7', 0.1],
        ['0', 1],
        ['3', 10],
      ]),
    );
    expect(notes.join(' ')).toContain('the numbers of the candidates are those of the data frame');
  });

  it('names candidates by these numbers where their parameters are the same', () => {
    const { runs } = importText(',param_C,mean_test_acc\n7,1,0.75\n0,1,0.5\n').history;
    expect(runs.map(({ name }) => name)).toEqual(['candidate 8', 'candidate 1']);
  });

  it.each(['1.5', 'x', '-1', '0'])('counts candidates by their order if the index has %s', (odd) => {
    const { runs } = importText(`,param_C,mean_test_acc\n0,1,0.75\n${odd},2,0.5\n`).history;
    expect(runs.map(({ id }) => id.replace(/^.*\//, ''))).toEqual(['0', '1']);
  });

  it('keeps train scores apart from test scores', () => {
    const row = {
      params: { a: 1 },
      split0_test_acc: 0.5,
      split0_train_acc: 0.75,
      mean_test_acc: 0.5,
      mean_train_acc: 0.75,
    };
    const { runs } = importText(JSON.stringify([row])).history;
    expect(runs.map(({ summary }) => summary)).toEqual([
      { mean_test_acc: 0.5, mean_train_acc: 0.75 },
      { test_acc: 0.5, train_acc: 0.75 },
    ]);
    expect(runs[1]!.parameters).toEqual({ a: 1 });
  });
});

describe('HiPlot', () => {
  it('makes chains of epochs runs, and what forks from them runs of their own', () => {
    const { runs } = importFixture('hiplot/chains.json').history;
    expect(
      runs.map(({ id, parent, parameters, records }) => [
        id,
        parent,
        parameters.lr,
        records.map((r) => r.epoch),
      ]),
    ).toEqual([
      ['a1', null, 0.1, [1, 2, 3]],
      ['a4', 'a1', 0.1, [4, 5]],
      ['b4', 'a1', 0.2, [4, 5]],
    ]);
  });

  it('keeps missing, not applicable, NaN and infinities apart, and reads numbers in texts', () => {
    const { history } = importFixture('hiplot/special.json');
    const table = toTable(history, { rows: 'runs', value: 'last' });
    expect(cellsOf(table, 'a')).toEqual([undefined, null, 2, 2.5, 3]);
    expect(cellsOf(table, 'loss')).toEqual([undefined, NaN, Infinity, -Infinity, Infinity]);
    expect(history.runs.map(({ parent }) => parent)).toEqual([null, null, '1', null, '2']);
  });

  it('makes categories of numbers where the experiment says so', () => {
    const table = toTable(importFixture('hiplot/special.json').history, { rows: 'epochs' });
    expect(cellsOf(table, 'kind')).toEqual([undefined, undefined, '1', '2', '10']);
    expect(table.columns.find(({ name }) => name === 'kind')).toMatchObject({ categories: ['1', '2', '10'] });
  });

  it('reads compressed datapoints, whose gaps are null', () => {
    const { history } = importFixture('hiplot/compressed.json');
    const table = toTable(history, { rows: 'epochs' });
    expect(cellsOf(table, 'lr')).toEqual([0.1, null]);
    expect(cellsOf(table, 'loss')).toEqual([0.5, NaN]);
    expect(history.runs.map(({ id, parent }) => [id, parent])).toEqual([
      ['x', null],
      ['y', 'x'],
    ]);
  });

  it('breaks a circle of parents in one place', () => {
    const { runs } = importFixture('hiplot/circle.json').history;
    expect(runs.map(({ parent }) => parent).filter((parent) => parent === null)).toHaveLength(1);
  });

  it('reads the CSV that HiPlot exports with the same links', () => {
    const { runs } = importText(
      'uid,from_uid,epoch,lr,loss\n1_1,,1,0.1,2\n1_2,1_1,2,0.1,1\n2_1,,1,0.2,3\n',
    ).history;
    expect(runs.map(({ id, parameters, records }) => [id, parameters, records.length])).toEqual([
      ['1_1', { lr: 0.1 }, 2],
      ['2_1', { lr: 0.2 }, 1],
    ]);
  });

  it.each<[string, unknown, string]>([
    [
      'a value named uid',
      { datapoints: [{ uid: 'a', values: { uid: 1 } }] },
      'datapoints[].values: expected no column named "uid"',
    ],
    [
      'a short row',
      { datapoints_compressed: { columns: ['a'], rows: [['x', null]] } },
      'datapoints_compressed.rows[0]: expected a list of 3, got a list of 2',
    ],
    [
      'no rows',
      { datapoints_compressed: {} },
      'datapoints_compressed: expected an object with the lists columns and rows',
    ],
  ])('refuses %s', (_, json, message) => {
    expect(() => importText(JSON.stringify(json))).toThrow(`"file" cannot be read: ${message}.`);
  });
});
