import { describe, expect, it } from 'vitest';
import type { Configurations } from '../../../history/index.ts';
import { statisticsOf } from '../../../history/table/statistics.ts';
import { areaPath, linePath } from '../../../viz/core/bands/area.ts';
import type { PlotBands } from '../../../viz/core/bands/kinds.ts';
import { ribbonsOf, runLinesOf } from '../../../viz/core/bands/ribbons.ts';
import { createGeometry } from '../../../viz/core/layout/geometry.ts';
import { createPositions } from '../../../viz/core/layout/positions.ts';
import type { ScaleType } from '../../../viz/core/scale/scale-types.ts';
import { scaleY } from '../../../viz/core/scale/scales.ts';
import { columnOf, tableOf } from '../make.ts';

/** Three configurations of three, two and one runs. */
const losses = [1, 2, 6, 10, 14, 20];
const groups = Int32Array.of(0, 0, 0, 1, 1, 2);
const runs = tableOf(columnOf([0.1, 0.1, 0.1, 0.2, 0.2, 0.3], 'lr'), columnOf(losses, 'loss'));
const loss = runs.columns[1]!;
if (loss.kind !== 'number') throw new Error('loss: expected numbers');
// Half the width of the interval is then the standard deviation.
const statistics = statisticsOf(loss, groups, 3, (_, df) => Math.sqrt(df + 1));
const table: Configurations = {
  ...tableOf(columnOf([0.1, 0.2, 0.3], 'lr'), columnOf([3, 12, 20], 'loss')),
  statistics: new Map([['loss', statistics]]),
  members: [Uint32Array.of(0, 1, 2), Uint32Array.of(3, 4), Uint32Array.of(5)],
  runs,
  replicates: [],
};

function inputOf(bands: PlotBands, scale: ScaleType = 'linear', inverted = false) {
  const { axes } = createGeometry({
    ...{ width: 600, height: 400, columns: table.columns },
    scales: new Map([['loss', scale]]),
    inverted: new Set(inverted ? ['loss'] : []),
  });
  const positions = axes.map((axis) => createPositions(axis.column, axis.scale, axis.laneY));
  return { table, rows: Uint32Array.of(0, 1, 2), axes, positions, bands };
}

describe('the ribbons of configurations', () => {
  it.each<[PlotBands, number, number]>([
    ['range', 1, 6],
    ['sd', 3 - Math.sqrt(7), 3 + Math.sqrt(7)],
    ['ci', 3 - Math.sqrt(7), 3 + Math.sqrt(7)],
  ])('%s reach from %d to %d, within the axis, and have no width without statistics', (bands, low, high) => {
    const input = inputOf(bands);
    const found = ribbonsOf(input);
    // A single run has no spread.
    expect(found.map(({ row }) => row)).toEqual([0, 1]);
    const [, axis] = input.axes;
    const within = (y: number) => Math.max(0, Math.min(axis!.scale.height, y));
    expect(found[0]!.lower[1]).toBeCloseTo(within(scaleY(axis!.scale, low)), 6);
    expect(found[0]!.upper[1]).toBeCloseTo(within(scaleY(axis!.scale, high)), 6);
    expect(found[0]!.lower[0]).toBe(found[0]!.upper[0]);
    expect(found[0]!.lower[0]).toBe(input.positions[0]![0]);
  });

  it.each([false, true])(
    'end at the lower end of a logarithmic axis (inverted: %s) below zero',
    (inverted) => {
      const wide = statisticsOf(loss as never, groups, 3, null);
      const input = inputOf('sd', 'log', inverted);
      const huge = { ...wide, sd: wide.sd.map((sd) => 9 * sd) };
      const found = ribbonsOf({
        ...input,
        table: { ...table, statistics: new Map([['loss', huge]]) } as Configurations,
      });
      const { height } = input.axes[1]!.scale;
      expect(inverted ? found[0]!.upper[1] : found[0]!.lower[1]).toBe(inverted ? 0 : height);
    },
  );

  it.each<PlotBands>(['none', 'boxplot'])('are absent with %s', (bands) => {
    expect(ribbonsOf(inputOf(bands))).toEqual([]);
  });

  it('are absent from other tables', () => {
    expect(ribbonsOf({ ...inputOf('sd'), table: runs })).toEqual([]);
  });
});

describe('the runs of a configuration', () => {
  it('are lines of their own values', () => {
    const input = inputOf('none');
    const { scale } = input.axes[1]!;
    const lines = runLinesOf(input, 1);
    expect(lines).toHaveLength(2);
    expect(lines.map((line) => line[0])).toEqual([input.positions[0]![1], input.positions[0]![1]]);
    // Values outside the means' axis are at its ends.
    for (const [at, value] of [10, 14].entries()) expect(lines[at]![1]).toBeCloseTo(scaleY(scale, value), 6);
    expect(runLinesOf(input, 2)).toEqual([]);
    expect(runLinesOf({ ...input, table: runs }, 0)).toEqual([]);
  });
});

describe('paths', () => {
  it('of an area return along its lower side', () => {
    expect(areaPath([0, 30], [1, 4], [7, 10], 0)).toBe(
      'M0.0,1.0C10.0,2.0 20.0,3.0 30.0,4.0L30.0,10.0C20.0,9.0 10.0,8.0 0.0,7.0Z',
    );
    expect(areaPath([], [], [], 0)).toBe('');
  });

  it('of a line are interrupted where there is no value, and level at axes if curved', () => {
    expect(linePath([0, 30, 60], [1, NaN, 4], 0)).toBe('M0.0,1.0M60.0,4.0');
    expect(linePath([0, 30], [0, 9], 1)).toBe('M0.0,0.0C10.0,0.0 20.0,9.0 30.0,9.0');
  });
});
