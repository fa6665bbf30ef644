import type { Column } from '../../history/index.ts';
import { profileOf } from './columns.ts';
import { LANES, type Lane } from './lanes.ts';
import { createLayout, type Layout, type Orientation } from './layout.ts';
import type { FixedDomain } from './numeric-scale.ts';
import { inferScale, type ScaleType } from './scale-types.ts';
import { createAxisScale, type AxisScale } from './scales.ts';
import { axisTicks, nameWidth, type AxisTick } from './ticks.ts';

/** One axis as it stands in a layout. */
export interface AxisGeometry {
  readonly name: string;
  readonly column: Column;
  readonly scale: AxisScale;
  /** The lanes of this axis and their middles, below the top of the axis. */
  readonly laneY: ReadonlyMap<Lane, number>;
  readonly ticks: readonly AxisTick[];
}

export interface PlotGeometry {
  readonly layout: Layout;
  readonly axes: readonly AxisGeometry[];
}

export interface GeometryInput {
  /** Of the box to fill, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** The visible columns from left to right. */
  readonly columns: readonly Column[];
  readonly scales: ReadonlyMap<string, ScaleType>;
  readonly inverted: ReadonlySet<string>;
  /** Which way round; of a vertical drawing `width` is how tall the box is, and `height` how wide. */
  readonly orientation?: Orientation | undefined;
  /** The ends of axes that somebody fixed. */
  readonly domains?: ReadonlyMap<string, FixedDomain>;
}

/** The room that the categories of the first axis ask for beside it. */
function firstWords(column: Column | undefined, scales: ReadonlyMap<string, ScaleType>): number {
  if (column?.kind !== 'category' || scales.get(column.name) === 'time') return 0;
  return nameWidth(column.categories.reduce((most, name) => Math.max(most, name.length), 0)) + 10;
}

/** Where everything stands. A lane is at the same height on all axes, so it reads as a level of its own. */
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
  const layout = createLayout({
    width,
    height,
    axisCount: columns.length,
    lanes,
    orientation,
    wordsWidth: firstWords(columns[0], scales),
  });
  const axes = columns.map((column): AxisGeometry => {
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
  });
  return { layout, axes };
}
