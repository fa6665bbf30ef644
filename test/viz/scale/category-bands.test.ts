import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extentFromPixels, pixelsFromExtent } from '../../../viz/core/brush/brushing.ts';
import { createPositions } from '../../../viz/core/layout/positions.ts';
import { bandMiddle, categoryAt, categoryBands } from '../../../viz/core/scale/category-bands.ts';
import {
  categoryBoxes,
  createAxisScale,
  invertY,
  scaleY,
  withBands,
} from '../../../viz/core/scale/scales.ts';
import { axisTicks } from '../../../viz/core/scale/ticks.ts';
import { columnOf } from '../make.ts';

const counts = fc
  .array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 200 })
  .map((all) => Uint32Array.from(all));

function axisOf(cells: readonly (string | null)[], inverted = false) {
  const column = columnOf(cells);
  const scale = withBands(createAxisScale(column, 'category', 400, inverted), column);
  const laneY = new Map([['missing', 420] as const]);
  return { column, scale, laneY, positions: createPositions(column, scale, laneY) };
}

/** 30 rows of a, 10 of b, 20 of c, and 4 without a value. */
const mixed = Array.from({ length: 64 }, (_, row) => {
  const place = (row * 7) % 64;
  return place < 30 ? 'a' : place < 40 ? 'b' : place < 60 ? 'c' : null;
});

describe('bands of categories', () => {
  it('fill the axis, with boxes proportional to counts within', () => {
    fc.assert(
      fc.property(counts, (all) => {
        const { edges, boxes } = categoryBands(all);
        expect(edges[0]).toBe(0);
        expect(edges.at(-1)).toBeCloseTo(1, 9);
        for (const [index, box] of boxes.entries()) {
          expect(box / boxes[0]!).toBeCloseTo(all[index]! / all[0]!, 6);
          expect(edges[index + 1]! - edges[index]!).toBeGreaterThan(box);
        }
      }),
    );
  });

  it('are found by their middle', () => {
    fc.assert(
      fc.property(counts, (all) => {
        const bands = categoryBands(all);
        for (let index = 0; index < all.length; index++) {
          expect(categoryAt(bands, bandMiddle(bands, index))).toBe(index);
        }
      }),
    );
  });

  it('of single rows are equally spaced', () => {
    const bands = categoryBands(new Uint32Array(4).fill(1));
    for (const index of [0, 1, 2, 3]) expect(bandMiddle(bands, index)).toBeCloseTo((index + 0.5) / 4, 9);
  });
});

describe.each([false, true])('a category axis (inverted: %s)', (inverted) => {
  const { column, scale, laneY, positions } = axisOf(mixed, inverted);

  it('spreads the lines of each category evenly within its box', () => {
    for (const [code, { y, height }] of categoryBoxes(scale).entries()) {
      const own = [...positions].filter((_, row) => mixed[row] === 'abc'.charAt(code)).sort((a, b) => a - b);
      const step = height / own.length;
      for (const [at, place] of own.entries()) expect(place).toBeCloseTo(y + (at + 0.5) * step, 3);
    }
    expect([...positions].filter((y) => y === 420)).toHaveLength(4);
  });

  it.each(['a', 'b', 'c'])('finds %s at every place of its lines', (name) => {
    for (const [row, y] of positions.entries()) {
      if (mixed[row] === name) expect(invertY(scale, y)).toBe('abc'.indexOf(name));
    }
  });

  it.each([[['a']], [['b']], [['c']], [['b', 'c']], [['a', 'b', 'c']]])(
    'shows a range of %o that selects it again',
    (names) => {
      const axis = { column, scale, laneY };
      const pixels = pixelsFromExtent(axis, { kind: 'categories', values: new Set(names) })!;
      expect(extentFromPixels(axis, pixels)).toMatchObject({ values: new Set(names) });
      for (const name of names) {
        const { y, height } = categoryBoxes(scale)['abc'.indexOf(name)]!;
        expect(pixels[0]).toBeLessThan(y);
        expect(pixels[1]).toBeGreaterThan(y + height);
      }
    },
  );
});

describe('the labels of bands', () => {
  it('of many categories are those with the most rows, and do not touch', () => {
    const cells = Array.from({ length: 200 }, (_, at) =>
      Array<string>(at === 77 ? 400 : 3).fill(`c${String(at)}`),
    );
    const { scale } = axisOf(cells.flat());
    const labelled = axisTicks(scale, false).filter(({ label }) => label !== '');
    expect(labelled.map(({ label }) => label)).toContain('c77');
    const places = labelled.map(({ y }) => y).sort((a, b) => a - b);
    expect(Math.min(...places.slice(1).map((y, at) => y - places[at]!))).toBeGreaterThanOrEqual(13);
    expect(labelled.length).toBeGreaterThan(8);
  });

  it('of a few are all of them', () => {
    const { scale } = axisOf(mixed);
    expect(axisTicks(scale, false).map(({ label, y }) => [label, y])).toEqual(
      ['a', 'b', 'c'].map((label, code) => [label, scaleY(scale, code)]),
    );
  });
});
