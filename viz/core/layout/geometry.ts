import type { Column } from '../../../history/index.ts';
import { profileOf } from '../rows/columns.ts';
import { laneLabels, LANES, type Lane } from './lanes.ts';
import { createLayout, type Layout, type Orientation } from './layout.ts';
import type { FixedDomain } from '../scale/numeric-scale.ts';
import { inferScale, type ScaleType } from '../scale/scale-types.ts';
import { createAxisScale, type AxisScale } from '../scale/scales.ts';
import { axisTicks, nameWidth, type AxisTick } from '../scale/ticks.ts';

/** One axis of a layout. */
export interface AxisGeometry {
  readonly name: string;
  readonly column: Column;
  readonly scale: AxisScale;
  /** The centre of each lane of this axis, below the top of the axis. */
  readonly laneY: ReadonlyMap<Lane, number>;
  readonly ticks: readonly AxisTick[];
}

export interface PlotGeometry {
  readonly layout: Layout;
  readonly axes: readonly AxisGeometry[];
}

export interface GeometryInput {
  /** Size of the box to fill, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** The visible columns from left to right. */
  readonly columns: readonly Column[];
  readonly scales: ReadonlyMap<string, ScaleType>;
  readonly inverted: ReadonlySet<string>;
  /** For a vertical plot, `width` is the height of the box and `height` its width. */
  readonly orientation?: Orientation | undefined;
  /** Fixed axis limits by column. */
  readonly domains?: ReadonlyMap<string, FixedDomain>;
}

/** The width of the labels beside an axis: its ticks, and lanes with the maximum number of rows. */
function widthOfLabels({ ticks, column, laneY }: AxisGeometry): number {
  const rows = column.kind === 'number' ? column.values.length : column.codes.length;
  const lanes = Array.from(laneY.keys(), (lane) => `${laneLabels[lane]} ${rows.toLocaleString('en')}`);
  const labels = [...ticks.map(({ label }) => label), ...lanes];
  return nameWidth(labels.reduce((longest, label) => Math.max(longest, label.length), 0)) + 10;
}

/** Lays out the plot. A lane has the same height on all axes. */
export function createGeometry({
  width,
  height,
  columns,
  scales,
  inverted,
  domains,
  orientation = 'horizontal',
}: GeometryInput): PlotGeometry {
  const lanes = LANES.filter((lane) => columns.some((column) => profileOf(column).lanes.has(lane)));
  const layoutWith = (wordsWidth: number) =>
    createLayout({ width, height, axisCount: columns.length, lanes, orientation, wordsWidth });
  const axisIn = (layout: Layout, column: Column): AxisGeometry => {
    const { name } = column;
    const { lanes: present, integer } = profileOf(column);
    const scale = createAxisScale(
      column,
      scales.get(name) ?? inferScale(column),
      layout.bodyHeight,
      inverted.has(name),
      domains?.get(name),
    );
    const laneY = new Map(Array.from(layout.laneY).filter(([lane]) => present.has(lane)));
    return { name, column, scale, laneY, ticks: axisTicks(scale, integer, orientation) };
  };
  const bare = layoutWith(0);
  const [first] = columns;
  // Labels of the first axis need their own margin, since there is no gap on that side.
  const layout = first === undefined ? bare : layoutWith(widthOfLabels(axisIn(bare, first)));
  return { layout, axes: columns.map((column) => axisIn(layout, column)) };
}
