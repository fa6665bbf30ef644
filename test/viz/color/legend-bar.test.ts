import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Legend } from '../../../viz/core/color/color.ts';
import { legendBar } from '../../../viz/core/color/legend-ticks.ts';

const PER_LETTER = 6;
const widthOf = (text: string) => text.length * PER_LETTER;

function barOf(...ticks: readonly [at: number, label: string][]) {
  const legend: Legend & { kind: 'sequential' } = {
    kind: 'sequential',
    column: 'started',
    stops: [],
    ticks: ticks.map(([at, label]) => ({ at, label })),
    type: 'linear',
    none: null,
  };
  return legendBar(legend, widthOf);
}

describe('the bar of a legend', () => {
  it('aligns the ends with the bar, and centres what is between', () => {
    expect(barOf([0, '0.1'], [0.4, '0.5'], [1, '1.1'])).toEqual({
      width: 220,
      ticks: [
        { x: 0, anchor: 'start', label: '0.1' },
        { x: 88, anchor: 'middle', label: '0.5' },
        { x: 220, anchor: 'end', label: '1.1' },
      ],
    });
  });

  it('centres the only value', () => {
    expect(barOf([0.5, '7'])).toEqual({ width: 220, ticks: [{ x: 110, anchor: 'middle', label: '7' }] });
  });

  it('grows with long ends, and leaves out what does not fit between them', () => {
    const bar = barOf([0, '2023-12-31 10:00'], [0.5, '2024-02-01'], [1, '2024-03-16 12:00:10']);
    expect(bar.ticks.map(({ label }) => label)).toEqual(['2023-12-31 10:00', '2024-03-16 12:00:10']);
    expect(bar.width).toBeGreaterThanOrEqual(widthOf('2023-12-31 10:00') + widthOf('2024-03-16 12:00:10'));
  });

  it('never lets labels touch each other or leave the bar', () => {
    const label = fc.string({ minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(label, label, label, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (a, b, c, at) => {
        const { width, ticks } = barOf([0, a], [at, b], [1, c]);
        const start = { start: 0, middle: -0.5, end: -1 };
        const boxes = ticks.map(({ x, anchor, label: text }) => {
          const left = x + start[anchor] * widthOf(text);
          return [left, left + widthOf(text)] as const;
        });
        for (const [index, [left, right]] of boxes.entries()) {
          expect(left).toBeGreaterThanOrEqual(index === 0 ? 0 : boxes[index - 1]![1]);
          expect(right).toBeLessThanOrEqual(width);
        }
      }),
    );
  });
});
