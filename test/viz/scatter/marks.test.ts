import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScatterAxis } from '../../../viz/scatter/axis.ts';
import { labelHeight, placeLabels } from '../../../viz/scatter/labels.ts';
import { childrenIn } from '../../../viz/scatter/lineage.ts';
import { staircase, type Directions, type Point } from '../../../viz/scatter/staircase.ts';
import { columnOf } from '../make.ts';

describe('the line of a Pareto front', () => {
  const column = columnOf([0, 10]);
  const scales = [
    createScatterAxis('x', column, 'linear', 100).scale,
    createScatterAxis('y', column, 'linear', 100).scale,
  ] as const;

  it.each<{ directions: Directions; points: Point[]; line: Point[] }>([
    {
      directions: { x: 'min', y: 'max' },
      points: [
        [10, 60],
        [40, 20],
      ],
      // From the lower end up to the first point, right, up to the second, and on to the right.
      line: [
        [10, 100],
        [10, 60],
        [40, 60],
        [40, 20],
        [100, 20],
      ],
    },
    {
      directions: { x: 'max', y: 'min' },
      points: [
        [90, 30],
        [50, 80],
      ],
      line: [
        [90, 0],
        [90, 30],
        [50, 30],
        [50, 80],
        [0, 80],
      ],
    },
    { directions: { x: 'min', y: 'min' }, points: [], line: [] },
  ])('borders what the rows dominate: $directions', ({ directions, points, line }) => {
    expect(staircase(points, directions, scales)).toEqual(line);
  });
});

describe('names of pinned dots', () => {
  it('overlap neither each other nor a pinned dot, and stay in the picture', () => {
    const label = fc.record({
      x: fc.integer({ min: 0, max: 300 }),
      y: fc.integer({ min: 0, max: 200 }),
      width: fc.integer({ min: 10, max: 120 }),
    });
    fc.assert(
      fc.property(fc.array(label, { maxLength: 12 }), (labels) => {
        const boxes = placeLabels(labels, 300, 200).flatMap((place, at) =>
          place === null ? [] : [{ ...place, width: labels[at]!.width }],
        );
        for (const [at, box] of boxes.entries()) {
          expect(box.left).toBeGreaterThanOrEqual(0);
          expect(box.top).toBeGreaterThanOrEqual(0);
          expect(box.left + box.width).toBeLessThanOrEqual(300);
          expect(box.top + labelHeight).toBeLessThanOrEqual(200);
          for (const other of boxes.slice(at + 1)) {
            const isApart =
              box.left + box.width <= other.left ||
              other.left + other.width <= box.left ||
              Math.abs(box.top - other.top) >= labelHeight;
            expect(isApart).toBe(true);
          }
          for (const { x, y } of labels) {
            const isInside =
              x > box.left && x < box.left + box.width && y > box.top && y < box.top + labelHeight;
            expect(isInside).toBe(false);
          }
        }
      }),
    );
  });

  it('are at the right of a dot with room', () => {
    expect(placeLabels([{ x: 50, y: 50, width: 40 }], 300, 200)).toEqual([{ left: 60, top: 42 }]);
  });
});

describe('lines of lineage', () => {
  it('lead to the selected rows that have a parent', () => {
    const children = childrenIn(Int32Array.of(-1, 0, 0, 1), Uint32Array.of(0, 2, 3));
    expect([...children]).toEqual([2, 3]);
  });

  it('are sampled if there are too many', () => {
    const rows = Uint32Array.from({ length: 100 }, (_, row) => row);
    expect(childrenIn(new Int32Array(100), rows, 10)).toHaveLength(10);
  });
});
