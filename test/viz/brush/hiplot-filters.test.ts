import { describe, expect, it } from 'vitest';
import { extentFromPixels } from '../../../viz/core/brush/brushing.ts';
import type { Extent } from '../../../viz/core/brush/extent.ts';
import { filterRows, noFilter } from '../../../viz/core/brush/filter.ts';
import { createGeometry } from '../../../viz/core/layout/geometry.ts';
import { LANES, type Lane } from '../../../viz/core/layout/lanes.ts';
import { columnOf, tableOf } from '../make.ts';

// Rows 0 to 9. There "2" and "inf" are texts among the numbers, and "" is a value.
const column = columnOf([1, 2, 3, 2, NaN, Infinity, -Infinity, null, null, undefined]);
const table = tableOf(column);
const range = (min: number, max: number, ...lanes: Lane[]): Extent => ({
  kind: 'range',
  min,
  max,
  ...Object.fromEntries(lanes.map((lane) => [lane, true])),
});

describe('filters compared with HiPlot', () => {
  it.each<{ filter: string; extents: Extent[]; not?: boolean; theirs: string; ours: number[] }>([
    { filter: '[1.5, 2.5]', extents: [range(1.5, 2.5)], theirs: '1 3', ours: [1, 3] },
    { filter: '[1, 2]', extents: [range(1, 2)], theirs: '0 1 3', ours: [0, 1, 3] },
    {
      filter: '[1, 2] and what is special',
      extents: [range(1, 2, ...LANES)],
      theirs: '0 1 3 4 5 6 7 8, never missing',
      ours: [0, 1, 3, 4, 5, 6, 7, 8, 9],
    },
    {
      filter: '[1, 2] and NaN alone',
      extents: [range(1, 2, 'nan')],
      theirs: 'cannot be said',
      ours: [0, 1, 3, 4],
    },
    // There −Infinity passes, being at least −Infinity; here it has a lane, which the range does not name.
    { filter: '[−∞, 5]', extents: [range(-Infinity, 5)], theirs: '0 1 2 3 6', ours: [0, 1, 2, 3] },
    {
      filter: 'not [1, 2]',
      extents: [range(1, 2)],
      not: true,
      theirs: '2 4 5 6 7 8 9',
      ours: [2, 4, 5, 6, 7, 8, 9],
    },
    {
      filter: 'not applicable',
      extents: [{ kind: 'lanes', notApplicable: true }],
      theirs: 'cannot be said',
      ours: [9],
    },
    { filter: 'nothing', extents: [], theirs: 'every row', ours: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
  ])('$filter (HiPlot: $theirs)', ({ extents, not = false, ours }) => {
    const filter = { ...noFilter, brushes: new Map([['x', extents]]), negated: new Set(not ? ['x'] : []) };
    expect([...filterRows(table, filter)]).toEqual(ours);
  });
});

describe('brushes in pixels compared with HiPlot', () => {
  const axisOf = (cells: Parameters<typeof columnOf>[0], type?: 'log', inverted = false) => {
    const only = columnOf(cells);
    const { axes } = createGeometry({
      width: 300,
      height: 448,
      columns: [only],
      scales: new Map(type ? [['x', type]] : []),
      inverted: new Set(inverted ? ['x'] : []),
    });
    return axes[0]!;
  };
  const height = 400;
  const taken = (
    cells: Parameters<typeof columnOf>[0],
    pixels: readonly [number, number],
    type?: 'log',
    inverted = false,
  ) => {
    const axis = axisOf(cells, type, inverted);
    const scale = axis.scale.height / height;
    const extent = extentFromPixels(axis, [pixels[0] * scale, pixels[1] * scale]);
    return [...filterRows(tableOf(axis.column), { ...noFilter, brushes: new Map([['x', [extent]]]) })];
  };
  const letters = ['a', 'b', 'c', 'd', 'e'];

  it.each<[string, readonly [number, number], string, number[]]>([
    ['the whole axis', [0, 400], 'a–e', [0, 1, 2, 3, 4]],
    ['[0, 100]', [0, 100], 'd, e', [4]],
    ['[0, 130]', [0, 130], 'd, e', [3, 4]],
    ['between two names', [101, 119], 'nothing', [3]],
    ['[350, 400]', [350, 400], 'a', [0]],
  ])('%s of the letters a to e: %s there %s', (_, pixels, _theirs, rows) => {
    expect(taken(letters, pixels)).toEqual(rows);
  });

  it('reach both ends of an axis, of a log axis too (wandb#2006), and negative ones (there −5 is lost)', () => {
    expect(taken([-10, -5, NaN], [0, 400])).toEqual([0, 1]);
    const rates = [1e-5, 3e-4, 0.1, 7];
    for (const inverted of [false, true]) {
      expect(taken(rates, [0, 400], 'log', inverted)).toEqual([0, 1, 2, 3]);
      expect(taken(rates, [0, 40], 'log', inverted)).toEqual([inverted ? 0 : 3]);
      expect(taken(rates, [360, 400], 'log', inverted)).toEqual([inverted ? 3 : 0]);
    }
  });
});
