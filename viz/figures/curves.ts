import type { Series } from '../../history/index.ts';
import type { Legend } from '../core/color/color.ts';
import { curveTicks, timeUnit } from '../core/curves/axis.ts';
import {
  padded,
  pixelOf,
  rangeOfX,
  rangeOfY,
  type CurveScale,
  type Range,
} from '../core/curves/curve-scale.ts';
import { curvePath } from '../core/curves/path.ts';
import { smooth } from '../core/curves/smooth.ts';
import { areaOutline } from './area.ts';
import { BAND_OPACITY, curveLayer, drawnValues, FEW_CURVES, type CurveLayer } from '../curves/layers.ts';
import type { Baseline, CurveGroups } from '../curves/types.ts';
import { edged, label, labelWidth, tickSize } from '../export/label.ts';
import { element, group, type Xml } from '../export/xml.ts';
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

/** The curves of one metric. */
export interface CurvesFigure {
  readonly title: string;
  readonly series: Series;
  /** The same metric on the training examples, drawn with dashes; null if there is none. */
  readonly train: Series | null;
  readonly trainTitle: string;
  readonly xTitle: string;
  readonly xKind: 'count' | 'time' | 'number';
  readonly color: (run: number) => string;
  readonly legend: Legend | null;
  readonly isLog: boolean;
  /** See `smooth`. */
  readonly smoothing: number;
  readonly groups: CurveGroups | null;
  readonly baseline: Baseline | null;
  /** The visible part of the x axis; null for all. */
  readonly zoom: Range | null;
}

/** The height of a chart as a fraction of the width of the figure. */
const share = 0.58;

/**
 * Curves as an SVG document, as `Curves.svelte` shows them.
 * @throws {Error} if there are no values to show
 */
export function curvesFigure(figure: CurvesFigure, options: FigureOptions): string {
  return sheetSvg(options, `${figure.title} by ${figure.xTitle}`, figure.legend, (sheet) =>
    drawCurves(figure, sheet),
  );
}

function drawCurves(figure: CurvesFigure, { width, height: whole, theme }: Sheet): Drawing {
  const { series, train, groups, isLog, smoothing, zoom, xKind } = figure;
  /** A custom property of the page has no value in a file. */
  const color = (run: number) => {
    const css = figure.color(run);
    return css.startsWith('var(') ? theme.accent : css;
  };
  const raws = [...(train === null ? [] : [train]), series];
  const layersOf = (values: readonly Float64Array[]) =>
    raws.map((raw, at) => curveLayer('', at < raws.length - 1, raw, values[at]!, groups));
  const rawLayers = layersOf(raws.map(({ y }) => y));
  const layers = smoothing === 0 ? rawLayers : layersOf(raws.map((raw) => smooth(raw, smoothing)));

  const x = zoom ?? rangeOfX(raws);
  const y = x && rangeOfY(rawLayers.flatMap(drawnValues), x, isLog);
  if (x === null || y === null) throw new Error(`${figure.title} has no values to show`);
  const height = whole ?? share * width;
  const plotHeight = Math.max(40, height - aboveChart - belowChart);
  const scaleY: CurveScale = { ...padded(y, isLog), isLog, from: plotHeight, to: 0 };
  const yTicks = curveTicks(scaleY, 'column', false).map(toTick);
  const left = leftOfChart(yTicks);
  const plotWidth = Math.max(40, width - left - rightOfChart);
  const scaleX: CurveScale = { ...x, isLog: false, from: 0, to: plotWidth };
  const unit = xKind === 'time' ? timeUnit(x.max - Math.min(0, x.min)) : { unit: 1, name: '' };
  const xTicks = curveTicks(scaleX, 'row', xKind === 'count', unit.unit).map(toTick);
  const xTitle = unit.name === '' ? figure.xTitle : `${figure.xTitle} (${unit.name})`;

  const drawn = (all: readonly CurveLayer[], opacity: number) =>
    all.map((layer) => group({ opacity }, layerParts(layer, scaleX, scaleY, color)));
  const chart = { width: plotWidth, height: plotHeight, x: xTicks, y: yTicks, xTitle };
  return {
    height: aboveChart + plotHeight + belowChart,
    parts: [
      chartTitle(figure.title, theme, width - (train === null ? 0 : trainKeyWidth(figure.trainTitle))),
      ...(train === null ? [] : [trainKey(figure.trainTitle, width, theme.ink)]),
      element(
        'clipPath',
        { id: 'heddle-chart' },
        element('rect', { x: 0, y: 0, width: plotWidth, height: plotHeight }),
      ),
      group({ transform: `translate(${left} ${aboveChart})` }, [
        drawChartAxes(chart, theme),
        group({ 'clip-path': 'url(#heddle-chart)', fill: 'none', 'stroke-linejoin': 'round' }, [
          ...(smoothing === 0 ? [] : drawn(rawLayers, 0.25)),
          ...drawn(layers, 1),
        ]),
        ...(figure.baseline === null ? [] : drawBaseline(figure.baseline)),
      ]),
    ],
  };

  function drawBaseline({ value, text }: Baseline): Xml[] {
    const at = pixelOf(scaleY, value);
    if (!(at >= 0 && at <= plotHeight)) return [];
    return [
      element('line', { x2: plotWidth, y1: at, y2: at, stroke: theme.inkSoft, 'stroke-dasharray': '6 4' }),
      label(text, tickSize, {
        x: plotWidth - 4,
        y: at,
        dy: at < 18 ? '1.1em' : '-0.4em',
        'text-anchor': 'end',
        fill: theme.inkSoft,
        ...edged(theme.surface),
      }),
    ];
  }
}

const toTick = ({ pixel, label: words }: { pixel: number; label: string }): ChartTick => ({
  at: pixel,
  label: words,
});

/** The bands of a layer, and its curves in front of them. */
function layerParts(
  { series, y, means, isDashed }: CurveLayer,
  scaleX: CurveScale,
  scaleY: CurveScale,
  color: (run: number) => string,
): Xml[] {
  const curves = Array.from(series.runs, (run, curve) => ({ run, curve }));
  const bands =
    means === null || isDashed
      ? []
      : curves.map(({ run, curve }) =>
          element('path', {
            d: areaOutline(means, curve, scaleX, scaleY),
            fill: color(run),
            'fill-opacity': BAND_OPACITY,
          }),
        );
  const look = {
    'stroke-width': curves.length > FEW_CURVES ? 0.8 : 1.4,
    // A point between gaps is a line without length, which a round cap shows as a dot.
    'stroke-linecap': isDashed ? undefined : 'round',
    'stroke-dasharray': isDashed ? '4 3' : undefined,
  };
  const lines = curves.map(({ run, curve }) =>
    element('path', { d: curvePath(series, y, curve, scaleX, scaleY), stroke: color(run), ...look }),
  );
  return [...bands, ...lines];
}

const keyLine = 20;
const trainKeyWidth = (title: string) => labelWidth(title, tickSize) + keyLine + 20;

/** Says at the right above the chart that dashed curves are those of training. */
function trainKey(title: string, width: number, ink: string): Xml {
  const end = width - rightOfChart;
  const start = end - labelWidth(title, tickSize) - 5;
  return group({}, [
    label(title, tickSize, { x: end, y: 13, 'text-anchor': 'end', fill: ink }),
    element('line', {
      ...{ x1: start - keyLine, x2: start, y1: 9, y2: 9 },
      ...{ stroke: ink, 'stroke-dasharray': '4 3', 'stroke-width': 1.4 },
    }),
  ]);
}
