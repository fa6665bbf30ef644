import { describe, expect, it } from 'vitest';
import { createColumn, type Table } from '../../../history/index.ts';
import { cellTexts, formatMean } from '../../../src/shared/table-text/cell-text.ts';

describe('a mean with its standard deviation', () => {
  it.each([
    [0.9731, 0.0042, '0.973 ± 0.004'],
    [0.9731, 0.0142, '0.973 ± 0.014'],
    [0.9731, 0.0096, '0.973 ± 0.010'],
    [0.9731, 0.00096, '0.9731 ± 0.0010'],
    [1234.5678, 31.2, '1235 ± 31'],
    [12.3, 1.04, '12.3 ± 1.0'],
    [-0.25, 0.03, '−0.25 ± 0.03'],
    [-0.0001, 0.3, '0.0 ± 0.3'],
    [0.5, 0, '0.5 ± 0'],
    [0.5, 0.0000212, '0.5 ± 2.1e−5'],
  ])('%d and %d', (mean, sd, expected) => {
    expect(formatMean(mean, sd)).toBe(expected);
  });
});

describe('the texts of a column', () => {
  const texts = (cells: readonly (number | null)[]) => {
    const column = createColumn({ name: 'x', role: 'metric', direction: 'none' }, cells);
    const table: Table = {
      length: cells.length,
      columns: [column],
      runIndex: new Uint32Array(cells.length),
      recordIndex: new Int32Array(cells.length),
    };
    return cellTexts(table, column);
  };

  it('align decimal points', () => {
    const { text, padding } = texts([0.125, 3, 2.5, -7.25, null, NaN, 1e-9]);
    const shown = [0, 1, 2, 3, 4, 5, 6].map((row) => [text(row), padding(text(row))]);
    expect(shown).toEqual([
      ['0.125', ''],
      ['3', '.000'],
      ['2.5', '00'],
      ['−7.25', '0'],
      ['missing', ''],
      ['NaN', ''],
      ['1e−9', ''],
    ]);
  });

  it('leave whole numbers as they are', () => {
    const { text, padding } = texts([1, 20, 300]);
    expect([text(1), padding(text(1))]).toEqual(['20', '']);
  });

  it('have the exact number as a title where they are rounded', () => {
    const { title } = texts([0.125, -0.123456789, NaN, 1 / 3]);
    expect([0, 1, 2, 3].map(title)).toEqual([undefined, '−0.123456789', undefined, '0.3333333333333333']);
  });
});
