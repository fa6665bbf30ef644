import { line, scaleLinear } from 'd3';
import type { Legend } from '../core/color/color.ts';
import { element, group } from '../export/xml.ts';
import {
  aboveChart,
  belowChart,
  chartTitle,
  drawChartAxes,
  leftOfChart,
  rightOfChart,
  type ChartTick,
} from './axes.ts';
import type { FigureOptions } from './options.ts';
import { sheetSvg, type Drawing, type Sheet } from './sheet.ts';

/** A function with its colour: polylines of x and y, one per continuous part. */
export interface DrawnFunction {
  readonly name: string;
  readonly color: string;
  readonly stretches: readonly (readonly (readonly [x: number, y: number])[])[];
}

/** Functions in one chart. */
export interface FunctionChart {
  readonly title: string;
  readonly functions: readonly DrawnFunction[];
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** Below this width charts are stacked. */
const wide = 480;
const share = 0.62;
const between = 12;

/** Charts of functions side by side, or one above the other in a narrow figure, as an SVG document with a legend. */
export function functionsFigure(charts: readonly FunctionChart[], options: FigureOptions): string {
  const entries = (charts[0]?.functions ?? []).map(({ name, color }) => ({
    label: name,
    color,
    value: name,
  }));
  const legend: Legend = { kind: 'categorical', column: '', entries, none: null };
  const description = charts.map(({ title }) => title).join(', ');
  return sheetSvg(options, description, entries.length > 0 ? legend : null, (sheet) =>
    drawFunctions(charts, sheet),
  );
}

function drawFunctions(charts: readonly FunctionChart[], { width, height: whole, theme }: Sheet): Drawing {
  const columns = width >= wide ? charts.length : 1;
  const rows = Math.ceil(charts.length / columns);
  const chartWidth = (width - (columns - 1) * between) / columns;
  const chartHeight = whole === null ? share * chartWidth : whole / rows;
  const parts = charts.map((chart, at) =>
    group(
      {
        transform: `translate(${(at % columns) * (chartWidth + between)} ${Math.floor(at / columns) * chartHeight})`,
      },
      drawChart(chart, { width: chartWidth, height: chartHeight, theme }),
    ),
  );
  return { height: rows * chartHeight, parts };
}

function drawChart({ title, functions, ...domains }: FunctionChart, { width, height, theme }: Sheet) {
  const plotHeight = Math.max(40, height! - aboveChart - belowChart + titleSpace);
  const y = scaleLinear(domains.y, [plotHeight, 0]);
  const ticksOf = (scale: typeof y, count: number) => {
    const format = scale.tickFormat(count);
    return scale.ticks(count).map((tick): ChartTick => ({ at: scale(tick), label: format(tick) }));
  };
  const yTicks = ticksOf(y, Math.max(2, plotHeight / 40));
  const left = leftOfChart(yTicks);
  const plotWidth = Math.max(40, width - left - rightOfChart);
  const x = scaleLinear(domains.x, [0, plotWidth]);
  const chart = {
    ...{ width: plotWidth, height: plotHeight, y: yTicks, xTitle: '' },
    x: ticksOf(x, Math.max(2, plotWidth / 60)),
  };
  const path = line().digits(2);
  return [
    chartTitle(title, theme, width),
    group({ transform: `translate(${left} ${aboveChart})` }, [
      drawChartAxes(chart, theme),
      ...functions.flatMap(({ color, stretches }) =>
        stretches.map((points) =>
          element('path', {
            d: path(points.map(([px, py]) => [x(px), y(py)])) ?? '',
            ...{ fill: 'none', stroke: color, 'stroke-width': 1.6, 'stroke-linejoin': 'round' },
          }),
        ),
      ),
    ]),
  ];
}

/** These charts have no title at the x axis. */
const titleSpace = 16;
