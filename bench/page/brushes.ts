import { mount, tick, unmount } from 'svelte';
import type { CategoryColumn, Column, Table } from '../../history/index.ts';
import { ParallelPlot, PlotState, setTable } from '../../viz/index.ts';
import { axisCount, tableOf, value } from './data.ts';
import { drawn, isBusy, medianOf, target } from './ours.ts';
import { timeToPicture, timeUntil } from './presented.ts';

/** Milliseconds until the frame of a brush step is presented: median and maximum. */
export interface BrushTimes {
  readonly step: number;
  readonly longestStep: number;
}

const words = Array.from({ length: 8 }, (_, at) => `kind ${String(at + 1)}`);
const day = 86_400_000;

/** The table with its last columns replaced by one for each kind of axis: the same rows on other scales. */
function mixedTable(length: number): Table {
  const table = tableOf(length);
  const numbers = (axis: number, of: (share: number, row: number) => number): Column => {
    const column = table.columns[axis]!;
    const values = Float64Array.from({ length }, (_, row) => of(value(row, axis), row));
    return { ...column, kind: 'number', absence: null, values };
  };
  const category: CategoryColumn = {
    ...table.columns[7]!,
    kind: 'category',
    absence: null,
    categories: words,
    codes: Uint32Array.from({ length }, (_, row) => Math.floor(8 * value(row, 7))),
  };
  const mixed = [
    numbers(4, (share) => 10 ** (6 * share - 4)),
    numbers(5, (share) => (share < 0.5 ? -1 : 1) * 10 ** (8 * Math.abs(share - 0.5))),
    numbers(6, (share) => share ** 3),
    category,
    numbers(8, (share) => Date.UTC(2024, 0, 1) + Math.floor(share * 365) * day),
    numbers(9, (share, row) => (row % 5 === 0 ? NaN : share)),
  ];
  return { ...table, columns: [...table.columns.slice(0, axisCount - mixed.length), ...mixed] };
}

/** Sets a brush at a step from 0 to 1, by scale. */
const brushes: Record<string, (plot: PlotState, at: number) => void> = {
  linear: (plot, at) => plot.setBrush('c3', { kind: 'range', min: 0.2, max: 0.65 - 0.05 * at }),
  log: (plot, at) => plot.setBrush('c4', { kind: 'range', min: 1e-3, max: 10 ** (-0.1 - 0.3 * at) }),
  symlog: (plot, at) => plot.setBrush('c5', { kind: 'range', min: -10, max: 20 - 5 * at }),
  percentile: (plot, at) => plot.setBrush('c6', { kind: 'range', min: 0.01, max: 0.3 - 0.05 * at }),
  category: (plot, at) =>
    plot.setBrush('c7', {
      kind: 'categories',
      values: new Set(words.slice(2, 4 + (Math.round(15 * at) % 4))),
    }),
  time: (plot, at) =>
    plot.setBrush('c8', {
      kind: 'range',
      min: Date.UTC(2024, 1, 1),
      max: Date.UTC(2024, 6, 1) + Math.round(20 * at) * day,
    }),
  'with a lane': (plot, at) =>
    plot.setBrush('c9', { kind: 'range', min: 0.2, max: 0.65 - 0.05 * at, nan: true }),
  angle: (plot, at) => {
    const side = (column: string) => ({ column, scale: 'linear' as const, inverted: false });
    plot.setAngle({ left: side('c0'), right: side('c1'), min: -0.2, max: 0.2 + 0.1 * at, negated: false });
  },
  'angle on other scales': (plot, at) =>
    plot.setAngle({
      left: { column: 'c5', scale: 'symlog', inverted: false },
      right: { column: 'c6', scale: 'percentile', inverted: false },
      min: -0.2,
      max: 0.2 + 0.1 * at,
      negated: false,
    }),
};

/** Measures drag steps of each kind of brush, with counts and histograms, on a single plot. */
export async function measureBrushes(rows: number, steps = 15): Promise<Record<string, BrushTimes>> {
  const table = mixedTable(rows);
  const plot = new PlotState();
  const component = mount(ParallelPlot, { target, props: { plot } });
  await timeToPicture(
    () => setTable(plot, table),
    () => plot.table !== table || isBusy(),
  );
  const scales = { c4: 'log', c5: 'symlog', c6: 'percentile', c8: 'time' } as const;
  for (const [name, scale] of Object.entries(scales)) plot.setScale(name, scale);
  await timeToPicture(() => plot.toggleOverlay('histograms'), isBusy);
  const times: Record<string, BrushTimes> = {};
  for (const [name, brush] of Object.entries(brushes)) {
    times[name] = await measureSteps(plot, brush, steps);
    await timeToPicture(() => plot.clearBrushes(), isBusy);
  }
  await unmount(component);
  await tick();
  return times;
}

/** Measures drag steps of a range on one of many axes, most of which are outside the visible part. */
export async function measureManyAxes(rows: number, axes: number, steps = 15): Promise<BrushTimes> {
  const table = tableOf(rows, axes);
  const plot = new PlotState();
  plot.maxAxes = axes;
  const component = mount(ParallelPlot, { target, props: { plot } });
  await timeToPicture(
    () => setTable(plot, table),
    () => plot.table !== table || isBusy(),
  );
  if (plot.axes.length !== axes)
    throw new Error(`expected ${String(axes)} axes, got ${String(plot.axes.length)}`);
  const times = await measureSteps(plot, brushes['linear']!, steps);
  await unmount(component);
  await tick();
  return times;
}

async function measureSteps(
  plot: PlotState,
  brush: (plot: PlotState, at: number) => void,
  steps: number,
): Promise<BrushTimes> {
  await timeToPicture(() => brush(plot, 0), isBusy);
  const found: number[] = [];
  for (let step = 1; step <= steps; step++)
    found.push((await timeUntil(() => brush(plot, step / steps), drawn))!);
  return { step: medianOf(found), longestStep: Math.max(...found) };
}
