import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  evaluateFilter,
  fromBrushes,
  parseFilter,
  printFilter,
  toBrushes,
  type Brushes,
  type Condition,
} from '../../../analysis/index.ts';
import { createColumn, type RawCell, type Table } from '../../../history/index.ts';
import { filterRows, type Filter } from '../../../viz/core/brush/filter.ts';
import { arbitraryFilter, withoutPlaces } from './trees.ts';

const cells: Readonly<Record<string, readonly RawCell[]>> = {
  lr: [0.001, 0.01, 0.1, 0.5, NaN, Infinity, -Infinity, null, undefined, -1],
  acc: [0.9, 0.95, 0, -0, 1, 2, null, null, undefined, NaN],
  act: ['relu', 'tanh', 'gelu', 'relu', null, undefined, 'tanh', '', 'relu', 'true'],
  best: [true, false, true, null, false, false, true, undefined, true, false],
  at: [
    '2024-05-01',
    '2024-05-02',
    '2024-05-01T12:00:00Z',
    null,
    '2023-01-01',
    undefined,
    '2024-06-01',
    '2024-05-01T00:00:00.500Z',
    '2024-05-01',
    '2024-05-02',
  ],
};

const table: Table = {
  length: 10,
  columns: Object.entries(cells).map(([name, list]) =>
    createColumn({ name, role: 'parameter', direction: 'none' }, list),
  ),
  runIndex: new Uint32Array(10),
  recordIndex: new Int32Array(10),
};

function parsed(text: string): Condition {
  const result = parseFilter(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  return withoutPlaces(result.ast);
}

function rowsOf(filter: Condition): number[] {
  const result = evaluateFilter(filter, table);
  if (!result.ok) throw new Error(result.error.message);
  return Array.from(result.mask.entries()).flatMap(([row, passes]) => (passes === 1 ? [row] : []));
}

/** What the plot selects by these brushes. */
function brushed(brushes: Brushes): number[] {
  const filter: Filter = { ...brushes, angles: [], condition: '' };
  return [...filterRows(table, filter)];
}

describe('brushes', () => {
  it.each([
    'lr < 0.01',
    'lr <= 0.01',
    'lr > 0',
    'lr < 0',
    '0.1 <= lr < 0.5',
    '-inf < lr <= 0.5',
    'lr is finite',
    'lr is inf',
    'lr == 0.1',
    'lr != 0.1',
    'lr in (0.1, 0.5)',
    'lr is missing',
    'lr is not missing',
    '0.001 <= lr <= 0.1 or lr is nan',
    'lr < 0.01 or lr >= 0.5',
    'not 0.001 < lr < 0.1',
    'act == "relu"',
    'act != "relu"',
    'act in ("relu", "gelu")',
    'act not in ("relu", "gelu")',
    'act == "relu" or act is missing',
    'best == true',
    'at >= "2024-05-01"',
    '"2024-05-01" < at <= "2024-05-01T12:00Z"',
    'at == "2024-05-01T00:00:00.500Z"',
    'lr < 0.01 and acc > 0.9',
    'lr < 0.01 and act in ("relu", "gelu") and 0.5 < acc <= 1 and at < "2024-06-01"',
    'lr < 0.01 or act == "relu"',
  ])('%s goes to brushes and back', (text) => {
    const filter = parsed(text);
    const translation = toBrushes(filter, table.columns);
    expect(translation.rest).toBeNull();
    expect(brushed(translation)).toEqual(rowsOf(filter));
    expect(printFilter(fromBrushes(translation, table.columns)!)).toBe(text);
  });

  it.each([
    ['lr < 0.01 and log(acc) > 1 and act == "relu"', 'lr < 0.01 and act == "relu"', 'log(acc) > 1'],
    ['lr < acc', null, 'lr < acc'],
    ['acc >= 0.9 and (lr < 1 or act == "relu")', 'acc >= 0.9', 'lr < 1 or act == "relu"'],
    ['lr > 0.01 and lr <= 0.5', '0.01 < lr <= 0.5', null],
    ['0.01 < lr and not lr == 0.5', 'lr > 0.01', 'not lr == 0.5'],
    ['lr != 0.1 and lr != 0.5', 'lr not in (0.1, 0.5)', null],
    ['lr < 0 and lr > 1', 'lr < 0', 'lr > 1'],
    ['act contains "re"', null, 'act contains "re"'],
    ['best', 'best == true', null],
    ['lr == nan', null, 'lr == nan'],
  ])('%s becomes the brushes %s and the rest %s', (text, brushes, rest) => {
    const translation = toBrushes(parsed(text), table.columns);
    const back = fromBrushes(translation, table.columns);
    expect(back === null ? null : printFilter(back)).toBe(brushes);
    expect(translation.rest === null ? null : printFilter(translation.rest)).toBe(rest);
  });

  it('writes any bounds of a brush exactly', () => {
    const bound = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 });
    fc.assert(
      fc.property(bound, bound, (one, other) => {
        const [min, max] = [Math.min(one, other) + 0, Math.max(one, other) + 0];
        const brushes = new Map([['lr', [{ kind: 'range' as const, min, max }]]]);
        const filter = fromBrushes({ brushes, negated: new Set(), combine: 'all' }, table.columns)!;
        expect(toBrushes(parsed(printFilter(filter)), table.columns).brushes).toEqual(brushes);
      }),
    );
  });

  it('takes a conjunction of ranges to brushes and back unchanged', () => {
    const number = fc.integer({ min: -999_999, max: 999_999 }).map((value) => value / 1000);
    const range = (name: string) =>
      fc.oneof(
        fc
          .record({
            low: number,
            high: number,
            from: fc.constantFrom('<', '<='),
            to: fc.constantFrom('<', '<='),
          })
          .filter(({ low, high }) => low < high)
          .map(({ low, high, from, to }) => `${low} ${from} ${name} ${to} ${high}`),
        fc
          .record({ operator: fc.constantFrom('<', '<=', '>', '>=', '==', '!='), value: number })
          .map(({ operator, value }) => `${name} ${operator} ${value}`),
      );
    fc.assert(
      fc.property(fc.tuple(range('lr'), range('acc')), fc.boolean(), ([one, other], both) => {
        const filter = parsed(both ? `${one} and ${other}` : one);
        const translation = toBrushes(filter, table.columns);
        expect(translation.rest).toBeNull();
        expect(fromBrushes(translation, table.columns)).toEqual(filter);
      }),
    );
  });

  it('select with the rest what the filter does', () => {
    const names = fc.constantFrom(...Object.keys(cells));
    const texts = fc.constantFrom('relu', 'tanh', 'true', '2024-05-01', '0.1');
    fc.assert(
      fc.property(arbitraryFilter(names, texts), (filter) => {
        const result = evaluateFilter(filter, table);
        if (!result.ok) return;
        const translation = toBrushes(filter, table.columns);
        const rest = new Set(translation.rest === null ? table.recordIndex.keys() : rowsOf(translation.rest));
        const rows = brushed(translation).filter((row) => rest.has(row));
        expect(rows, printFilter(filter)).toEqual(rowsOf(filter));
        const back = fromBrushes(translation, table.columns);
        if (back !== null) expect(rowsOf(back), printFilter(filter)).toEqual(brushed(translation));
      }),
      { numRuns: 5000 },
    );
  });
});
