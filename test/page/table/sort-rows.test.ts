import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createColumn, type Column, type RawCell } from '../../../history/index.ts';
import { sortRows, type SortColumn } from '../../../src/page/table/sort/sort-rows.ts';

const columnOf = (cells: readonly RawCell[], role: 'metric' | 'identity' = 'metric'): Column =>
  createColumn({ name: 'x', role, direction: 'none' }, cells);

/** Compares two rows by definition: numbers or words, then NaN, then missing, then not applicable. */
function compareNaively({ column, descending }: SortColumn, a: number, b: number): number {
  const group = (row: number) => {
    const absence = column.absence?.[row] ?? 0;
    if (absence > 0) return absence + 1;
    return column.kind === 'number' && Number.isNaN(column.values[row]) ? 1 : 0;
  };
  if (group(a) !== group(b) || group(a) > 0) return group(a) - group(b);
  const order =
    column.kind === 'number'
      ? Number(column.values[a]! > column.values[b]!) - Number(column.values[a]! < column.values[b]!)
      : column.categories[column.codes[a]!]!.localeCompare(column.categories[column.codes[b]!]!, 'en', {
          numeric: true,
        });
  return descending ? -order : order;
}

function sortNaively(rows: Uint32Array, keys: readonly SortColumn[]): number[] {
  return [...rows].sort((a, b) => keys.map((key) => compareNaively(key, a, b)).find((x) => x !== 0) ?? 0);
}

const absent = fc.constantFrom(null, undefined);
const number = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 1, -1, 5e-324, -5e-324),
  fc.integer({ min: -3, max: 3 }),
);
const numbers = fc.oneof({ weight: 6, arbitrary: number }, { weight: 1, arbitrary: absent });
const word = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.nat(200).map((n) => `run ${String(n)}`),
  fc.constantFrom('a', 'A', 'á', 'a1', 'a01', 'a10', 'A2', '1.5', '1.10', ''),
);
const words = fc.oneof({ weight: 6, arbitrary: word }, { weight: 1, arbitrary: absent });
const numbered = fc.tuple(fc.constantFrom('run ', 'p', ''), fc.array(fc.tuple(fc.nat(300), fc.boolean())));

const sortCase = fc.nat(40).chain((length) =>
  fc.record({
    rows: fc.shuffledSubarray(Array.from({ length }, (_, row) => row)).map((rows) => Uint32Array.from(rows)),
    keys: fc.array(
      fc.record({
        column: fc.oneof(
          fc.array(numbers, { minLength: length, maxLength: length }).map((cells) => columnOf(cells)),
          fc
            .array(words, { minLength: length, maxLength: length })
            .map((cells) => columnOf(cells, 'identity')),
        ),
        descending: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
  }),
);

describe('sorting rows', () => {
  it('equals a stable sort by comparison', () => {
    fc.assert(
      fc.property(sortCase, ({ rows, keys }) => {
        const before = rows.slice();
        expect([...sortRows(rows, keys)]).toEqual(sortNaively(rows, keys));
        expect(rows).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  it('equals a stable sort by comparison for numbered names', () => {
    fc.assert(
      fc.property(numbered, fc.boolean(), ([stem, parts], descending) => {
        const cells = parts.map(([n, isPadded]) => stem + String(n).padStart(isPadded ? 4 : 0, '0'));
        const rows = Uint32Array.from(cells, (_, row) => row);
        const keys = [{ column: columnOf(cells, 'identity'), descending }];
        expect([...sortRows(rows, keys)]).toEqual(sortNaively(rows, keys));
      }),
    );
  });

  it('equals a stable sort by comparison for many numbers, also close together', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(30, 500, 12_000),
        fc.constantFrom(1, 1e-6, 1e-12),
        fc.integer(),
        fc.boolean(),
        (length, spread, seed, descending) => {
          let state = Math.abs(seed % 2_147_483_646) + 1;
          const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
          const column = columnOf(Array.from({ length }, () => 0.7 + spread * random()));
          const groups = columnOf(Array.from({ length }, () => Math.floor(3 * random())));
          const rows = Uint32Array.from({ length }, (_, row) => row);
          for (const keys of [
            [{ column, descending }],
            [
              { column: groups, descending },
              { column, descending: !descending },
            ],
          ]) {
            expect(sortRows(rows, keys)).toEqual(Uint32Array.from(sortNaively(rows, keys)));
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it.each([
    ['ascending', false, [-Infinity, -2, -0, 0, 1e-300, 3, Infinity, NaN, null, undefined]],
    ['descending', true, [Infinity, 3, 1e-300, -0, 0, -2, -Infinity, NaN, null, undefined]],
  ])('places values that are not finite or absent: %s', (_, descending, expected) => {
    const cells = [undefined, NaN, 3, -0, Infinity, null, 0, -2, -Infinity, 1e-300];
    const rows = Uint32Array.from(cells, (__, row) => row);
    const sorted = sortRows(rows, [{ column: columnOf(cells), descending }]);
    expect(Array.from(sorted, (row) => cells[row])).toEqual(expected);
  });
});
