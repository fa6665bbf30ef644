import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnWindow } from '../../../src/page/table/columns/column-widths.ts';

const anyWidths = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 200 });

/** Ends of columns with these widths. */
function endsOf(widths: readonly number[]): number[] {
  let end = 0;
  return widths.map((width) => (end += width));
}

describe('a window over columns', () => {
  it('holds every column that it touches, and its sides fill the rest', () => {
    fc.assert(
      fc.property(
        anyWidths,
        fc.integer({ min: -500, max: 5000 }),
        fc.integer({ min: 0, max: 3000 }),
        (widths, from, width) => {
          const ends = endsOf(widths);
          const { first, last, before, after } = columnWindow(ends, from, width);
          const shown = widths.slice(first, last).reduce((sum, each) => sum + each, 0);
          expect(before + shown + after).toBe(ends.at(-1) ?? 0);
          for (const [i, end] of ends.entries()) {
            const isTouched = end > from && end - widths[i]! < from + width;
            if (isTouched) expect([first <= i, i < last]).toEqual([true, true]);
          }
        },
      ),
    );
  });

  it.each([
    ['the first', 0, 100, { first: 0, last: 2, before: 0, after: 200 }],
    ['in the middle', 150, 100, { first: 1, last: 3, before: 100, after: 100 }],
    ['the end', 350, 100, { first: 3, last: 4, before: 300, after: 0 }],
  ])('at %s of four of 100 pixels', (_, from, width, expected) => {
    expect(columnWindow([100, 200, 300, 400], from, width)).toEqual(expected);
  });
});
