import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importFile } from '../../../../history/index.ts';
import { messageOf } from '../fixture.ts';

const FOLDER = new URL('../../../../fixtures/python/', import.meta.url);
const bytesOf = (path: string) => new Uint8Array(readFileSync(new URL(path, FOLDER)));
const open = (path: string) => importFile(bytesOf(path), path);

describe("skorch's own files", () => {
  it.each<[path: string, epochs: number[][]]>([
    ['skorch/history.json', [[1, 2, 3]]],
    ['skorch/resumed.json', [[1, 2, 3, 4, 5, 6]]],
    ['skorch/diverged.json', [[1, 2, 3]]],
    ['skorch/interrupted.json', [[1, 2]]],
  ])('%s', (path, epochs) => {
    const { history, format } = open(path);
    expect(format).toBe('skorch');
    expect(history.runs.map(({ records }) => records.map(({ epoch }) => epoch))).toEqual(epochs);
    const [first] = JSON.parse(new TextDecoder().decode(bytesOf(path)).replaceAll(/\bNaN\b/g, '"NaN"')) as {
      train_loss: number;
      valid_acc: number;
    }[];
    expect(history.runs[0]!.records[0]).toMatchObject({ valid_acc: first!.valid_acc });
  });

  it('a diverged run has NaN as its loss, which is never the best', () => {
    const [run] = open('skorch/diverged.json').history.runs;
    expect(run!.records.map((record) => record['valid_loss'])).toEqual([NaN, NaN, NaN]);
    expect(run!.records.every((record) => record['valid_loss_best'] === false)).toBe(true);
  });

  it('a file that is cut off is refused with the place', () => {
    expect(messageOf(() => open('skorch/cut-off.json'))).toMatch(/is not valid JSON: line 1, column \d+/);
  });
});

describe("scikit-learn's own cv_results_", () => {
  it.each([
    ['cv_results/results.json', NaN],
    ['cv_results/results.csv', null],
    ['cv_results/pandas.json', null],
  ])('%s', (path, failedScore) => {
    const { history, format } = open(path);
    expect(format).toBe('cv_results');
    const candidates = history.runs.filter(({ parent }) => parent === null);
    expect(candidates.map(({ parameters }) => parameters)).toEqual([
      { C: 0.1, kernel: 'linear' },
      { C: 1, kernel: 'linear' },
      { C: 1, kernel: 'rbf', gamma: 0.1 },
      { C: -1, kernel: 'rbf', gamma: 0.1 },
    ]);
    expect(candidates.map(({ summary }) => summary['rank_test_score'])).toEqual([1, 3, 1, 4]);
    expect(candidates[3]!.summary['mean_test_score']).toEqual(failedScore);
    expect(candidates[1]!.summary['mean_test_score']).toBeCloseTo(0.8754578755, 10);
  });
});
