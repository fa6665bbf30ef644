import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANES } from '../../../viz/core/layout/lanes.ts';
import {
  createLayout,
  divideAxis,
  fittingOrientation,
  indexAt,
  type Orientation,
} from '../../../viz/core/layout/layout.ts';
import { createGeometry } from '../../../viz/core/layout/geometry.ts';
import type { RawCell } from '../../../history/table/column.ts';
import type { ScaleType } from '../../../viz/core/scale/scale-types.ts';
import { fitParts, splitName } from '../../../viz/core/layout/split-name.ts';
import { axisTicks, fitNames } from '../../../viz/core/scale/ticks.ts';
import { createAxisScale } from '../../../viz/core/scale/scales.ts';
import { onScreen, pointIn } from '../../../viz/gestures/frame-point.ts';
import { columnOf } from '../make.ts';

describe('fittingOrientation', () => {
  it.each<[Orientation | 'auto', number, number, Orientation]>([
    ['auto', 1000, 30, 'horizontal'],
    ['auto', 360, 3, 'horizontal'],
    ['auto', 360, 4, 'vertical'],
    ['auto', 360, 1, 'horizontal'],
    ['auto', 0, 9, 'horizontal'],
    ['vertical', 2000, 2, 'vertical'],
    ['horizontal', 200, 20, 'horizontal'],
  ])('%s in %d pixels with %d axes is %s', (wanted, width, axes, expected) => {
    expect(fittingOrientation(wanted, width, axes)).toBe(expected);
  });
});

describe('createLayout', () => {
  it('gives each axis space within the drawing, and finds axes by position', () => {
    const orientation = fc.constantFrom<Orientation>('horizontal', 'vertical');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: 0, max: 100 }),
        fc.boolean(),
        orientation,
        (width, height, axisCount, hasLanes, turn) => {
          const lanes = hasLanes ? (turn === 'vertical' ? LANES : LANES.slice(0, 2)) : [];
          const layout = createLayout({ width, height, axisCount, orientation: turn });
          const sections = divideAxis(layout, lanes);
          expect(layout.axisX).toHaveLength(axisCount);
          for (const [index, x] of layout.axisX.entries()) {
            expect(x).toBeGreaterThan(0);
            expect(x).toBeLessThan(layout.width);
            expect(indexAt(layout, x)).toBe(index);
          }
          expect(layout.width).toBeGreaterThanOrEqual(width);
          expect(sections.height).toBeGreaterThan(55);
          expect(divideAxis(layout, []).height).toBe(layout.axisLength);
          for (const y of sections.laneY.values()) {
            expect(y).toBeGreaterThan(sections.height);
            expect(layout.top + y).toBeLessThan(layout.height);
          }
        },
      ),
    );
  });
});

describe('lanes', () => {
  it('take room only on the axes that have rows in them', () => {
    const { layout, axes } = createGeometry({
      width: 500,
      height: 400,
      columns: [columnOf([1, 2], 'a'), columnOf([1, null], 'b'), columnOf([1, NaN, Infinity], 'c')],
      scales: new Map(),
      inverted: new Set(),
    });
    const [a, b, c] = axes.map(({ scale }) => scale.height);
    expect(a).toBe(layout.axisLength);
    expect(b).toBeLessThan(a!);
    expect(c).toBeLessThan(b!);
    expect(axes.map(({ laneY }) => laneY.size)).toEqual([0, 1, 2]);
  });
});

describe('labels beside the first axis', () => {
  const widthOf = (cells: readonly RawCell[], scale: ScaleType) =>
    createGeometry({
      width: 500,
      height: 400,
      columns: [
        columnOf(cells, 'a'),
        columnOf(
          cells.map((_, row) => row),
          'b',
        ),
      ],
      scales: new Map([['a', scale]]),
      inverted: new Set(),
    }).layout.axisX[0]!;

  it.each<[string, readonly RawCell[], ScaleType, number]>([
    ['short numbers', [1, 2], 'linear', 1],
    ['points in time', [1_714_521_600.5, 1_714_521_601], 'time', '2024-05-01 00:00:00.500'.length],
    ['names', ['a category', 'b'], 'category', 'a category'.length],
    [
      'a lane',
      ['a', null, ...Array.from({ length: 10_000 }, () => 'b')],
      'category',
      'missing 10,002'.length,
    ],
  ])('%s fit', (_, cells, scale, letters) => {
    const room = widthOf(cells, scale);
    expect(room).toBeGreaterThanOrEqual(Math.min(130, letters * 6.2 + 8));
    expect(room).toBeLessThan(140);
  });
});

describe('names of axes', () => {
  const alike = ['metrics/train_accuracy_top1', 'metrics/test_accuracy_top1', 'metrics/test_accuracy_top5'];

  it.each<[string, string[], number, string, string]>([
    ['valid_acc', [], 5, 'valid_acc', ''],
    ['optimizer.param_groups.0.weight_decay', ['lr'], 12, 'optimizer.param_groups.0.weig', 'ht_decay'],
    ['optimizer.param_groups.0.decay', ['x.decay', 'y'], 12, 'optimizer.param_groups', '.0.decay'],
    ['metrics/train_accuracy_top1', alike, 12, '…train_accuracy_top1', ''],
    ['metrics/train_accuracy_top1', alike, 27, 'metrics/train_accuracy_top1', ''],
    ['metrics/test_accuracy_top5', alike, 12, 'metrics/test_accur', 'acy_top5'],
    ['testinglossfunction', ['testiinglossfunction'], 12, 'testinglossfunction', ''],
    ['split0_test_score', ['split1_test_score', 'mean_test_score'], 9, 'split0_test_score', ''],
  ])('%s among %j in %d letters', (name, neighbours, most, head, tail) => {
    expect(splitName(name, neighbours, most)).toEqual({ head, tail, whole: name });
  });

  it.each([
    ['metrics/test_accur', 'acy_top5', 26, 'metrics/test_accuracy_top5'],
    ['metrics/test_accur', 'acy_top5', 14, 'metri…acy_top5'],
    ['metrics/test_accur', 'acy_top5', 9, 'metrics/…'],
    ['valid_acc', '', 6, 'valid…'],
  ])('%s and %s in %d letters are %s', (head, tail, most, expected) => {
    expect(fitParts({ head, tail, whole: head + tail }, most)).toBe(expected);
  });

  it('are complete if they fit, and never longer than the space', () => {
    // Line breaks and repeated spaces are shown as one space.
    const oneLine = fc.string().filter((text) => !/\s{2}|[^\S ]/.test(text));
    fc.assert(
      fc.property(oneLine, fc.array(fc.string()), fc.integer({ min: 1, max: 40 }), (name, others, most) => {
        const shown = fitParts(splitName(name, others, most), most);
        if (Array.from(name).length <= most) expect(shown).toBe(name);
        else expect(Array.from(shown).length).toBeLessThanOrEqual(Math.max(2, most));
      }),
    );
  });
});

describe('points of a rotated drawing', () => {
  it('correspond to the pointer on the screen', () => {
    const place = { left: 30, top: 50, right: 330, bottom: 850 };
    const element = { getBoundingClientRect: () => place } as unknown as Element;
    fc.assert(
      fc.property(
        fc.integer({ min: 30, max: 330 }),
        fc.integer({ min: 50, max: 850 }),
        (clientX, clientY) => {
          const at = { x: clientX - place.left, y: clientY - place.top };
          for (const turn of ['horizontal', 'vertical'] as const) {
            const point = pointIn(element, { clientX, clientY }, turn);
            expect(onScreen(point, place.right - place.left, turn)).toEqual(at);
          }
        },
      ),
    );
    // High values lie right: the top of an axis is the right edge.
    expect(pointIn(element, { clientX: 330, clientY: 60 }, 'vertical')).toEqual({ x: 10, y: 0 });
  });
});

describe('names of categories', () => {
  it.each([
    ['relu', 60, 'relu'],
    ['a very long name', 63, 'a very lo…'],
    ['abcdefg', 1, 'abcde…'],
  ])('%s in %d pixels is %s', (name, room, expected) => {
    expect(fitNames([name], room)).toEqual([expected]);
  });

  it('have no ticks if these would merge into a bar', () => {
    const marks = (categories: number) => {
      const column = columnOf(Array.from({ length: categories }, (_, at) => `category ${String(at)}`));
      return axisTicks(createAxisScale(column, 'category', 300, false), false);
    };
    expect(marks(60)).toHaveLength(60);
    expect(marks(180).every(({ label }) => label !== '')).toBe(true);
  });

  it('are omitted earlier side by side than below each other', () => {
    const column = columnOf(Array.from({ length: 12 }, (_, at) => `category ${String(at)}`));
    const scale = createAxisScale(column, 'category', 300, false);
    const named = (turn: Orientation) =>
      axisTicks(scale, false, turn).filter(({ label }) => label !== '').length;
    expect([named('horizontal'), named('vertical')]).toEqual([12, 3]);
  });
});
