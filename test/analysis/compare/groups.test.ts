import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adjustComparisons,
  compareGroups,
  correctedTTest,
  type GroupsInput,
} from '../../../analysis/index.ts';
import { replicatePairs } from '../../../analysis/compare/replicate-pairs.ts';
import { welchTest } from '../../../analysis/verdict/welch.ts';
import { createColumn, type Direction, type NumberColumn, type RawCell } from '../../../history/index.ts';

const metric = (cells: readonly RawCell[], name = 'acc', direction: Direction = 'max') =>
  createColumn({ name, role: 'metric', direction }, cells) as NumberColumn;
const parameter = (cells: readonly RawCell[], name = 'seed') =>
  createColumn({ name, role: 'parameter', direction: 'none' }, cells);

const RELU = [0.97, 0.98, 0.975, 0.972, 0.979];
const TANH = [0.96, 0.965, 0.972, 0.958, 0.961];
const FIRST = [0, 1, 2, 3, 4];
const SECOND = [5, 6, 7, 8, 9];
const SEEDS = parameter([1, 2, 3, 4, 5, 3, 1, 2, 5, 4]);

function compare(input: Partial<GroupsInput> = {}) {
  return compareGroups({ metrics: [metric([...RELU, ...TANH])], first: FIRST, second: SECOND, ...input });
}

describe('the pairs of replicates', () => {
  it.each<[string, RawCell[], RawCell[] | null, { by: string[]; pairs: number[][] } | null]>([
    [
      'the same seeds in another order',
      [1, 2, 3, 3, 1, 2],
      null,
      {
        by: ['seed'],
        pairs: [
          [0, 4],
          [1, 5],
          [2, 3],
        ],
      },
    ],
    ['other seeds', [1, 2, 3, 4, 5, 6], null, null],
    [
      'two of three seeds',
      [1, 2, 3, 4, 1, 2],
      null,
      {
        by: ['seed'],
        pairs: [
          [0, 4],
          [1, 5],
        ],
      },
    ],
    ['one of three seeds', [1, 2, 3, 4, 5, 1], null, null],
    ['a seed twice', [1, 1, 3, 3, 1, 2], null, null],
    ['the same seed throughout', [1, 1, 1, 1, 1, 1], null, null],
    [
      'seeds beside an identifier',
      [1, 2, 3, 1, 2, 3],
      ['a', 'b', 'c', 'd', 'e', 'f'],
      {
        by: ['seed'],
        pairs: [
          [0, 3],
          [1, 4],
          [2, 5],
        ],
      },
    ],
    [
      'a seed and a fold',
      [1, 1, 2, 1, 1, 2],
      [0, 1, 0, 0, 1, 0],
      {
        by: ['seed', 'other'],
        pairs: [
          [0, 3],
          [1, 4],
          [2, 5],
        ],
      },
    ],
    [
      'missing and NaN, which differ',
      [null, NaN, 1, NaN, null, 1],
      null,
      {
        by: ['seed'],
        pairs: [
          [0, 4],
          [1, 3],
          [2, 5],
        ],
      },
    ],
  ])('of %s', (_, seeds, others, expected) => {
    const columns = [parameter(seeds), ...(others ? [parameter(others, 'other')] : [])];
    expect(replicatePairs(columns, [0, 1, 2], [3, 4, 5])).toEqual(expected);
  });
});

describe('the comparison of two groups', () => {
  it('has n, mean and sample standard deviation of the finite values', () => {
    const { metrics } = compare({
      metrics: [metric([1, 2, 3, NaN, null, Infinity, 5, undefined, null, NaN])],
    });
    expect(metrics[0]).toMatchObject({
      first: { n: 3, without: 2, mean: 2, sd: 1 },
      second: { n: 1, without: 4, mean: 5, sd: NaN },
      test: null,
      outcome: 'untested',
    });
  });

  it("is Welch's for rows that are not paired", () => {
    const [found] = compare().metrics;
    expect(found).toMatchObject({
      outcome: 'better',
      test: { kind: 'welch', pairs: null, ...welchTest(RELU, TANH) },
    });
  });

  it('does not count seeds on the same fold as independent: it averages them', () => {
    const rows = { first: [0, 1, 2, 3, 4, 5], second: [6, 7, 8, 9, 10, 11] };
    const seeds = parameter([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2]);
    const folds = parameter([0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2], 'fold');
    const scores = [0.91, 0.93, 0.94, 0.95, 0.97, 0.95, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9];
    const { metrics } = compareGroups({
      ...rows,
      ...{ metrics: [metric(scores)], replicates: [seeds, folds], folds: 3 },
      splitOf: (row) => Math.floor((row % 6) / 2),
    });
    const { p, standardError } = correctedTTest([0.02, 0.045, 0.06], 1 / 2);
    expect(metrics[0]!.test).toMatchObject({ kind: 'corrected', pairs: 3, df: 2 });
    expect(metrics[0]!.test!.p).toBeCloseTo(p, 10);
    expect(metrics[0]!.test!.standardError).toBeCloseTo(standardError, 10);
  });

  it('adjusts comparisons of several groups with a baseline together', () => {
    const [found] = compare().metrics;
    const [alone] = adjustComparisons([found!]);
    expect(alone!.test!.p).toBe(found!.test!.adjusted);
    expect(alone!.test!.interval[0]).toBeCloseTo(found!.test!.interval[0], 10);
    const untested = { ...found!, test: null, outcome: 'untested' as const };
    const [first, second, third] = adjustComparisons([found!, { ...found! }, untested]);
    expect(first!.test!.adjusted).toBeCloseTo(2 * found!.test!.p, 12);
    expect(second!.test!.interval[1]).toBeGreaterThan(found!.test!.interval[1]);
    expect(third).toBe(untested);
    const many = adjustComparisons(Array.from({ length: 50 }, () => found!));
    expect(many[0]!.outcome).toBe('noEvidence');
  });

  it('pairs rows of the same seed', () => {
    const [found] = compare({ replicates: [SEEDS] }).metrics;
    // The seeds of the second group are 3, 1, 2, 5, 4.
    const differences = [0.97 - 0.965, 0.98 - 0.972, 0.975 - 0.96, 0.972 - 0.961, 0.979 - 0.958];
    const { pairs, ...test } = correctedTTest(differences, 0);
    expect(found).toMatchObject({ outcome: 'better', test: { kind: 'paired', pairs, p: test.p } });
  });

  it('corrects the test for the overlap of folds', () => {
    const replicates = [parameter([0, 1, 2, 3, 4, 0, 1, 2, 3, 4], 'fold')];
    const [found] = compare({ replicates, folds: 5 }).metrics;
    const differences = RELU.map((value, at) => value - TANH[at]!);
    expect(found!.test).toMatchObject({ kind: 'corrected', p: correctedTTest(differences, 1 / 4).p });
  });

  it('does not test folds that are not paired, since they are not independent', () => {
    expect(compare({ folds: 5 }).metrics[0]).toMatchObject({ test: null, outcome: 'untested' });
  });

  it.each<[Direction, string]>([
    ['max', 'better'],
    ['min', 'worse'],
    ['none', 'different'],
  ])('knows the direction %s', (direction, outcome) => {
    const metrics = [metric([...RELU, ...TANH], 'm', direction)];
    expect(compare({ metrics }).metrics[0]!.outcome).toBe(outcome);
  });

  it('has no evidence, rather than equality, where chance explains a difference', () => {
    const found = compare({ metrics: [metric([1, 2, 3, 4, 5, 1.2, 2.1, 3.4, 4.2, 4.9])] }).metrics[0]!;
    expect(found.outcome).toBe('noEvidence');
    expect(found.test!.difference).not.toBe(0);
  });

  it('adjusts all metrics but the objective for their number', () => {
    const metrics = ['a', 'b', 'c'].map((name) => metric([...RELU, ...TANH], name));
    const { p } = welchTest(RELU, TANH);
    const adjusted = (objective: string | null) =>
      compare({ metrics, objective }).metrics.map(({ test }) => test!.adjusted);
    expect(adjusted('a')).toEqual([p, 2 * p, 2 * p]);
    expect(adjusted(null)).toEqual([3 * p, 3 * p, 3 * p]);
  });

  it('is mirrored if the groups change places', () => {
    const mirror = {
      better: 'worse',
      worse: 'better',
      different: 'different',
      noEvidence: 'noEvidence',
      untested: 'untested',
    };
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
      minLength: 10,
      maxLength: 10,
    });
    fc.assert(
      fc.property(values, fc.boolean(), (cells, isPaired) => {
        const input = { metrics: [metric(cells)], replicates: isPaired ? [SEEDS] : [] };
        const [forth, back] = [compare(input), compare({ ...input, first: SECOND, second: FIRST })];
        expect(back.metrics[0]!.outcome).toBe(mirror[forth.metrics[0]!.outcome]);
        expect(back.metrics[0]!.test!.difference).toBeCloseTo(-forth.metrics[0]!.test!.difference, 6);
      }),
      { numRuns: 50 },
    );
  });
});
