import { describe, expect, it } from 'vitest';
import {
  countFits,
  defaultFoldKind,
  defaultStandardisation,
  makeDataset,
  suggestTask,
  type Dataset,
  type TableCell,
} from '../../trainer/index.ts';

const classes = makeDataset('moons', 1)!;
const numbers: Dataset = { ...classes, classes: 0, targets: new Float32Array(classes.count) };

describe('defaults that the page and the command line share', () => {
  it.each([
    ['stratified', classes],
    ['plain', numbers],
    ['grouped', { ...classes, groups: new Int32Array(classes.count) }],
  ])('folds are %s', (kind, dataset) => {
    expect(defaultFoldKind(dataset)).toBe(kind);
  });

  it.each([
    ['table', 'columns'],
    ['images', 'all'],
    ['points', 'all'],
  ] as const)('inputs of %s are standardised by %s', (data, expected) => {
    expect(defaultStandardisation(data)).toBe(expected);
  });

  it.each<[string, TableCell[], string]>([
    ['texts', ['a', 'b', null], 'classification'],
    ['whole numbers of few values', [0, 1, 2, 1, null], 'classification'],
    ['whole numbers of 21 values', Array.from({ length: 21 }, (_, value) => value), 'regression'],
    ['fractions', [0.5, 1], 'regression'],
  ])('a target of %s suggests its task', (_, cells, task) => {
    expect(suggestTask(cells)).toBe(task);
  });

  it.each([
    [3, null, 1, { folds: 0, fits: 3 }],
    [3, 5, 2, { folds: 5, fits: 30 }],
  ])('%i candidates on %s folds, %i times', (candidates, folds, repeats, expected) => {
    expect(countFits(candidates, folds, repeats)).toMatchObject(expected);
  });
});
