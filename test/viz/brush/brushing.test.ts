import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NumberColumn, Table } from '../../../history/index.ts';
import { extentFromPixels, pixelsFromExtent } from '../../../viz/core/brush/brushing.ts';
import { canScale, type ScaleType } from '../../../viz/core/scale/scale-types.ts';
import type { Extent } from '../../../viz/core/brush/extent.ts';
import { filterRows, noFilter } from '../../../viz/core/brush/filter.ts';
import { createGeometry } from '../../../viz/core/layout/geometry.ts';
import { createPositions } from '../../../viz/core/layout/positions.ts';
import { invertY, scaleY } from '../../../viz/core/scale/scales.ts';
import { areApart } from '../layout/apart.ts';

function numberColumn(cells: readonly (number | null)[]): NumberColumn {
  return {
    kind: 'number',
    name: 'loss',
    role: 'metric',
    direction: 'min',
    values: Float64Array.from(cells, (cell) => cell ?? NaN),
    absence: Uint8Array.from(cells, (cell) => Number(cell === null)),
  };
}

function tableOf(column: NumberColumn): Table {
  const { length } = column.values;
  return {
    length,
    columns: [column],
    runIndex: new Uint32Array(length),
    recordIndex: new Int32Array(length).fill(-1),
  };
}

const cell = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, null) },
);

const setting = fc.record({
  cells: fc.array(cell, { minLength: 1, maxLength: 40 }),
  type: fc.constantFrom<ScaleType>('linear', 'log'),
  inverted: fc.boolean(),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
});

function axisOf(column: NumberColumn, type: ScaleType, inverted: boolean) {
  const scales = new Map([['loss', canScale(column, type) ? type : 'linear']] as const);
  const geometry = createGeometry({
    width: 400,
    height: 500,
    columns: [column],
    scales,
    inverted: new Set(inverted ? ['loss'] : []),
  });
  return geometry.axes[0]!;
}

const selectedBy = (table: Table, extent: Extent) =>
  filterRows(table, { ...noFilter, brushes: new Map([['loss', [extent]]]) });

describe('a brush', () => {
  it('selects the data that it covers in pixels, within one pixel', () => {
    fc.assert(
      fc.property(setting, ({ cells, type, inverted, from, to }) => {
        // Between neighbouring doubles no scale has places.
        fc.pre(areApart(cells.filter((value) => value !== null && Number.isFinite(value)) as number[]));
        const column = numberColumn(cells);
        const axis = axisOf(column, type, inverted);
        const reach = Math.max(axis.scale.height, ...axis.laneY.values());
        const [top, bottom] = [Math.min(from, to) * reach, Math.max(from, to) * reach];
        const extent = extentFromPixels(axis, [top, bottom]);
        // A brush that covers no lane and lies below the values takes the nearest lane instead of nothing.
        fc.pre(extent.kind === 'range');
        const selected = new Set(selectedBy(tableOf(column), extent));
        const positions = createPositions(column, axis.scale, axis.laneY);
        positions.forEach((y, row) => {
          if (y > top + 1 && y < bottom - 1) expect(selected.has(row)).toBe(true);
          if (y < top - 1 || y > bottom + 1) expect(selected.has(row)).toBe(false);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('on the whole axis selects every finite value', () => {
    fc.assert(
      fc.property(setting, ({ cells, type, inverted }) => {
        const column = numberColumn(cells);
        fc.pre(cells.some((value) => Number.isFinite(value)));
        const axis = axisOf(column, type, inverted);
        const extent = extentFromPixels(axis, [0, axis.scale.height]);
        const selected = new Set(selectedBy(tableOf(column), extent));
        cells.forEach((value, row) => {
          if (Number.isFinite(value)) expect(selected.has(row)).toBe(true);
        });
      }),
    );
  });

  it('is rendered where it was drawn', () => {
    const axis = axisOf(numberColumn([0, 1, 2, 3, 10]), 'linear', false);
    const [top, bottom] = pixelsFromExtent(axis, extentFromPixels(axis, [100, 220]))!;
    expect(top).toBeCloseTo(100, 6);
    expect(bottom).toBeCloseTo(220, 6);
  });
});

describe('a scale', () => {
  it('is inverted by its inverse', () => {
    fc.assert(
      fc.property(setting, ({ cells, type, inverted, from }) => {
        const column = numberColumn(cells);
        const finite = cells.filter((value): value is number => Number.isFinite(value));
        fc.pre(new Set(finite).size > 1 && areApart([Math.min(...finite), Math.max(...finite)]));
        const { scale } = axisOf(column, type, inverted);
        const y = from * scale.height;
        expect(scaleY(scale, invertY(scale, y))).toBeCloseTo(y, 3);
      }),
    );
  });

  it('maps a single value to the middle', () => {
    const { scale } = axisOf(numberColumn([7, 7, 7]), 'linear', false);
    expect(scaleY(scale, 7)).toBe(scale.height / 2);
  });
});
