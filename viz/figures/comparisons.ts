import { scaleLinear } from 'd3';
import { label, labelWidth, tickSize } from '../export/label.ts';
import { element, group } from '../export/xml.ts';
import { drawChartAxes, rightOfChart, type ChartTick } from './axes.ts';
import type { FigureOptions } from './options.ts';
import { sheetSvg, type Drawing, type Sheet } from './sheet.ts';

/** A comparison of two: the difference with its interval, in units of the axis. */
export interface ComparedPair {
  readonly name: string;
  /** Null if they were not compared. */
  readonly difference: number | null;
  readonly interval: readonly [low: number, high: number] | null;
  /** What was found: `better`, `practically equal`. */
  readonly outcome: string;
}

/** The comparisons of a family as a forest plot. */
export interface ComparisonsFigure {
  readonly pairs: readonly ComparedPair[];
  /** Differences up to this are practically equal; 0 for none. */
  readonly margin: number;
  /** The ends of the axis. */
  readonly domain: readonly [low: number, high: number];
  /** What the axis shows, such as `difference in points of accuracy`. */
  readonly axisTitle: string;
}

const rowHeight = 20;
const topMargin = 8;
const below = 40;
const gap = 8;
/** Maximum fraction of the width for the names. */
const maxNames = 0.42;

/**
 * Differences with their intervals, a row each, with the margin of practical equality, as an SVG document. An interval
 * that is longer than the axis ends in an arrow.
 * @throws {Error} if there are no comparisons
 */
export function comparisonsFigure(figure: ComparisonsFigure, options: FigureOptions): string {
  if (figure.pairs.length === 0) throw new Error('there are no comparisons to show');
  return sheetSvg(options, figure.axisTitle, null, (sheet) => drawComparisons(figure, sheet));
}

function drawComparisons(
  { pairs, margin, domain, axisTitle }: ComparisonsFigure,
  { width, theme }: Sheet,
): Drawing {
  const widest = (texts: readonly string[]) =>
    Math.max(0, ...texts.map((content) => labelWidth(content, tickSize)));
  const namesWidth = Math.min(widest(pairs.map(({ name }) => name)), maxNames * width);
  const outcomesWidth = widest(pairs.map(({ outcome }) => outcome));
  const left = 4 + namesWidth + gap;
  const plotWidth = Math.max(60, width - left - outcomesWidth - 2 * gap - rightOfChart);
  const plotHeight = pairs.length * rowHeight;
  const x = scaleLinear(domain, [0, plotWidth]).nice();
  const ticks = x.ticks(Math.max(2, Math.floor(plotWidth / 50)));
  const format = x.tickFormat(ticks.length);
  const chart = {
    width: plotWidth,
    height: plotHeight,
    x: ticks.map((tick): ChartTick => ({ at: x(tick), label: format(tick) })),
    y: [],
    xTitle: '',
  };
  const within = (value: number) => Math.min(Math.max(x(value), 0), plotWidth);
  const rows = pairs.flatMap(({ name, difference, interval, outcome }, row) => {
    const y = (row + 0.5) * rowHeight;
    const words = { y, dy: '0.35em', fill: theme.ink };
    const [low, high] = interval ?? [NaN, NaN];
    const arrow = (at: number, side: -1 | 1) =>
      element('path', {
        d: `M${at - 5 * side} ${y - 4}L${at} ${y}L${at - 5 * side} ${y + 4}`,
        ...{ fill: 'none', stroke: theme.accent, 'stroke-width': 2 },
      });
    return [
      label(name, tickSize, { x: -gap, 'text-anchor': 'end', ...words }, namesWidth + 1),
      label(outcome, tickSize, { x: plotWidth + gap, ...words }),
      ...(difference === null
        ? []
        : [
            element('line', {
              ...{ x1: within(low), x2: within(high), y1: y, y2: y },
              ...{ stroke: theme.accent, 'stroke-width': 2.4 },
            }),
            ...(x(low) < 0 ? [arrow(0, -1)] : []),
            ...(x(high) > plotWidth ? [arrow(plotWidth, 1)] : []),
            element('circle', { cx: within(difference), cy: y, r: 3.4, fill: theme.accent }),
          ]),
    ];
  });
  const middle = Math.min(
    left + plotWidth / 2,
    width - 4 - Math.min(labelWidth(axisTitle, tickSize), width - 8) / 2,
  );
  return {
    height: topMargin + plotHeight + below,
    parts: [
      group({ transform: `translate(${left} ${topMargin})` }, [
        element('rect', {
          ...{ x: within(-margin), width: within(margin) - within(-margin), height: plotHeight },
          ...{ fill: theme.faint, 'fill-opacity': 0.35 },
        }),
        drawChartAxes(chart, theme),
        element('line', { x1: x(0), x2: x(0), y2: plotHeight, stroke: theme.ink, 'stroke-dasharray': '3 2' }),
        ...rows,
      ]),
      label(
        axisTitle,
        tickSize,
        {
          ...{ x: Math.max(middle, 4 + labelWidth(axisTitle, tickSize) / 2), y: topMargin + plotHeight + 31 },
          ...{ 'text-anchor': 'middle', fill: theme.ink, 'font-weight': 600 },
        },
        width - 8,
      ),
    ],
  };
}
