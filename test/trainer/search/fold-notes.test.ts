import { describe, expect, it } from 'vitest';
import { notesOnFolds, type Dataset } from '../../../trainer/index.ts';

function datasetOf(labels: readonly number[], more: Partial<Dataset> = {}): Dataset {
  return {
    name: 'few',
    features: new Float32Array(labels.length),
    labels: Uint8Array.from(labels),
    count: labels.length,
    dimensions: 1,
    classes: 3,
    ...more,
  };
}

const three = { kind: 'stratified', folds: 3 } as const;

describe('A class smaller than the folds', () => {
  it.each<[string, Dataset, string[]]>([
    [
      'one',
      datasetOf([0, 0, 0, 1, 2, 2, 2], { classNames: ['cat', 'dog', 'emu'] }),
      ['1 of the classes has fewer rows than the 3 folds, so that some folds lack it: dog (1).'],
    ],
    [
      'two',
      datasetOf([0, 0, 0, 1, 2, 2]),
      ['2 of the classes have fewer rows than the 3 folds, so that some folds lack them: 1 (1), 2 (2).'],
    ],
    ['none', datasetOf([0, 0, 0, 1, 1, 1, 2, 2, 2]), []],
    ['a class that does not occur', datasetOf([0, 0, 0, 1, 1, 1]), []],
    ['a regression', datasetOf([], { count: 1, classes: 0, targets: Float32Array.of(1) }), []],
  ])('is warned of: %s', (_, dataset, expected) => {
    expect(notesOnFolds(dataset, three)).toEqual(expected);
  });

  it('is no matter without folds', () => {
    expect(notesOnFolds(datasetOf([0, 1, 2]), null)).toEqual([]);
  });
});
