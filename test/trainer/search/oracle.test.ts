import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  makeSplits,
  makeSpiral,
  scorers,
  takeRows,
  type Dataset,
  type ScorerName,
} from '../../../trainer/index.ts';
import { mean, populationStdDev, rankScores } from '../../../history/index.ts';

/** The output of fixtures/sklearn/make.py. */
function oracle<Case>(name: string): Case[] {
  const file = new URL(`../../../fixtures/sklearn/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Case[];
}

function datasetOf(labels: readonly number[]): Dataset {
  const count = labels.length;
  const classes = Math.max(2, ...labels) + 1;
  return { ...takeRows(makeSpiral(0), count), labels: Uint8Array.from(labels), classes };
}

interface SplitCase {
  readonly kind: 'stratified' | 'grouped' | 'plain';
  readonly name: string;
  readonly labels?: readonly number[];
  readonly groups?: readonly (string | number)[];
  readonly rows?: number;
  readonly folds: number;
  readonly tests: readonly (readonly number[])[];
}

describe('splits', () => {
  it.each(oracle<SplitCase>('splits'))("are scikit-learn's: $kind, $name, $folds folds", (example) => {
    const { kind, labels, groups, rows, folds, tests } = example;
    const count = labels?.length ?? groups?.length ?? rows!;
    const dataset = datasetOf(labels ?? new Array<number>(count).fill(0));
    const splits = makeSplits(dataset, { kind, folds, ...(groups ? { groups } : {}) });
    expect(splits.map(({ test }) => [...test])).toEqual(tests);
    for (const { train, test } of splits) {
      expect([...train, ...test].sort((a, b) => a - b)).toEqual([...new Array(count).keys()]);
      expect([...train]).toEqual([...train].sort((a, b) => a - b));
    }
  });

  it.each(['stratified', 'grouped', 'plain'] as const)('of %s folds are shuffled by a seed', (kind) => {
    const labels = Array.from({ length: 60 }, (_, row) => row % 3);
    const groups = labels.map((_, row) => row % 20);
    const deal = (shuffleSeed: number) =>
      makeSplits(datasetOf(labels), { kind, folds: 4, groups, shuffleSeed });
    expect(deal(1)).toEqual(deal(1));
    expect(deal(1)).not.toEqual(deal(2));
    for (const { train, test } of deal(1)) {
      expect(test).toHaveLength(15);
      expect(new Set([...train, ...test]).size).toBe(60);
      expect([...test]).toEqual([...test].sort((a, b) => a - b));
      if (kind === 'stratified') expect([...test].filter((row) => labels[row] === 0)).toHaveLength(5);
      if (kind !== 'grouped') continue;
      const trained = new Set([...train].map((row) => groups[row]));
      expect([...test].filter((row) => trained.has(groups[row]!))).toEqual([]);
    }
  });

  it.each([
    [{ kind: 'plain', folds: 6 }, '6 folds need as many rows, spiral has 5'],
    [{ kind: 'stratified', folds: 4 }, '4 folds need a class of 4 rows, the largest has 3'],
    [{ kind: 'grouped', folds: 2 }, 'grouped folds need a group for each of 5 rows, got none'],
    [
      { kind: 'grouped', folds: 2, groups: [1, 2] },
      'grouped folds need a group for each of 5 rows, got 2 groups',
    ],
    [{ kind: 'grouped', folds: 3, groups: [1, 2, 1, 2, 2] }, '3 folds need as many groups, there are 2'],
  ] as const)('are refused with a sentence: %j', (options, message) => {
    expect(() => makeSplits(datasetOf([0, 0, 0, 1, 1]), options)).toThrow(message);
  });
});

interface ScoreCase {
  readonly name: string;
  readonly truth: readonly number[];
  readonly outputs: readonly number[];
  readonly width: number;
  readonly scores: Partial<Record<ScorerName, number>>;
}

describe('scorers', () => {
  it.each(oracle<ScoreCase>('scores'))(
    "score as scikit-learn's: $name",
    ({ truth, outputs, width, scores }) => {
      for (const [name, expected] of Object.entries(scores)) {
        const got = scorers[name as ScorerName].score({ truth, outputs: Float32Array.from(outputs), width });
        expect(Math.abs(got - expected), name).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected)));
      }
    },
  );

  it.each(Object.entries(scorers))('are NaN for a model with NaN outputs: %s', (_, { score }) => {
    expect(score({ truth: [0, 1], outputs: Float32Array.of(NaN, NaN), width: 1 })).toBeNaN();
  });
});

type NumberText = number | 'NaN';
type RankCase = { readonly name: string } & Readonly<Record<string, readonly NumberText[]>>;

describe('cv_results_', () => {
  it.each(oracle<RankCase>('ranks'))(
    'has the means, deviations and ranks of scikit-learn: $name',
    (example) => {
      const columnOf = (name: string) => example[name]!.map(Number);
      const splits = [0, 1, 2].map((fold) => columnOf(`split${String(fold)}_test_score`));
      const rows = splits[0]!.map((_, candidate) => splits.map((scores) => scores[candidate]!));
      const means = rows.map(mean);
      expect(means).toEqual(columnOf('mean_test_score'));
      const deviations = columnOf('std_test_score');
      for (const [i, row] of rows.entries()) {
        expect(populationStdDev(row)).toSatisfy(
          (value: number) => Object.is(value, deviations[i]) || Math.abs(value - deviations[i]!) < 1e-15,
        );
      }
      expect(rankScores(means)).toEqual(columnOf('rank_test_score'));
    },
  );

  it.each(oracle<{ values: number[]; mean: number }>('means'))(
    'has the mean of $values.length folds to the last bit',
    ({ values, mean: expected }) => {
      expect(mean(values)).toBe(expected);
    },
  );
});
