import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunSet, type Direction, type Run } from '../../../history/index.ts';
import { initialRows, tableOfRows, type Level } from '../../../src/page/experiments/rows.ts';
import { entriesOf, runItems, type RunItem } from '../../../src/page/runs/run-items.ts';
import { makeRecords, makeRun } from '../../history/make.ts';

const scored = (id: string, score: number | null, parts: Partial<Run> = {}) =>
  makeRun(id, { metrics: { score: { direction: 'max' } }, summary: { score }, ...parts });

function itemsOf(runs: readonly Run[], level: Level, direction: Direction = 'max'): RunItem[] {
  const set = RunSet.of(runs);
  const table = tableOfRows(set, { ...initialRows, level });
  const runTable = tableOfRows(set, { ...initialRows, level: 'runs' });
  return runItems({ set, table, runTable, objective: { metric: 'score', direction } });
}

const value = fc.oneof(fc.double(), fc.constantFrom(null, NaN, Infinity, -Infinity, 1, 2));

describe('the items of a list of runs', () => {
  it.each<[Direction, string[]]>([
    ['max', ['inf', 'high', 'low', 'nan', 'missing']],
    ['min', ['low', 'high', 'inf', 'nan', 'missing']],
    ['none', ['missing', 'nan', 'low', 'inf', 'high']],
  ])('are sorted for the direction %s, NaN and then no value last', (direction, expected) => {
    const runs = [
      scored('missing', null),
      scored('nan', NaN),
      scored('low', 0.1),
      scored('inf', Infinity),
      scored('high', 0.9),
    ];
    expect(itemsOf(runs, 'runs', direction).map(({ key }) => key)).toEqual(expected);
  });

  it('are all runs, none before a better one, and equal ones in the order of the runs', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 12 }), fc.constantFrom('min', 'max'), (values, direction) => {
        const runs = values.map((score, i) => scored(`run ${String(i)}`, score));
        const items = itemsOf(runs, 'runs', direction);
        expect(new Set(items.map(({ run }) => run))).toEqual(new Set(runs.keys()));
        for (const [i, item] of items.entries()) {
          expect(item.value).toBe(values[item.run!]);
          for (const later of items.slice(i + 1)) {
            const [a, b] = [item.value, later.value];
            if (a === null) expect(b).toBeNull();
            else if (Number.isNaN(a)) expect(b === null || Number.isNaN(b)).toBe(true);
            else if (b !== null && !Number.isNaN(b)) {
              expect(direction === 'max' ? a >= b : a <= b).toBe(true);
              if (a === b) expect(item.run).toBeLessThan(later.run!);
            }
          }
        }
      }),
    );
  });

  it('have the folds of a run as its children, with their mean and sample standard deviation', () => {
    const fold = (index: number, score: number) =>
      scored(`fold ${String(index)}`, score, { parent: 'grid', fold: index });
    const [grid, single] = itemsOf(
      [scored('single', 0.5), scored('grid', null), fold(0, 0.6), fold(1, 0.8), fold(2, 1)],
      'runs',
    );
    expect(single).toMatchObject({ key: 'single', children: [], n: 1 });
    expect(grid).toMatchObject({ key: 'grid', run: 1, runs: [1, 2, 3, 4], n: 3 });
    expect(grid!.value).toBeCloseTo(0.8);
    expect(grid!.sd).toBeCloseTo(0.2);
    expect(grid!.children.map(({ key }) => key)).toEqual(['fold 0', 'fold 1', 'fold 2']);
  });

  it('leave a fork of a run a run of its own', () => {
    const items = itemsOf([scored('first', 0.5), scored('fork', 0.6, { parent: 'first' })], 'runs');
    expect(items.map(({ key, children }) => [key, children.length])).toEqual([
      ['fork', 0],
      ['first', 0],
    ]);
  });

  it('are configurations that open into their runs', () => {
    const seeds = (activation: string, scores: readonly number[]) =>
      scores.map((score, seed) =>
        scored(`${activation} ${String(seed)}`, score, { parameters: { activation, seed } }),
      );
    const items = itemsOf([...seeds('tanh', [1, 3]), ...seeds('relu', [4, 6, 8])], 'configurations');
    expect(items.map(({ value: mean, sd, n, run }) => ({ mean, sd, n, run }))).toEqual([
      { mean: 6, sd: 2, n: 3, run: null },
      { mean: 2, sd: Math.SQRT2, n: 2, run: null },
    ]);
    expect(items[0]!.children.map(({ key, value: own }) => [key, own])).toEqual([
      ['relu 0', 4],
      ['relu 1', 6],
      ['relu 2', 8],
    ]);
  });

  it.each<[Direction, number]>([
    ['max', 1],
    ['min', 2],
  ])('stand at the epoch with the best value for the direction %s where rows are epochs', (direction, at) => {
    const records = makeRecords({ score: 0.5 }, { score: 0.9 }, { score: 0.1 }, { score: NaN });
    const run = makeRun('only', { metrics: { score: { direction } }, records });
    expect(itemsOf([run], 'epochs', direction)[0]).toMatchObject({ row: at, value: [0, 0.9, 0.1][at] });
  });

  it('are listed with the children of opened items behind them', () => {
    const fold = (index: number) => scored(`fold ${String(index)}`, 1, { parent: 'grid', fold: index });
    const items = itemsOf([scored('grid', null), fold(0), fold(1), scored('other', 0)], 'runs');
    const listed = (opened: readonly string[]) =>
      entriesOf(items, new Set(opened)).map(({ item, parent }) => [item.key, parent?.key ?? null]);
    expect(listed([])).toEqual([
      ['grid', null],
      ['other', null],
    ]);
    expect(listed(['grid', 'other'])).toEqual([
      ['grid', null],
      ['fold 0', 'grid'],
      ['fold 1', 'grid'],
      ['other', null],
    ]);
  });
});
