import { describe, expect, it } from 'vitest';
import { RunSet, tableOf } from '../../../history/index.ts';
import { facetColumns, facetsOf, MAX_FACETS } from '../../../src/page/curves/facets.ts';
import { firstRows } from '../../../src/page/experiments/selected-runs.ts';
import { makeHistory, makeRun } from '../../history/make.ts';

const values = [10, 2, NaN, 10, 2, -1];
const history = makeHistory(
  ...values.map((lr, i) =>
    makeRun(`run ${String(i)}`, {
      parameters: { lr, model: i < 3 ? 'mlp' : 'cnn', depth: 4, ...(i === 0 ? {} : { width: 8 }) },
      metrics: { loss: { direction: 'min' } },
      summary: { loss: i },
    }),
  ),
);
const set = RunSet.ofHistory(history);
const table = tableOf(set, { level: 'runs' });
const rowOf = firstRows(table, set.length);
const runs = values.map((_, run) => run);
const columnOf = (name: string) => table.columns.find((column) => column.name === name)!;
const facets = (name: string, some = runs) =>
  facetsOf(columnOf(name), rowOf, some).map(({ value, runs: found }) => [value, found]);

describe('the values of a parameter with a chart each', () => {
  it('are in their order, NaN after the numbers', () => {
    expect(facets('lr')).toEqual([
      ['−1', [5]],
      ['2', [1, 4]],
      ['10', [0, 3]],
      ['NaN', [2]],
    ]);
  });

  it('are those of the given runs that have a row', () => {
    expect(facets('lr', [1, 3])).toEqual([
      ['2', [1]],
      ['10', [3]],
    ]);
    expect(facetsOf(columnOf('lr'), Int32Array.of(-1, 1, 2, 3, 4, 5), [0])).toEqual([]);
  });

  it('tell runs without the parameter apart, which are last', () => {
    expect(facets('width')).toEqual([
      ['8', [1, 2, 3, 4, 5]],
      [expect.stringMatching(/missing|not applicable/), [0]],
    ]);
  });
});

describe('the parameters with a chart per value', () => {
  it('are those with several values', () => {
    expect(facetColumns(table, rowOf, runs).map(({ name }) => name)).toEqual(['lr', 'model', 'width']);
    expect(facetColumns(table, rowOf, [0, 3]).map(({ name }) => name)).toEqual(['model', 'width']);
  });

  it('have no more values than charts that can be compared', () => {
    const grid = (count: number) => {
      const all = makeHistory(
        ...Array.from({ length: count }, (_, i) => makeRun(String(i), { parameters: { lr: i } })),
      );
      const rows = tableOf(RunSet.ofHistory(all), { level: 'runs' });
      const indices = Array.from({ length: count }, (_, i) => i);
      return facetColumns(rows, firstRows(rows, count), indices).map(({ name }) => name);
    };
    expect(grid(MAX_FACETS)).toEqual(['lr']);
    expect(grid(MAX_FACETS + 1)).toEqual([]);
  });
});
