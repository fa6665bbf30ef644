import { describe, expect, it } from 'vitest';
import { mean, populationStdDev, type ParameterValue, type Run } from '../../history/index.ts';
import { comparisonsOf } from '../../src/shared/comparisons-figure.ts';
import type { ScoredRun } from '../../src/shared/search-scores.ts';
import { searchVerdicts, type SearchVerdictOptions } from '../../src/shared/search-verdicts.ts';
import {
  describeCaveats,
  describeFamily,
  describeNeed,
  describeVerdict,
} from '../../src/shared/verdict-sentence.ts';

function configuration(
  name: string,
  scores: readonly number[],
  parameters: Record<string, ParameterValue> = {},
): ScoredRun {
  const run: Run = {
    ...{ id: `id of ${name}`, name, parent: null, fold: null, parameters },
    ...{ source: { format: 'heddle', file: null }, status: 'completed', started: null },
    ...{ metrics: {}, records: [], summary: {} },
  };
  return { run, folds: [], scores, mean: mean(scores), stdDev: populationStdDev(scores), rank: 0 };
}

const compare = (scored: readonly ScoredRun[], options: Partial<SearchVerdictOptions> = {}) =>
  searchVerdicts(scored, { scorer: 'score', folds: 3, ...options });

const RELU = configuration('relu', [0.9751, 0.9734, 0.97475]);
const LEAKY = configuration('leaky_relu', [0.97565, 0.9723, 0.97435]);

describe('the verdicts on a search', () => {
  it.each<[string, ScoredRun[], Partial<SearchVerdictOptions>, RegExp]>([
    [
      'practical equality',
      [RELU, LEAKY],
      {},
      /^relu and leaky_relu are practically equal: the difference of 0\.03 points of accuracy lies within the margin of 1\.00 \(95 % interval −0\.\d\d to 0\.\d\d, p = 0\.7\d\d, 3 folds\)\.$/,
    ],
    [
      'that a smaller margin leaves it undecided',
      [RELU, LEAKY],
      { margin: 0.001 },
      /^relu against leaky_relu is undecided: .* may lie within the margin of 0\.10 or outside/,
    ],
    [
      'that a difference may be due to chance without a margin',
      [configuration('a', [0.96, 0.97, 0.981]), configuration('b', [0.95, 0.965, 0.965])],
      { margin: 0 },
      /^a against b is undecided: the difference of 1\.03 points of accuracy may be due to chance/,
    ],
    [
      'the better one with the difference in points and its interval',
      [
        configuration('sigmoid', [0.9, 0.901, 0.899, 0.9, 0.902]),
        configuration('relu', [0.95, 0.951, 0.95, 0.949, 0.951]),
      ],
      { folds: 5 },
      /^relu is better than sigmoid by 4\.98 points of accuracy \(95 % interval .*, p < 0\.001, 5 folds\)\.$/,
    ],
    [
      'that too few folds are left',
      [configuration('a', [0.9, 0.8, 0.7]), configuration('b', [NaN, NaN, 0.4])],
      {},
      /^a and b are not compared: fewer than two folds have scores of both\.$/,
    ],
    [
      'that figures are adjusted if there are several comparisons',
      [RELU, LEAKY, configuration('tanh', [0.971, 0.9725, 0.9715])],
      {},
      /adjusted 95 % interval .*, adjusted p = /,
    ],
    [
      'differences of losses in their own unit',
      [configuration('a', [-20, -21, -22]), configuration('b', [-30, -31, -33])],
      { scorer: 'neg_mean_squared_error' },
      /^a is better than b by 10\.3 in neg mean squared error/,
    ],
  ])('say %s', (_, scored, options, sentence) => {
    const verdicts = compare(scored, options);
    expect(describeVerdict(verdicts.family.verdicts[0]!, verdicts)).toMatch(sentence);
  });

  it('say how they are adjusted and what the margin is', () => {
    const scored = [RELU, LEAKY, configuration('tanh', [0.971, 0.9725, 0.9715])];
    expect(describeFamily(compare(scored))).toBe(
      '3 comparisons (all pairs), p-values and intervals adjusted together (Holm, Bonferroni). Differences up to 1.00 points of accuracy are practically equal.',
    );
    expect(describeFamily(compare(scored, { baseline: 'id of tanh', margin: 0 }))).toBe(
      '2 comparisons (with tanh), p-values and intervals adjusted together (Holm, Bonferroni). No difference is practically equal: the margin is 0.',
    );
  });

  it.each<[string, number, RegExp]>([
    ['decided', 0.01, /^$/],
    ['undecided', 0.0005, /^100 more repeats with reshuffled folds would probably not decide\.$/],
    [
      'nearly decided',
      0.003,
      /^About 1 more repeat with reshuffled folds would decide with a probability of 80 %/,
    ],
  ])('say what more repeats would do if they are %s', (_, margin, need) => {
    const verdicts = compare([RELU, LEAKY], { margin });
    expect(describeNeed(verdicts.family.verdicts[0]!, verdicts)).toMatch(need);
  });

  it('correct for training sets that overlap: fewer folds overlap less, and test more', () => {
    const pair = [configuration('a', [0.9, 0.91, 0.93]), configuration('b', [0.88, 0.9, 0.91])];
    // As the first three of ten folds would be: the options say how many the rows were split into.
    const error = (folds: number) => compare(pair, { folds }).family.verdicts[0]!.test!.standardError;
    expect(error(3) / error(10)).toBeCloseTo(Math.sqrt((1 / 3 + 1 / 2) / (1 / 3 + 1 / 9)), 9);
  });

  it('average repeats on the same folds, and count those that reshuffle them', () => {
    const [a, b] = [
      [0.9, 0.91, 0.93, 0.92, 0.9, 0.94],
      [0.88, 0.9, 0.91, 0.9, 0.88, 0.9],
    ] as const;
    const same = compare([configuration('a', a), configuration('b', b)]);
    expect(same.family.verdicts[0]).toMatchObject({ test: { pairs: 3, df: 2 } });
    expect(same.family.verdicts[0]!.differences[0]).toBeCloseTo(0.02, 12);
    expect(describeCaveats(same).join(' ')).toMatch(/not independent/);
    const seed = { fold_shuffle_seed: 4 };
    const reshuffled = compare([configuration('a', a, seed), configuration('b', b, seed)]);
    expect(reshuffled.family.verdicts[0]).toMatchObject({ test: { pairs: 6, df: 5 } });
    expect(describeCaveats(reshuffled).join(' ')).not.toMatch(/repeats/i);
  });

  it('join the repeats that only some configurations have, as far as all their folds ended', () => {
    const seed = { repeat_shuffle_seed: 0 };
    const scores = [0.97, 0.971, 0.969];
    const verdicts = compare([
      configuration('relu', [...RELU.scores, ...scores, 0.99], seed),
      configuration('leaky_relu', [...LEAKY.scores, ...scores], seed),
      configuration('tanh', scores),
    ]);
    const pairs = verdicts.family.verdicts.map(({ test }) => test!.pairs);
    expect(pairs, 'relu–leaky_relu, relu–tanh, leaky_relu–tanh').toEqual([6, 3, 3]);
    expect(describeCaveats(verdicts).join(' ')).not.toMatch(/repeats/i);
  });

  it('leave configurations out that have not all their folds yet', () => {
    const unfinished = configuration('elu', [0.99]);
    expect(compare([unfinished, RELU, LEAKY]).contenders.map(({ run }) => run.name)).toEqual([
      'relu',
      'leaky_relu',
    ]);
  });

  it('say what the reader must know about the scores', () => {
    const standardised = { standardise: 'all' };
    const scored = [configuration('a', [0.9, 0.8, 0.7], standardised), configuration('b', [0.8, 0.7, 0.6])];
    expect(describeCaveats(compare(scored)).join(' ')).toMatch(/chose the best.*standardised over all rows/);
    expect(describeCaveats(compare([RELU, LEAKY], { baseline: 'id of relu' }))).toEqual([]);
  });

  it.each<[ScoredRun[], Partial<SearchVerdictOptions>, string]>([
    [[RELU], {}, 'a verdict needs two configurations, got 1'],
    [[RELU, LEAKY], { folds: 1 }, 'a verdict needs two or more folds, got 1'],
    [[RELU, LEAKY], { baseline: 'elu' }, 'the baseline has no scores on all folds'],
    [
      Array.from({ length: 201 }, (_, i) => configuration(String(i), [1, 2, 3])),
      {},
      'all pairs of more than 200 configurations are not compared, got 201: choose a baseline',
    ],
  ])('are refused with a sentence', (scored, options, message) => {
    expect(() => compare(scored, options)).toThrow(message);
  });
});

describe('the forest plot of verdicts', () => {
  const TANH = configuration('tanh', [0.95, 0.951, 0.949]);

  it.each([
    [
      'adjusted 95 % intervals of several',
      [RELU, LEAKY, TANH],
      'Difference in points of accuracy, adjusted 95 % intervals',
    ],
    ['the 95 % interval of one', [RELU, LEAKY], 'Difference in points of accuracy, 95 % intervals'],
  ])('has %s', (_, scored, title) => {
    expect(comparisonsOf(compare(scored)).axisTitle).toBe(title);
  });

  it('has an axis with all differences and the margin, and with intervals up to four times as long', () => {
    // Two folds: an interval of many times the difference.
    const wide = [configuration('a', [0.5, 0.9]), configuration('b', [0.6, 0.7])];
    const { pairs, domain, margin } = comparisonsOf(compare(wide, { folds: 2 }));
    const { difference, interval } = pairs[0]!;
    expect(margin).toBe(1);
    expect(difference).toBeCloseTo(5, 9);
    expect(interval![0]).toBeLessThan(-20);
    expect(domain[0]).toBeCloseTo(-20, 9);
    expect(domain[1]).toBeCloseTo(20, 9);

    const narrow = comparisonsOf(compare([RELU, LEAKY]));
    const [low, high] = narrow.pairs[0]!.interval!;
    expect(narrow.domain).toEqual([Math.min(low, -1), Math.max(high, 1)]);
  });
});
