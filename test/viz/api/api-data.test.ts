import { describe, expect, it } from 'vitest';
import { MISSING, NOT_APPLICABLE, PRESENT } from '../../../history/index.ts';
import { readData } from '../../../viz/api/data/data.ts';
import { inferScale } from '../../../viz/core/scale/scale-types.ts';
import type { ArrowTable, PlotCell, PlotData } from '../../../viz/index.ts';

const columnsOf = (data: PlotData) => readData(data).columns;

/** What Apache Arrow's `Table` offers, with the identifiers of types. */
function arrowTable(
  columns: Readonly<Record<string, readonly unknown[]>>,
  typeIds: Readonly<Record<string, number>> = {},
): ArrowTable {
  const names = Object.keys(columns);
  return {
    numRows: columns[names[0]!]!.length,
    schema: { fields: names.map((name) => ({ name, type: { typeId: typeIds[name] ?? 3 } })) },
    getChild: (name) => ({ length: columns[name]!.length, get: (row) => columns[name]![row] }),
  };
}

describe('readData', () => {
  it('distinguishes missing, not applicable, NaN and the infinities', () => {
    const [column] = columnsOf({ loss: [1, null, undefined, NaN, Infinity, -Infinity] });
    expect(column).toMatchObject({ name: 'loss', kind: 'number', role: 'metric', direction: 'none' });
    expect([...column!.absence!]).toEqual([PRESENT, MISSING, NOT_APPLICABLE, PRESENT, PRESENT, PRESENT]);
    expect(column!.kind === 'number' && [...column!.values.slice(3)]).toEqual([NaN, Infinity, -Infinity]);
  });

  it('uses a Float64Array without copying, and converts other typed arrays to numbers', () => {
    const doubles = Float64Array.of(1, NaN);
    const [first, second, third] = columnsOf({
      doubles,
      bytes: Uint8Array.of(3, 4),
      longs: BigInt64Array.of(5n, -6n),
    });
    expect(first).toHaveProperty('values', doubles);
    expect(second).toHaveProperty('values', Float64Array.of(3, 4));
    expect(third).toHaveProperty('values', Float64Array.of(5, -6));
  });

  it.each([
    ['words', ['b', 'a', 'b'], ['b', 'a']],
    ['truth', [true, false, true], ['false', 'true']],
    ['HTML, as text', ['<img src=x onerror=alert(1)>', '&', '1'], ['1', '<img src=x onerror=alert(1)>', '&']],
  ])('converts %s to categories', (_, values, categories) => {
    expect(columnsOf({ values })[0]).toMatchObject({ kind: 'category', categories });
  });

  it('detects columns of dates', () => {
    const day = new Date('1969-07-20');
    const columns = columnsOf({ when: [day, null, day], mixed: [day, 1, 2], empty: [null, null, null] });
    expect(columns.map((column) => inferScale(column) === 'time')).toEqual([true, false, false]);
    expect(columns[0]).toMatchObject({ kind: 'number', values: { 0: day.getTime() } });
  });

  it('keeps the order of a list, whatever the names', () => {
    const names = ['z', '2', '__proto__', '10', ''];
    expect(columnsOf(names.map((name) => ({ name, values: [1] }))).map(({ name }) => name)).toEqual(names);
  });

  it('converts a column of identities to categories, including numbers', () => {
    const [column] = columnsOf([{ name: 'uid', values: Float64Array.of(7, 8), role: 'identity' }]);
    expect(column).toMatchObject({ kind: 'category', categories: ['7', '8'] });
  });

  it.each<[string, PlotData]>([
    ['rows as objects', [{ lr: 0.1, net: 'a' }, { lr: null }, { net: 'b', lr: NaN }]],
    ['an iterator of rows', new Set([{ lr: 0.1, net: 'a' }, { lr: null }, { net: 'b', lr: NaN }]).values()],
    [
      'a map of columns',
      new Map<string, PlotCell[]>([
        ['lr', [0.1, null, NaN]],
        ['net', ['a', undefined, 'b']],
      ]),
    ],
    ['a table of Arrow', arrowTable({ lr: [0.1, null, NaN], net: ['a', undefined, 'b'] })],
  ])('reads %s like columns', (_, data) => {
    expect(readData(data)).toEqual(readData({ lr: [0.1, null, NaN], net: ['a', undefined, 'b'] }));
  });

  it('takes objects with cells called name and values as rows', () => {
    expect(columnsOf([{ name: 'a', values: 3 }]).map(({ name }) => name)).toEqual(['name', 'values']);
  });

  it('reads dates, 64-bit integers and numbers without missing cells of Arrow', () => {
    const numbers = Float64Array.of(1, 2);
    const table = arrowTable({ when: [0, 86_400_000], count: [1n, 2n], loss: [1, 2] }, { when: 8 });
    const child = table.getChild('loss')!;
    const withNumbers = {
      ...table,
      getChild: (name: string) =>
        name === 'loss' ? { ...child, nullCount: 0, toArray: () => numbers } : table.getChild(name),
    };
    const [when, count, loss] = columnsOf(withNumbers);
    expect(inferScale(when!)).toBe('time');
    expect(count).toHaveProperty('values', Float64Array.of(1, 2));
    expect(loss!.kind === 'number' && loss!.values).toBe(numbers);
  });

  it('returns a table unchanged', () => {
    const table = readData({ a: [1] });
    expect(readData(table)).toBe(table);
  });

  it.each<[string, unknown, string]>([
    ['another length', { a: [1, 2], b: [1] }, 'column "b": expected 2 rows as in the columns before, got 1'],
    [
      'one name twice',
      [
        { name: 'a', values: [1] },
        { name: 'a', values: [2] },
      ],
      'two columns are called "a"',
    ],
    ['a column that is none', { a: 3 }, 'column "a": expected a list of cells, got 3'],
    ['text for a column', { a: 'abc' }, 'column "a": expected a list of cells, got abc'],
    ['a name that is none', [{ name: 1, values: [] }], 'name of a column: expected text, got 1'],
    [
      'a cell that is none',
      { a: [1, { b: 2 }] },
      'column "a", row 1: expected a number, text, true, false, a date, null or undefined, got {"b":2}',
    ],
    ['a row that is none', [{ a: 1 }, 5], 'row 1: expected an object with a cell for each column, got 5'],
    ['nothing', null, 'data of the plot: expected columns or a table, got null'],
  ])('rejects %s with the name of the column', (_, data, message) => {
    expect(() => readData(data as PlotData)).toThrow(message);
  });
});
