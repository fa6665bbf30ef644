import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '../../../history/index.ts';
import { isQuickToProfile } from '../../../viz/core/rows/columns.ts';
import { createGeometry, type AxisGeometry } from '../../../viz/core/layout/geometry.ts';
import { laneOf } from '../../../viz/core/layout/lanes.ts';
import { placeInSteps, quickPositions } from '../../../viz/core/layout/positions.ts';
import { canScale, type ScaleType } from '../../../viz/core/scale/scale-types.ts';
import { categoryBoxes, scaleY } from '../../../viz/core/scale/scales.ts';
import { prepareTable } from '../../../viz/core/rows/prepare-table.ts';
import { finish } from '../../../viz/core/scale/steps.ts';
import { columnOf, tableOf } from '../make.ts';

function axisOf(column: Column, type: ScaleType = 'linear', inverted = false): AxisGeometry {
  return createGeometry({
    width: 300,
    height: 400,
    columns: [column],
    scales: new Map([[column.name, type]]),
    inverted: new Set(inverted ? [column.name] : []),
  }).axes[0]!;
}

/** Where a row belongs, found row by row. */
function placeOf({ column, scale, laneY }: AxisGeometry, row: number): number {
  const lane = laneOf(column, row);
  if (lane !== null) return laneY.get(lane)!;
  return scaleY(scale, column.kind === 'number' ? column.values[row]! : column.codes[row]!);
}

describe('the positions of rows on an axis', () => {
  it('follow from the scale or from lanes', () => {
    const cell = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
      fc.constantFrom(NaN, Infinity, -Infinity, null, undefined, 0),
    );
    const types = ['linear', 'log', 'symlog', 'percentile', 'time', 'category'] as const;
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 30 }),
        fc.constantFrom(...types),
        fc.boolean(),
        (cells, type, inverted) => {
          const column = columnOf(cells);
          if (column.kind !== 'number' || !canScale(column, type)) return;
          const axis = axisOf(column, type, inverted);
          const [positions] = quickPositions([axis])!;
          const boxes = categoryBoxes(axis.scale).map(({ height }) => height);
          // Lines are spread within the box of their category.
          const reach = Math.max(0, ...boxes) / 2 + 0.005;
          for (const [row, y] of positions!.entries()) {
            expect(Math.abs(y - placeOf(axis, row))).toBeLessThanOrEqual(reach);
          }
        },
      ),
    );
  });

  it.each(['linear', 'symlog'] as const)('are continuous where steps meet, %s', (type) => {
    const column = columnOf(Array.from({ length: 300_000 }, (_, row) => (row * 7919) % 1009));
    const axis = axisOf(column, type);
    const [positions] = finish(placeInSteps([axis]));
    expect(positions).toHaveLength(300_000);
    for (let row = 0; row < 300_000; row += 1) {
      if (Math.abs(positions![row]! - placeOf(axis, row)) > 0.01) expect.fail(`row ${String(row)}`);
    }
  });

  it('are computed synchronously for few cells, in steps for many, and once per axis', () => {
    const axes = ['a', 'b'].map((name) =>
      axisOf(
        columnOf(
          Array.from({ length: 800_000 }, (_, row) => row % 17),
          name,
        ),
      ),
    );
    expect(quickPositions([axes[0]!])).not.toBeNull();
    const fresh = axes.map(({ column }) => axisOf(column, 'linear', true));
    expect(quickPositions(fresh)).toBeNull();
    const steps = placeInSteps(fresh);
    expect(steps.next().done).toBe(false);
    const positions = finish(steps);
    expect(quickPositions(fresh)!.every((array, index) => array === positions[index])).toBe(true);
  });
});

describe('the profiles of columns', () => {
  it('are computed synchronously for few cells, and in one step per column for many', () => {
    const columns = ['a', 'b', 'c'].map((name) =>
      columnOf(
        Array.from({ length: 600_000 }, (_, row) => row),
        name,
      ),
    );
    expect(isQuickToProfile(tableOf(columns[0]!))).toBe(true);
    const table = tableOf(...columns);
    expect(isQuickToProfile(table)).toBe(false);
    expect([...prepareTable(table)]).toHaveLength(3);
    expect(isQuickToProfile(table)).toBe(true);
  });
});
