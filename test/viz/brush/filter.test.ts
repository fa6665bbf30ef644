import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column, Table } from '../../../history/index.ts';
import type { Extent } from '../../../viz/core/brush/extent.ts';
import {
  countTaken,
  filterRows,
  keptRows,
  noFilter,
  type Filter,
  type FilterStep,
} from '../../../viz/core/brush/filter.ts';

function numbers(name: string, values: readonly number[]): Column {
  return {
    kind: 'number',
    name,
    role: 'metric',
    direction: 'none',
    absence: null,
    values: Float64Array.from(values),
  };
}

function tableOf(...columns: Column[]): Table {
  const [first] = columns;
  const length = first?.kind === 'number' ? first.values.length : 0;
  return { length, columns, runIndex: new Uint32Array(length), recordIndex: new Int32Array(length) };
}

const range = (min: number, max: number): Extent => ({ kind: 'range', min, max });
const a = numbers('a', [0, 1, 2, 3, NaN]);
const b = numbers('b', [0, 10, 0, 10, 10]);
const table = tableOf(a, b);

function filterOf(brushes: Record<string, Extent[]>, rest: Partial<Filter> = {}): Filter {
  return { ...noFilter, brushes: new Map(Object.entries(brushes)), ...rest };
}

describe('filterRows', () => {
  it.each<[string, Filter, number[]]>([
    ['nothing brushed', filterOf({}), [0, 1, 2, 3, 4]],
    ['one range', filterOf({ a: [range(1, 2)] }), [1, 2]],
    ['two ranges of one axis', filterOf({ a: [range(0, 0.5), range(2.5, 9)] }), [0, 3]],
    ['a range and a lane', filterOf({ a: [range(3, 3), { kind: 'lanes', nan: true }] }), [3, 4]],
    ['two axes', filterOf({ a: [range(1, 3)], b: [range(10, 10)] }), [1, 3]],
    ['any of two axes', filterOf({ a: [range(2, 2)], b: [range(10, 10)] }, { combine: 'any' }), [1, 2, 3, 4]],
    ['what is outside', filterOf({ a: [range(1, 2)] }, { negated: new Set(['a']) }), [0, 3, 4]],
    [
      'any, one of them outside',
      filterOf({ a: [range(1, 3)], b: [range(0, 0)] }, { combine: 'any', negated: new Set(['a']) }),
      [0, 2, 4],
    ],
    ['a column that is not there', filterOf({ c: [range(0, 0)] }), [0, 1, 2, 3, 4]],
    ['no range left', filterOf({ a: [] }), [0, 1, 2, 3, 4]],
  ])('with %s', (_, filter, rows) => {
    expect([...filterRows(table, filter)]).toEqual(rows);
  });

  it.each<[string, FilterStep[], number[]]>([
    ['keep', [{ action: 'keep', filter: filterOf({ a: [range(1, 3)] }) }], [1, 2, 3]],
    ['exclude', [{ action: 'exclude', filter: filterOf({ a: [range(1, 3)] }) }], [0, 4]],
    [
      'keep, then exclude',
      [
        { action: 'keep', filter: filterOf({ a: [range(1, 3)] }) },
        { action: 'exclude', filter: filterOf({ b: [range(10, 10)] }) },
      ],
      [2],
    ],
  ])('after %s', (_, steps, rows) => {
    expect([...keptRows(table, steps)]).toEqual(rows);
    expect([...filterRows(table, filterOf({}), steps)]).toEqual(rows);
  });

  it('agrees with a row-by-row oracle', () => {
    const value = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constant(NaN));
    const extent = fc
      .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }), fc.boolean())
      .map(([one, other, nan]): Extent => ({
        kind: 'range',
        min: Math.min(one, other),
        max: Math.max(one, other),
        ...(nan ? { nan } : {}),
      }));
    const rows = fc.array(fc.tuple(value, value), { maxLength: 20 });
    const extents = fc.array(extent, { minLength: 1, maxLength: 3 });
    const turned = fc.subarray(['a', 'b']);
    fc.assert(
      fc.property(rows, extents, extents, turned, fc.boolean(), (cells, onA, onB, negated, any) => {
        const columns = [
          numbers(
            'a',
            cells.map(([x]) => x),
          ),
          numbers(
            'b',
            cells.map(([, y]) => y),
          ),
        ];
        const passes = (x: number, ranges: Extent[], name: string) =>
          ranges.some(
            (each) =>
              each.kind === 'range' && (Number.isNaN(x) ? each.nan === true : x >= each.min && x <= each.max),
          ) !== negated.includes(name);
        const expected = cells.flatMap(([x, y], row) => {
          const both = [passes(x, onA, 'a'), passes(y, onB, 'b')];
          return (any ? both.some(Boolean) : both.every(Boolean)) ? [row] : [];
        });
        const filter = filterOf(
          { a: onA, b: onB },
          { negated: new Set(negated), combine: any ? 'any' : 'all' },
        );
        expect([...filterRows(tableOf(...columns), filter)]).toEqual(expected);
      }),
    );
  });

  it('counts the given rows within a range', () => {
    expect(countTaken(a, [range(1, 3)], Uint32Array.of(0, 1, 3, 4))).toBe(2);
  });
});
