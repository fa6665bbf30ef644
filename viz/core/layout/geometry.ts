import type { Column } from '../../../history/index.ts';
import { profileOf } from '../rows/columns.ts';
import { laneLabels, LANES, type Lane } from './lanes.ts';
import { createLayout, divideAxis, type Layout, type Orientation } from './layout.ts';
import { plainLabels, type AxisLabels } from './axis-labels.ts';
import type { FixedDomain } from '../scale/numeric-scale.ts';
import { inferScale, type ScaleType } from '../scale/scale-types.ts';
import { createAxisScale, withBands, type AxisScale } from '../scale/scales.ts';
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
  readonly labels?: AxisLabels;
}

/** The width of a digit as a multiple of the mean width of a letter. */
const digitRatio = 1.14;

/** The width of the labels beside an axis: its ticks, and lanes with the maximum number of rows. */
function widthOfLabels({ ticks, column, laneY }: AxisGeometry): number {
  const rows = column.kind === 'number' ? column.values.length : column.codes.length;
  const lanes = Array.from(laneY.keys(), (lane) => `${laneLabels[lane]} ${rows.toLocaleString('en')}`);
  const labels = [...ticks.map(({ label }) => label), ...lanes];
  const width = nameWidth(labels.reduce((longest, label) => Math.max(longest, label.length), 0));
  // Digits are wider than letters on average.
  return (column.kind === 'number' ? digitRatio * width : width) + 10;
}

/** Letters of the labels of a range: a short number, or a date with a time. */
const boundLetters = { number: 8, time: 16 } as const;

/** The width of the labels of ranges beside an axis: counts, and bounds unless it shows categories. */
function widthOfBounds({ column, scale }: AxisGeometry): number {
  const count = (column.kind === 'number' ? column.values.length : column.codes.length).toLocaleString('en');
  const bound = scale.type === 'category' ? 0 : boundLetters[scale.type === 'time' ? 'time' : 'number'];
  return nameWidth(Math.max(count.length, bound)) + 20;
}

/** Mean width of a letter of a title in CSS pixels. */
export const titleLetter = 7.5;

/** The width of the two widest titles of neighbouring axes. */
function widthOfTitles(columns: readonly Column[], { titleOf }: AxisLabels): number {
  const widths = columns.map(({ name }) => Array.from(titleOf(name)).length * titleLetter);
  return Math.max(0, ...widths.slice(1).map((width, index) => width + widths[index]!));
}

function relabel(tick: AxisTick, { type }: AxisScale, name: string, { formatOf }: AxisLabels): AxisTick {
  // The values of categories are their indices.
  if (tick.label === '' || type === 'category') return tick;
  const label = formatOf(name, tick.value);
  return label === null ? tick : { ...tick, label };
}

/** Lays out the plot. Lanes take room only on the axes that have rows in them. */
export function createGeometry({
  width,
  height,
  columns,
  scales,
  inverted,
  domains,
  orientation = 'horizontal',
  labels = plainLabels,
}: GeometryInput): PlotGeometry {
  const titlesWidth = widthOfTitles(columns, labels);
  const layoutWith = (wordsWidth: number, boundsWidth: number) =>
    createLayout({
      width,
      height,
      axisCount: columns.length,
      orientation,
      wordsWidth,
      boundsWidth,
      titlesWidth,
    });
  const axisIn = (layout: Layout, column: Column): AxisGeometry => {
    const { name } = column;
    const { lanes: present, integer } = profileOf(column);
    const { height: scaleHeight, laneY } = divideAxis(
      layout,
      LANES.filter((lane) => present.has(lane)),
    );
    const type = scales.get(name) ?? inferScale(column);
    const scale = withBands(
      createAxisScale(column, type, scaleHeight, inverted.has(name), domains?.get(name)),
      column,
    );
    const ticks = axisTicks(scale, integer, orientation).map((tick) => relabel(tick, scale, name, labels));
    return { name, column, scale, laneY, ticks };
  };
  const bare = layoutWith(0, 0);
  const [first, last] = [columns[0], columns.at(-1)];
  // Labels at both ends need their own margins, since there are no gaps on these sides.
  const layout =
    first === undefined || last === undefined
      ? bare
      : layoutWith(widthOfLabels(axisIn(bare, first)), widthOfBounds(axisIn(bare, last)));
  return { layout, axes: columns.map((column) => axisIn(layout, column)) };
}
