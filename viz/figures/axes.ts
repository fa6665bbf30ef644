import { labelWidth, label, tickSize } from '../export/label.ts';
import type { PictureTheme } from '../export/theme.ts';
import { element, group, type Xml } from '../export/xml.ts';

/** A tick at a distance from the left or the top of the chart; without a label it is a line only. */
export interface ChartTick {
  readonly at: number;
  readonly label: string;
}

/** A chart with ticks at the left and below. Lengths are in units of the figure. */
export interface Chart {
  readonly width: number;
  readonly height: number;
  readonly x: readonly ChartTick[];
  readonly y: readonly ChartTick[];
  /** None if empty. */
  readonly xTitle: string;
}

/** Room below a chart for the labels of its ticks and its title. */
export const belowChart = 40;
const labelGap = 6;

/** The grid of a chart, its labels and the title of its x axis; the origin is the upper left corner of the chart. */
export function drawChartAxes({ width, height, x, y, xTitle }: Chart, theme: PictureTheme): Xml {
  const grid = { stroke: theme.faint, 'stroke-opacity': 0.5 };
  const words = { fill: theme.ink };
  return group({}, [
    ...x.map(({ at }) => element('line', { x1: at, x2: at, y2: height, ...grid })),
    ...y.map(({ at }) => element('line', { y1: at, y2: at, x2: width, ...grid })),
    element('path', { d: `M0 0V${height}H${width}`, fill: 'none', stroke: theme.inkSoft }),
    ...x.filter(hasLabel).map((tick) =>
      label(tick.label, tickSize, {
        // A label at the end stays within the figure.
        x: Math.min(tick.at, width + rightOfChart - labelWidth(tick.label, tickSize) / 2),
        y: height + 14,
        'text-anchor': 'middle',
        ...words,
      }),
    ),
    ...y.filter(hasLabel).map((tick) =>
      label(tick.label, tickSize, {
        x: -labelGap,
        y: tick.at,
        dy: '0.35em',
        'text-anchor': 'end',
        ...words,
      }),
    ),
    ...(xTitle === ''
      ? []
      : [
          label(
            xTitle,
            tickSize,
            { x: width / 2, y: height + 31, 'text-anchor': 'middle', 'font-weight': 600, ...words },
            width,
          ),
        ]),
  ]);
}

const hasLabel = (tick: ChartTick) => tick.label !== '';

/** Room right of a chart. */
export const rightOfChart = 12;

/** Room left of a chart for the labels of its y axis. */
export function leftOfChart(ticks: readonly ChartTick[]): number {
  return Math.max(26, 10 + labelGap + Math.max(0, ...ticks.map((tick) => labelWidth(tick.label, tickSize))));
}

/** The title of a chart above its upper left corner. */
export function chartTitle(title: string, theme: PictureTheme, width: number): Xml {
  return label(title, 12, { x: 4, y: 13, fill: theme.ink, 'font-weight': 600 }, width - 8);
}

/** Room above a chart for its title. */
export const aboveChart = 24;
