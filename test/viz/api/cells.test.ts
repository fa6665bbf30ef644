import { describe, expect, it } from 'vitest';
import { columnsOfJson, type JsonCell } from '../../../viz/api/data/cells.ts';
import type { PlotCell } from '../../../viz/api/types.ts';

describe('columnsOfJson', () => {
  it.each<[JsonCell, PlotCell]>([
    [1.5, 1.5],
    [0, 0],
    ['NaN', 'NaN'],
    ['', ''],
    [true, true],
    [null, null],
    [[], undefined],
    [['NaN'], NaN],
    [['Infinity'], Infinity],
    [['-Infinity'], -Infinity],
    [[0], new Date(0)],
  ])('reads %j as %s', (cell, expected) => {
    expect(columnsOfJson([{ name: 'a', role: 'flag', values: [cell] }])).toEqual([
      { name: 'a', role: 'flag', values: [expected] },
    ]);
  });

  it('throws an error with the cell for a list that is no cell', () => {
    expect(() => columnsOfJson([{ name: 'a', values: [['nan']] }])).toThrow(
      'cell of the plot: expected a cell as JSON, got ["nan"]',
    );
  });
});
