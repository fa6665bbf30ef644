import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differencesOf } from '../../../analysis/index.ts';
import { createColumn, type Direction, type RawCell } from '../../../history/index.ts';

/** `null` is missing, `undefined` does not apply. */
const metric = (cells: readonly RawCell[], direction: Direction = 'max', name = 'acc') =>
  createColumn({ name, role: 'metric', direction }, cells);
const compare = (cells: readonly RawCell[], direction?: Direction) =>
  differencesOf({ columns: [metric(cells, direction)], rows: cells.map((_, row) => row), baseline: 0 });

describe('the differences of rows', () => {
  it.each<[string, Direction, RawCell, RawCell, object]>([
    ['a higher score', 'max', 0.5, 0.75, { absolute: 0.25, relative: 0.5, outcome: 'better' }],
    ['a lower score', 'max', 0.5, 0.25, { absolute: -0.25, relative: -0.5, outcome: 'worse' }],
    ['a lower loss', 'min', 0.5, 0.25, { absolute: -0.25, relative: -0.5, outcome: 'better' }],
    ['a loss below a negative one', 'min', -2, -3, { absolute: -1, relative: -0.5, outcome: 'better' }],
    ['a number without a direction', 'none', 1, 2, { absolute: 1, relative: 1, outcome: 'unknown' }],
    ['a baseline of 0', 'max', 0, 2, { absolute: 2, relative: null, outcome: 'better' }],
    ['a loss that overflowed', 'min', 1, Infinity, { absolute: null, relative: null, outcome: 'worse' }],
    ['a score against −Infinity', 'max', -Infinity, 1, { absolute: null, relative: null, outcome: 'better' }],
    ['NaN', 'min', 1, NaN, { absolute: null, relative: null, outcome: 'unknown' }],
    ['a missing value', 'min', 1, null, { absolute: null, relative: null, outcome: 'unknown' }],
    ['a value against one that does not apply', 'min', undefined, 1, { absolute: null, outcome: 'unknown' }],
    ['a word', 'none', 'relu', 'tanh', { absolute: null, relative: null, outcome: 'unknown' }],
  ])('%s', (_, direction, baseline, value, delta) => {
    const { differing, equal } = compare([baseline, value], direction);
    expect(equal).toEqual([]);
    expect(differing[0]!.deltas).toEqual([null, expect.objectContaining(delta)]);
  });

  it.each<[string, RawCell[]]>([
    ['the same number', [1, 1, 1]],
    ['0 and −0', [0, -0]],
    ['NaN', [NaN, NaN]],
    ['Infinity', [Infinity, Infinity]],
    ['the same word', ['a', 'a']],
    ['missing', [null, null]],
    ['not applicable', [undefined, undefined]],
  ])('leave out %s in every row', (_, cells) => {
    const { differing, equal } = compare(cells);
    expect(differing).toEqual([]);
    expect(equal.map(({ name }) => name)).toEqual(['acc']);
  });

  it.each<[string, RawCell[]]>([
    ['NaN and missing', [NaN, null]],
    ['missing and not applicable', [null, undefined]],
    ['the infinities', [Infinity, -Infinity]],
    ['numbers that differ in the last digit', [0.1 + 0.2, 0.3]],
  ])('keep %s apart', (_, cells) => {
    expect(compare(cells).differing).toHaveLength(1);
  });

  it('say that a row is equal to the baseline though others differ', () => {
    expect(compare([1, 1, 2]).differing[0]!.deltas).toEqual([
      null,
      { absolute: 0, relative: 0, outcome: 'equal' },
      { absolute: 1, relative: 1, outcome: 'better' },
    ]);
  });

  it('change from better to worse with the baseline, and each column is either differing or equal', () => {
    const cell = fc.oneof(
      fc.double(),
      fc.constantFrom(null, undefined, 'word'),
      fc.integer({ max: 2, min: 0 }),
    );
    const opposite = { better: 'worse', worse: 'better', equal: 'equal', unknown: 'unknown' } as const;
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 6 }), (cells) => {
        const columns = cells.map((pair, at) => metric(pair, at % 2 === 0 ? 'min' : 'max', `m${String(at)}`));
        const forth = differencesOf({ columns, rows: [0, 1], baseline: 0 });
        const back = differencesOf({ columns, rows: [0, 1], baseline: 1 });
        const names = [...forth.differing.map(({ column }) => column), ...forth.equal].map(
          ({ name }) => name,
        );
        expect(names.sort()).toEqual(columns.map(({ name }) => name).sort());
        expect(back.differing.map(({ deltas }) => deltas[0]!.outcome)).toEqual(
          forth.differing.map(({ deltas }) => opposite[deltas[1]!.outcome]),
        );
      }),
    );
  });
});
