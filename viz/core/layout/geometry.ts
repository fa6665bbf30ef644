import type { Column } from '../../../history/index.ts';
import { profileOf } from '../rows/columns.ts';
import { laneLabels, LANES, type Lane } from './lanes.ts';
import { createLayout, type Layout, type Orientation } from './layout.ts';
import type { FixedDomain } from '../scale/numeric-scale.ts';
import { inferScale, type ScaleType } from '../scale/scale-types.ts';
import { createAxisScale, type AxisScale } from '../scale/scales.ts';
import { axisTicks, nameWidth, type AxisTick } from '../scale/ticks.ts';

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

/** The room that what stands beside an axis asks for: its ticks, and lanes with as many rows as there are at most. */
function wordsBeside({ ticks, column, laneY }: AxisGeometry): number {
  const rows = column.kind === 'number' ? column.values.length : column.codes.length;
  const lanes = Array.from(laneY.keys(), (lane) => `${laneLabels[lane]} ${rows.toLocaleString('en')}`);
  const words = [...ticks.map(({ label }) => label), ...lanes];
  return nameWidth(words.reduce((most, word) => Math.max(most, word.length), 0)) + 10;
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
  // Beside the first axis there is no neighbour's room for words, so it has to be known what they are.
  const layout = first === undefined ? bare : layoutWith(wordsBeside(axisIn(bare, first)));
  return { layout, axes: columns.map((column) => axisIn(layout, column)) };
}
