import { describe, expect, it } from 'vitest';
import type { ParameterValue, Run } from '../../history/index.ts';
import { ratesOf } from '../../src/page/scores/rates.ts';
import { describeScorer, scoredRuns, searchesOf } from '../../src/shared/search-scores.ts';

const base: Omit<Run, 'id' | 'name' | 'parameters'> = {
  source: { format: 'heddle', file: null },
  status: 'completed',
  started: null,
  parent: null,
  fold: null,
  metrics: {},
  records: [],
  summary: {},
};

/** A configuration with a run for each of its folds, scored so. */
function configuration(
  name: string,
  scores: readonly (number | null)[],
  parameters: Record<string, ParameterValue> = {},
  scorer = 'score',
): Run[] {
  const all = { data: 'moons', rows: 2000, ...parameters };
  return [
    { ...base, id: name, name, parameters: all },
    ...scores.map((score, fold) => ({
      ...base,
      ...{ id: `${name} ${String(fold)}`, name: `${name} fold ${String(fold)}`, parent: name, fold },
      parameters: all,
      metrics: { valid_acc: { direction: 'max' } as const },
      records: [{ epoch: 1, valid_acc: (score ?? 0) / 2 }],
      summary: { [`test_${scorer}`]: score },
    })),
  ];
}

const runs = [
  ...configuration('relu', [0.9, 0.92, 0.91]),
  ...configuration('tanh', [0.88, 0.9, 0.89]),
  ...configuration('elu', [0.9, 0.92, 0.91]),
];

describe('The scores of cross-validated runs', () => {
  it('are ranked with ties and shown with their population standard deviation', () => {
    const [search] = searchesOf(runs);
    expect(search).toMatchObject({ name: 'moons, 2,000 rows, 3 folds', scorers: ['score'], folds: 3 });
    const scored = scoredRuns(search!, runs, 'score');
    expect(scored.map(({ run, rank }) => [run.name, rank])).toEqual([
      ['relu', 1],
      ['elu', 1],
      ['tanh', 3],
    ]);
    expect(scored[0]!.mean).toBeCloseTo(0.91, 12);
    expect(scored[0]!.stdDev).toBeCloseTo(Math.sqrt((0.01 ** 2 + 0.01 ** 2) / 3), 12);
    expect(describeScorer('score', scored)).toEqual({
      name: 'accuracy',
      isShare: true,
      hasCommonScale: true,
    });
  });

  it('of different data are not put side by side', () => {
    const other = configuration('relu on circles', [0.5, 0.6], { data: 'circles' });
    expect(searchesOf([...runs, ...other]).map(({ name }) => name)).toEqual([
      'circles, 2,000 rows, 2 folds',
      'moons, 2,000 rows, 3 folds',
    ]);
  });

  it('of repeats rest on the folds that the rows were dealt to', () => {
    const repeated = configuration('relu', [0.9, 0.8, 0.9, 0.8, 0.9, 0.8], { repeats: 2 });
    expect(searchesOf(repeated)[0]).toMatchObject({ folds: 3, name: 'moons, 2,000 rows, 3 folds × 2' });
  });

  it('of configurations that were repeated later stay in their search', () => {
    const longer = configuration('gelu', [0.9, 0.8, 0.9, 0.8, 0.9, 0.8], { repeats: 2 });
    expect(searchesOf([...runs, ...longer])).toMatchObject([
      { folds: 3, name: 'moons, 2,000 rows, 3 folds × 1–2', runs: [{}, {}, {}, { id: 'gelu' }] },
    ]);
  });

  it('of a fold that was trained again are those of the later run', () => {
    const again = configuration('relu', [0.7, 0.7, 0.7]).slice(1, 2);
    const all = [...runs, ...again.map((run) => ({ ...run, id: 'again' }))];
    expect(
      scoredRuns(searchesOf(all)[0]!, all, 'score').find(({ run }) => run.id === 'relu')!.scores,
    ).toEqual([0.7, 0.92, 0.91]);
  });

  it('of folds that were shuffled by another seed are not paired', () => {
    const shuffled = configuration('gelu', [0.9, 0.8, 0.9], { fold_shuffle_seed: 3 });
    expect(searchesOf([...runs, ...shuffled])).toHaveLength(2);
  });

  it('that failed are NaN and rank last', () => {
    const failed = [...runs, ...configuration('bad', [0.99, NaN, 0.99])];
    const scored = scoredRuns(searchesOf(failed)[0]!, failed, 'score');
    expect(scored.at(-1)).toMatchObject({ rank: 4 });
    expect(scored.at(-1)!.mean).toBeNaN();
  });

  it('are read from the splits of a table where no fold has a run of its own', () => {
    const summary = { split0_test_r2: -0.5, split1_test_r2: 0.25, mean_test_r2: -0.125 };
    const imported: Run[] = [
      {
        ...base,
        id: 'a',
        name: 'a',
        parameters: {},
        source: { format: 'cv_results', file: 'cv.csv' },
        summary,
      },
    ];
    const [search] = searchesOf(imported);
    expect(search).toMatchObject({ name: 'cv.csv, 2 folds', scorers: ['r2'] });
    const scored = scoredRuns(search!, imported, 'r2');
    expect(scored[0]!.scores).toEqual([-0.5, 0.25]);
    expect(describeScorer('r2', scored)).toEqual({ name: 'r2', isShare: false, hasCommonScale: true });
  });

  it('are none of a run that has a test set alone, or of nothing', () => {
    const single: Run = { ...base, id: 'one', name: 'one', parameters: {}, summary: { test_acc: 0.9 } };
    expect(searchesOf([single])).toEqual([]);
    expect(searchesOf([])).toEqual([]);
  });
});

describe('The table of rates', () => {
  const at = (activation: string, learning_rate: number, score: number) =>
    configuration(`${activation} ${String(learning_rate)}`, [score, score], { activation, learning_rate });

  it('has each activation at each rate, and marks the best of each by its validation rows', () => {
    const all = [
      ...at('relu', 0.1, 0.5),
      ...at('relu', 0.01, 0.9),
      ...at('tanh', 0.1, 0.8),
      ...at('tanh', 0.01, 0.6),
    ];
    const table = ratesOf(scoredRuns(searchesOf(all)[0]!, all, 'score'))!;
    expect(table.rates).toEqual([0.01, 0.1]);
    expect(table.activations.map(({ activation, chosen }) => [activation, chosen!.learningRate])).toEqual(
      expect.arrayContaining([
        ['relu', 0.01],
        ['tanh', 0.1],
      ]),
    );
  });

  it('is none where the rate did not vary, or something else did too', () => {
    const oneRate = [...at('relu', 0.1, 0.5), ...at('tanh', 0.1, 0.8)];
    expect(ratesOf(scoredRuns(searchesOf(oneRate)[0]!, oneRate, 'score'))).toBeNull();
    const momenta = [
      ...configuration('a', [0.5, 0.5], { activation: 'relu', learning_rate: 0.1, momentum: 0 }),
      ...configuration('b', [0.5, 0.5], { activation: 'relu', learning_rate: 0.01, momentum: 0.9 }),
    ];
    expect(ratesOf(scoredRuns(searchesOf(momenta)[0]!, momenta, 'score'))).toBeNull();
  });
});
