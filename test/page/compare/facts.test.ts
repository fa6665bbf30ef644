import { describe, expect, it } from 'vitest';
import { compareGroups } from '../../../analysis/index.ts';
import {
  hasConfigurations,
  createColumn,
  RunSet,
  seriesOf,
  tableOf,
  type Direction,
  type NumberColumn,
  type Run,
  type Table,
} from '../../../history/index.ts';
import { bestRows } from '../../../src/page/compare/best-rows.ts';
import { describeEqual, describeParting, describeVerdict } from '../../../src/page/compare/describe.ts';
import { lineColors } from '../../../src/page/compare/line-colors.ts';
import { partingsOf } from '../../../src/page/compare/partings.ts';
import { replicateGroups } from '../../../src/shared/replicate-groups.ts';

function makeRun(id: string, part: Partial<Run>): Run {
  return {
    id,
    name: id,
    status: 'completed',
    source: { format: 'test', file: null },
    parent: null,
    fold: null,
    started: null,
    parameters: {},
    metrics: { acc: { direction: 'max' } },
    records: [],
    summary: {},
    ...part,
  };
}

/** A run of 20 epochs whose accuracy is 0.5, and higher from `from` on. */
const stepped = (id: string, from: number, parameters: Run['parameters'] = {}) =>
  makeRun(id, {
    parameters,
    records: Array.from({ length: 20 }, (_, at) => ({
      epoch: at + 1,
      acc: at + 1 < from ? 0.5 : 0.75,
    })),
  });

const metricsOf = ({ columns }: Table): NumberColumn[] =>
  columns.flatMap((column) => (column.kind === 'number' && column.role === 'metric' ? [column] : []));

const lineOf = (row: number, runs: number[]) => ({ row, runs, name: `line ${String(row)}`, color: 'red' });

describe('the partings of lines', () => {
  const set = RunSet.of([stepped('a', 99), stepped('b', 8), stepped('c', 12), stepped('d', 99)]);
  const series = seriesOf(set, 'acc', 'epoch', [0, 1, 2, 3]);

  it('are those of runs from the baseline, without other epochs of its run', () => {
    const lines = [lineOf(0, [0]), lineOf(1, [1]), lineOf(2, [3]), lineOf(3, [0])];
    const found = partingsOf(series, lines, lines[0]!);
    expect(found.map(({ line, parting }) => [line.row, parting?.epoch, parting?.difference])).toEqual([
      [1, 8, 0.25],
      [2, undefined, undefined],
    ]);
  });

  it('are those of the mean curves of configurations', () => {
    const lines = [lineOf(0, [0, 3]), lineOf(1, [1, 2])];
    const [found] = partingsOf(series, lines, lines[0]!);
    expect(found!.parting).toMatchObject({ epoch: 8, count: 13 });
  });
});

/** Two configurations of three folds; the parent of each has the mean. */
function folds(seeds: readonly number[] = [1, 1]): RunSet {
  return RunSet.of(
    ['relu', 'tanh'].flatMap((activation, at) => [
      makeRun(activation, { parameters: { activation, seed: seeds[at]! }, summary: { acc: 0.9 - 0.1 * at } }),
      ...[0, 1, 2].map((fold) =>
        makeRun(`${activation} ${String(fold)}`, {
          parent: activation,
          fold,
          parameters: { activation, seed: seeds[at]! },
          summary: { acc: 0.9 - 0.1 * at + 0.01 * fold },
        }),
      ),
    ]),
  );
}

describe('the replicates of two configurations', () => {
  it.each([
    ['the same seed', [1, 1]],
    ['different seeds', [1, 2]],
  ])('are folds of %s, paired by fold, without their parents', (_, seeds) => {
    const set = folds(seeds);
    const table = tableOf(set, { level: 'configurations' });
    const runs = tableOf(set, { level: 'runs' });
    const groups = replicateGroups(table, runs, [0, 1]);
    const names = runs.columns.find(({ role }) => role === 'identity')!;
    const nameOf = (row: number) => (names.kind === 'category' ? names.categories[names.codes[row]!] : '');
    expect(groups.first.map(nameOf)).toEqual(['relu 0', 'relu 1', 'relu 2']);
    expect(groups.folds).toBe(3);
    const metrics = metricsOf(runs);
    const { pairing, metrics: compared } = compareGroups({ metrics, ...groups });
    expect(pairing!.by).toEqual(['fold']);
    expect(compared[0]!.test).toMatchObject({ kind: 'corrected', pairs: 3 });
  });

  it('are seeds of any tool, paired by seed', () => {
    const set = RunSet.of(
      ['relu', 'tanh'].flatMap((activation, at) =>
        [1, 2, 3, 4, 5].map((seed) =>
          makeRun(`${activation} ${String(seed)}`, {
            parameters: { activation, seed },
            summary: { acc: 0.9 - 0.05 * at + 0.01 * seed },
          }),
        ),
      ),
    );
    const table = tableOf(set, { level: 'configurations' });
    expect(hasConfigurations(table)).toBe(true);
    const runs = tableOf(set, { level: 'runs' });
    const groups = replicateGroups(table, runs, [0, 1]);
    expect(groups).toMatchObject({ folds: null, first: [0, 1, 2, 3, 4], second: [5, 6, 7, 8, 9] });
    const metrics = metricsOf(runs);
    const { pairing, metrics: compared } = compareGroups({ metrics, ...groups, objective: 'acc' });
    expect(compared[0]!.outcome).toBe('better');
    expect(describeVerdict(compared[0]!, { first: 'relu', second: 'tanh', by: pairing!.by })).toMatch(
      /^relu is better than tanh in acc by 0\.05 \(95 % interval \+0\.05 to \+0\.05, p < 0\.001, 5 pairs by seed\)\.$/,
    );
  });
});

describe('facts in words', () => {
  const verdict = (
    first: number[],
    second: number[],
    folds: number | null = null,
    direction: Direction = 'max',
  ) => {
    const column = createColumn({ name: 'acc', role: 'metric', direction }, [...first, ...second]);
    const rows = (from: number, { length }: number[]) => Array.from({ length }, (_, at) => from + at);
    const { metrics } = compareGroups({
      metrics: column.kind === 'number' ? [column] : [],
      first: rows(0, first),
      second: rows(first.length, second),
      folds,
    });
    return describeVerdict(metrics[0]!, { first: 'A', second: 'B', by: null });
  };

  it.each([
    [verdict([1, 2, 3], [1.5, 2.5, 2.2]), /^No evidence that A and B differ in acc: .* may be due to chance/],
    [
      verdict([9, 9.1, 9.2], [1, 1.1, 1.2]),
      /^A is better than B in acc by 8 \(.*3 and 3 runs, Welch's test\)\.$/,
    ],
    [verdict([9, 9.1, 9.2], [1, 1.1, 1.2], null, 'min'), /^A is worse than B/],
    [verdict([9, 9.1, 9.2], [1, 1.1, 1.2], null, 'none'), /^A differs from B in acc by 8/],
    [verdict([9], [1, 1.1]), /^acc is not tested: .* there are 1 and 2\.$/],
    [verdict([9, 8], [1, 1.1], 2), /^acc is not tested: folds that are not paired/],
  ])('%s', (text, expected) => {
    expect(text).toMatch(expected);
    expect(text).not.toMatch(/equal/);
  });

  it.each([
    [
      { epoch: 7, count: 9, difference: -0.25, p: 0 },
      'min',
      /for good at epoch 7: from there on its loss is 0\.25 lower on average, which is better\.$/,
    ],
    [{ epoch: 7, count: 9, difference: 0.25, p: 0 }, 'min', /0\.25 higher on average, which is worse\.$/],
    [{ epoch: 7, count: 9, difference: 0.25, p: 0 }, 'none', /0\.25 higher on average\.$/],
    [null, 'min', /^line 1 and base do not part for good in loss\.$/],
  ] as const)('the parting %j of a metric (%s)', (parting, direction, expected) => {
    expect(describeParting({ line: lineOf(1, [1]), parting }, 'base', 'loss', direction)).toMatch(expected);
  });

  it.each([
    [12, 1, '12 parameters and 1 metric are equal'],
    [1, 0, '1 parameter is equal'],
    [0, 2, '2 metrics are equal'],
    [0, 0, ''],
  ])('%i equal parameters and %i equal metrics: %s', (parameters, metrics, text) => {
    const columns = (role: 'parameter' | 'metric', count: number) =>
      Array.from({ length: count }, () => createColumn({ name: 'a', role, direction: 'none' }, [1]));
    expect(
      describeEqual({ equal: [...columns('parameter', parameters), ...columns('metric', metrics)] }),
    ).toBe(text);
  });
});

describe('lines to pin', () => {
  const table = tableOf(
    RunSet.of([0.5, 0.9, NaN, 0.7].map((acc, at) => makeRun(`r${String(at)}`, { summary: { acc } }))),
    { level: 'runs' },
  );
  const all = Uint32Array.from([0, 1, 2, 3]);

  it.each<['min' | 'max' | null, number[], number, number[]]>([
    ['max', [], 2, [1, 3]],
    ['min', [], 2, [0, 3]],
    ['max', [1], 1, [3]],
    [null, [], 2, [0, 1]],
    ['max', [0, 1, 3], 1, [2]],
    ['max', [], 0, []],
  ])('by %s beside %j are the %i best %j', (direction, pinned, count, expected) => {
    expect(bestRows(table, all, direction && { metric: 'acc', direction }, pinned, count)).toEqual(expected);
  });
});

describe('the colours of lines', () => {
  it.each([
    [['#0072b2', '#d55e00'], true],
    [['#0072b2', '#0a74b0'], false],
    [['#0072b2', '#d55e00', '#0072b2'], false],
  ])('%j are kept: %s', (colors, areKept) => {
    const found = lineColors(colors);
    expect(found === colors).toBe(areKept);
    expect(new Set(found).size).toBe(colors.length);
  });
});
