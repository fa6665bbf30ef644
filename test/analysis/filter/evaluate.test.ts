import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateFilter, parseFilter, printFilter } from '../../../analysis/index.ts';
import { createColumn, type RawCell, type Table } from '../../../history/index.ts';
import { holds, type Row } from './oracle.ts';
import { arbitraryFilter } from './trees.ts';

function tableOf(cells: Readonly<Record<string, readonly RawCell[]>>): Table {
  const columns = Object.entries(cells).map(([name, list]) =>
    createColumn({ name, role: 'parameter', direction: 'none' }, list),
  );
  const length = Object.values(cells)[0]!.length;
  return { length, columns, runIndex: new Uint32Array(length), recordIndex: new Int32Array(length) };
}

const runs = tableOf({
  lr: [0.001, 0.1, NaN, Infinity, -Infinity, null, undefined],
  act: ['relu', 'Tanh', 'gelu', 'relu', null, undefined, 'leaky relu'],
  best: [true, false, true, null, false, false, true],
  width: [8, '16', 'auto', 2, 1, null, '1e2'],
  'started at': [
    '2024-05-01',
    '2024-05-01T12:00:00Z',
    '2024-05-02',
    null,
    '2023-01-01',
    undefined,
    '2024-06-01',
  ],
});

function rowsOf(text: string): number[] {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const result = evaluateFilter(parsed.ast, runs);
  if (!result.ok) throw new Error(result.error.message);
  return Array.from(result.mask.entries()).flatMap(([row, passes]) => (passes === 1 ? [row] : []));
}

describe('evaluateFilter', () => {
  it.each([
    ['lr < 0.01', [0, 4]],
    ['not lr < 0.01', [1, 2, 3, 5, 6]],
    ['lr >= 0.1', [1, 3]],
    ['0.001 <= lr < 0.1', [0]],
    ['lr == 0.1', [1]],
    ['lr != 0.1', [0, 2, 3, 4, 5, 6]],
    ['lr == nan', []],
    ['lr is nan', [2]],
    ['lr is inf', [3]],
    ['lr is -inf', [4]],
    ['lr is missing', [5]],
    ['lr is not missing', [0, 1, 2, 3, 4, 6]],
    ['lr is not applicable', [6]],
    ['lr is applicable', [0, 1, 2, 3, 4, 5]],
    ['lr is finite', [0, 1]],
    ['log10(lr) + 1 is missing', [5]],
    ['log10(lr) > -2 and lr is finite', [1]],
    ['act == "relu"', [0, 3]],
    ['act == "Relu"', []],
    ['act in ("gelu", \'Tanh\')', [1, 2]],
    ['act not in ("gelu", "Tanh")', [0, 3, 4, 5, 6]],
    ['act contains "TAN"', [1]],
    ['act ends with "relu"', [0, 3, 6]],
    ['act starts with "relu"', [0, 3]],
    ['best', [0, 2, 6]],
    ['not best', [1, 3, 4, 5]],
    ['best == false', [1, 4, 5]],
    ['width > 7', [0, 1, 6]],
    ['width == 16', [1]],
    ['width * 2 == 16', [0]],
    ['`started at` >= "2024-05-01" and `started at` < "2024-05-02"', [0, 1]],
    ['`started at` == "2024-05-01T02:00+02:00"', [0]],
    ['lr < 0.01 and (act in ("relu", "gelu") or not lr >= 0.9)', [0, 4]],
    ['true', [0, 1, 2, 3, 4, 5, 6]],
    ['1 > 2', []],
  ])('finds the rows of %s', (text, rows) => {
    expect(rowsOf(text)).toEqual(rows);
  });

  it.each([
    ['lrr < 1', 'unknown column "lrr"; did you mean "lr"?', 'lrr'],
    ['lr < 1 and started > 2', 'unknown column "started"; did you mean "started at"?', 'started'],
    ['zzz is missing', 'unknown column "zzz"', 'zzz'],
    ['lr == "relu"', '"relu" is no number, and is compared with numbers', '"relu"'],
    ['lr in (1, true)', 'true is no number, and is compared with numbers', 'true'],
    ['act < "relu"', '"relu" is neither a number nor a date, and so has no order', '"relu"'],
    ['act + 1 > 2', 'column act holds text, which has no arithmetic', 'act'],
    ['lr contains "1"', 'column lr holds numbers, which have no text to search', 'lr'],
    ['act', 'column act is not true or false; compare it with a value', 'act'],
  ])('of %s says %s', (text, message, at) => {
    const parsed = parseFilter(text);
    const result = evaluateFilter(parsed.ok ? parsed.ast : expect.fail(text), runs);
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.error.message).toBe(message);
    expect(text.slice(result.error.start, result.error.end)).toBe(at);
  });

  it('evaluates tables of any length', () => {
    const table = tableOf({ x: Array.from({ length: 10_001 }, (_, row) => row) });
    const parsed = parseFilter('x % 2 == 1 and x + 1 > 5000');
    const result = evaluateFilter(parsed.ok ? parsed.ast : expect.fail(), table);
    const expected = Array.from({ length: 10_001 }, (_, row) => (row % 2 === 1 && row + 1 > 5000 ? 1 : 0));
    expect(result.ok && Array.from(result.mask)).toEqual(expected);
  });

  it('agrees with an evaluation row by row', () => {
    const absent = [null, undefined];
    const number = fc.oneof(
      fc.constantFrom(0, 1, 2, -3, 0.5, NaN, Infinity, -Infinity, ...absent),
      fc.double(),
    );
    const texts = [
      'relu',
      'Tanh',
      'true',
      '1',
      '0.50',
      '2024-05-01',
      '2024-05-01T00:00:00Z',
      '2024-06-01',
      '',
    ];
    const text = fc.constantFrom(...texts, ...absent);
    const mixed = fc.constantFrom('auto', '1', 2, 0.5, ...absent);
    const flag = fc.constantFrom(true, false, ...absent);
    const date = fc.constantFrom('2024-05-01', '2024-05-01T00:00:00Z', '2024-06-01', ...absent);
    const rows = fc.array(
      fc.record({ x: number, y: number, act: text, net: text, width: mixed, best: flag, at: date }),
      { minLength: 1, maxLength: 12 },
    );
    const names = fc.constantFrom('x', 'y', 'x', 'y', 'act', 'net', 'width', 'best', 'at');
    let compared = 0;
    fc.assert(
      fc.property(arbitraryFilter(names, fc.constantFrom(...texts)), rows, (filter, list) => {
        const columns = ['x', 'y', 'act', 'net', 'width', 'best', 'at'] as const;
        const table = tableOf(
          Object.fromEntries(columns.map((name) => [name, list.map((row) => row[name])])),
        );
        const result = evaluateFilter(filter, table);
        if (!result.ok) return;
        compared++;
        // In a column with any text, numbers and booleans are text as well.
        const cells = list.map((row): Row => {
          const entries = columns.map((name) => {
            const cell = row[name];
            const isText = table.columns.find((column) => column.name === name)!.kind === 'category';
            return [name, isText && cell !== null && cell !== undefined ? String(cell) : cell];
          });
          return Object.fromEntries(entries) as Row;
        });
        expect(Array.from(result.mask), printFilter(filter)).toEqual(
          cells.map((row) => (holds(filter, row) ? 1 : 0)),
        );
      }),
      { numRuns: 5000 },
    );
    // Filters that do not fit the columns have nothing to compare.
    expect(compared).toBeGreaterThan(500);
  });
});
