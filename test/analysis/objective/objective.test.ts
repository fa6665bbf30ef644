import { describe, expect, it } from 'vitest';
import { objectiveOf, type Objective } from '../../../analysis/index.ts';
import { inferDirection, type Column, type ColumnRole, type Direction } from '../../../history/index.ts';

interface Described {
  readonly name: string;
  readonly role?: ColumnRole;
  readonly direction?: Direction;
  readonly values?: readonly number[];
}

function column({ name, role = 'metric', direction, values = [1, 2, 4] }: Described): Column {
  const inferred = role === 'metric' ? inferDirection(name) : 'none';
  const shared = { name, role, direction: direction ?? inferred, absence: null };
  return { ...shared, kind: 'number', values: Float64Array.from(values) };
}

const metrics = (...names: string[]) => names.map((name) => ({ name }));
const sparse = (length: number) => Array.from({ length }, (_, row) => (row === 17 ? 0.9 : NaN));
const full = (length: number) => Array.from({ length }, (_, row) => row);

interface Case {
  readonly of: string;
  readonly columns: readonly Described[];
  readonly expected: Objective;
}

const cases: readonly Case[] = [
  {
    of: "scikit-learn's cv_results_",
    columns: metrics(
      'mean_fit_time',
      'std_fit_time',
      'split0_test_score',
      'split1_test_score',
      'mean_test_score',
      'std_test_score',
      'rank_test_score',
      'split0_train_score',
      'split1_train_score',
      'mean_train_score',
    ),
    expected: { metric: 'mean_test_score', direction: 'max', reason: 'name' },
  },
  {
    of: 'folds after their mean',
    columns: metrics('mean_test_score', 'split0_test_score', 'split1_test_score', 'split2_test_score'),
    expected: { metric: 'mean_test_score', direction: 'max', reason: 'name' },
  },
  {
    of: 'folds alone',
    columns: metrics('split0_test_score', 'split1_test_score'),
    expected: { metric: 'split1_test_score', direction: 'max', reason: 'name' },
  },
  {
    of: 'a metric of one row in 221',
    columns: [
      { name: 'valid_loss', values: full(221) },
      { name: 'best_accuracy', values: sparse(221) },
    ],
    expected: { metric: 'valid_loss', direction: 'min', reason: 'name' },
  },
  {
    of: 'nothing but a metric of one row in 221',
    columns: [{ name: 'best_accuracy', values: sparse(221) }],
    expected: { metric: 'best_accuracy', direction: 'max', reason: 'name' },
  },
  {
    of: 'a metric without any value',
    columns: [{ name: 'loss' }, { name: 'accuracy', values: [NaN, NaN, NaN] }],
    expected: { metric: 'loss', direction: 'min', reason: 'name' },
  },
  {
    of: 'a training loss after a validation loss',
    columns: metrics('val_loss', 'train_loss'),
    expected: { metric: 'val_loss', direction: 'min', reason: 'name' },
  },
  {
    of: 'a direction that the data declare',
    columns: [{ name: 'value', direction: 'min' }, { name: 'duration' }],
    expected: { metric: 'value', direction: 'min', reason: 'declared' },
  },
  {
    of: 'a declared direction against the name',
    columns: [{ name: 'loss', direction: 'max' }],
    expected: { metric: 'loss', direction: 'max', reason: 'declared' },
  },
  {
    of: 'one metric beside durations and counters',
    columns: metrics('value', 'duration', 'training_iteration', 'trial_id'),
    expected: { metric: 'value', direction: 'none', reason: 'only' },
  },
  {
    of: 'several metrics without a direction',
    columns: metrics('distance_a', 'distance_b'),
    expected: { metric: 'distance_b', direction: 'none', reason: 'last' },
  },
  {
    of: 'durations alone',
    columns: metrics('fit_time', 'dur'),
    expected: { metric: 'dur', direction: 'none', reason: 'duration' },
  },
  {
    of: 'no metrics',
    columns: [
      { name: 'width', role: 'parameter' },
      { name: 'seed', role: 'parameter' },
      { name: 'trial_id', role: 'identity' },
    ],
    expected: { metric: 'width', direction: 'none', reason: 'number' },
  },
  {
    of: 'a counter alone',
    columns: [{ name: 'epoch', role: 'progress' }],
    expected: { metric: 'epoch', direction: 'none', reason: 'number' },
  },
];

describe('the objective', () => {
  it.each(cases)('of $of is $expected.metric', ({ columns, expected }) => {
    expect(objectiveOf(columns.map(column))).toEqual(expected);
  });

  it('is none without numbers', () => {
    const words: Column = {
      ...{ name: 'net', role: 'metric', direction: 'none', absence: null, kind: 'category' },
      ...{ codes: Uint32Array.of(0), categories: ['relu'] },
    };
    expect(objectiveOf([words])).toBeNull();
    expect(objectiveOf([])).toBeNull();
  });
});
