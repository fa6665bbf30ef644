import { describe, expect, it } from 'vitest';
import {
  VALID_ACC,
  VALID_ACC_BEST,
  VALID_LOSS,
  VALID_LOSS_BEST,
  story,
} from '../../../fixtures/formats/story.ts';
import { cells, runsOf } from './fixture.ts';

describe('the same story in every format', () => {
  it.each([
    'skorch/history.json',
    'skorch/counted.json',
    'skorch/interrupted.json',
    'records/notebook.json',
    'csv/notebook.csv',
    'csv/bom-crlf.csv',
    'csv/pandas-index.csv',
    'csv/damaged/cut-off.csv',
    'csv/newest-first.csv',
  ])('%s', (path) => {
    expect(cells(path, 'epoch')).toEqual([1, 2, 3, 4, 5]);
    expect(cells(path, 'train_loss')).toEqual(story().map((record) => record.train_loss));
    expect(cells(path, 'valid_loss')).toEqual(VALID_LOSS);
    expect(cells(path, 'valid_loss_best')).toEqual(VALID_LOSS_BEST.map(String));
    expect(cells(path, 'valid_acc')).toEqual(VALID_ACC);
    expect(cells(path, 'valid_acc_best')).toEqual(VALID_ACC_BEST.map(String));
    expect(cells(path, 'dur')).toEqual(story().map(({ dur }) => dur));
    const [run] = runsOf(path);
    expect(run).toMatchObject({ status: 'unknown', parent: null, fold: null, parameters: {} });
    expect(run!.metrics).toEqual({
      train_loss: { direction: 'min' },
      valid_loss: { direction: 'min' },
      valid_acc: { direction: 'max' },
    });
  });

  it.each(['csv/decimal-comma.csv', 'csv/padded.tsv'])('%s, with flags that it lacks', (path) => {
    expect(cells(path, 'valid_acc')).toEqual(VALID_ACC);
    expect(cells(path, 'valid_acc_best')).toEqual(VALID_ACC_BEST.map(String));
    expect(cells(path, 'train_loss')).toEqual(story().map((record) => record.train_loss));
  });
});
