import {
  pairMetrics,
  recordedMetrics,
  RunSet,
  seriesOf,
  tableOf,
  type History,
} from '../../../history/index.ts';
import {
  categoryColors,
  comparisonsFigure,
  curvesFigure,
  FONT_SIZES,
  isFontSize,
  parseWidth,
  scatterFigure,
  toPdf,
  type FigureOptions,
} from '../../../viz/figures/index.ts';
import { comparisonsOf } from '../../shared/comparisons-figure.ts';
import { scoredRuns, searchesOf } from '../../shared/search-scores.ts';
import { searchVerdicts } from '../../shared/search-verdicts.ts';
import { findColumn } from './find-column.ts';
import { didYouMean } from '../suggest.ts';
import { UsageError } from '../usage.ts';

const CHARTS = ['curves', 'scatter', 'verdicts'] as const;
export type Chart = (typeof CHARTS)[number];

/** The options of a figure, as they are typed. */
export interface FigureArguments {
  readonly chart: string | undefined;
  readonly width: string | undefined;
  readonly font: string | undefined;
  readonly size: string | undefined;
  readonly title: string | undefined;
}

/** The columns that each chart shows, for messages. */
const COLUMNS: Readonly<Record<Chart, { readonly max: number; readonly expected: string }>> = {
  curves: { max: 1, expected: 'one metric for curves' },
  scatter: { max: 2, expected: 'two columns for a scatter plot, such as lr,valid_loss' },
  verdicts: { max: 0, expected: 'none for verdicts' },
};

/** More runs have no legend. */
const MAX_LEGEND = 12;

/**
 * Reads the options of a figure.
 * @throws {UsageError} naming the option and its value
 */
export function figureOptions({ chart, width = 'column', font, size = '8', title = '' }: FigureArguments): {
  readonly chart: Chart;
  readonly options: FigureOptions;
} {
  const found = CHARTS.find((name) => name === chart);
  if (found === undefined)
    throw new UsageError(
      `--chart: expected one of ${CHARTS.join(', ')}, got "${chart ?? ''}".${didYouMean(chart ?? '', CHARTS)}`,
    );
  const inches = parseWidth(width);
  if (Number.isNaN(inches))
    throw new UsageError(`--width: expected column, two-column or a length such as 88mm, got "${width}".`);
  const points = Number(size);
  if (!isFontSize(points)) {
    const { min, max } = FONT_SIZES;
    throw new UsageError(`--size: expected ${String(min)} to ${String(max)} points, got "${size}".`);
  }
  const paper = { width: inches, fontSize: points, ...(font === undefined ? {} : { fontFamily: font }) };
  return { chart: found, options: { paper, title } };
}

/**
 * Draws the runs as SVG: the curves of a metric, two columns as a scatter plot, or the verdicts of a cross-validation.
 * @param names the metric of curves, by default the first, or the two columns of a scatter plot
 * @throws {UsageError} for an unknown column, or another number of columns
 * @throws {Error} if the runs have nothing to draw
 */
export function runsAsFigure(
  history: History,
  chart: Chart,
  names: readonly string[] | null,
  options: FigureOptions,
): string {
  const { max, expected } = COLUMNS[chart];
  if (names !== null && names.length > max)
    throw new UsageError(`--columns: expected ${expected}, got "${names.join(',')}".`);
  if (chart === 'verdicts') return verdicts(history, options);
  const set = RunSet.ofHistory(history);
  return chart === 'curves' ? curves(set, names, options) : scatter(set, names, options);
}

/** A figure as the content of a file: PDF if its name ends so, else SVG. `unknown`: characters that PDF's fonts do not have. */
export function figureContent(
  path: string,
  svg: string,
): { readonly content: Uint8Array | string; readonly unknown: readonly string[] } {
  if (!/\.pdf$/i.test(path)) return { content: svg, unknown: [] };
  const { bytes, unknown } = toPdf(svg);
  return { content: bytes, unknown };
}

function curves(set: RunSet, names: readonly string[] | null, options: FigureOptions): string {
  const runs = Array.from({ length: set.length }, (_, run) => run);
  const metrics = recordedMetrics(set, runs).map(({ name }) => name);
  const pairs = pairMetrics(metrics);
  const wanted = names?.[0];
  const pair = wanted === undefined ? pairs[0] : pairs.find(({ name }) => name === wanted);
  if (wanted !== undefined && pair === undefined)
    throw new UsageError(
      `--columns: expected one of ${pairs.map(({ name }) => name).join(', ')}, got "${wanted}".${didYouMean(wanted, metrics)}`,
    );
  if (pair === undefined) throw new Error('no run has per-epoch records to draw as curves');
  const series = seriesOf(set, pair.name, 'epoch', runs);
  const shown = Array.from(series.runs);
  const colors = new Map(categoryColors(shown.length, 'heddle').map((color, at) => [shown[at]!, color]));
  const entries = shown.map((run) => ({
    label: set.name(run),
    color: colors.get(run)!,
    value: set.name(run),
  }));
  return curvesFigure(
    {
      ...{ title: pair.name, series, trainTitle: pair.train ?? '', xTitle: 'Epoch', xKind: 'count' },
      train: pair.train === null ? null : seriesOf(set, pair.train, 'epoch', runs),
      color: (run) => colors.get(run) ?? '#5c6066',
      legend: entries.length > MAX_LEGEND ? null : { kind: 'categorical', column: '', entries, none: null },
      ...{ isLog: false, smoothing: 0, groups: null, baseline: null, zoom: null },
    },
    options,
  );
}

function scatter(set: RunSet, names: readonly string[] | null, options: FigureOptions): string {
  const table = tableOf(set, { level: 'runs' });
  const [x, y] = (names ?? []).map((name) => findColumn(table, name));
  if (x === undefined || y === undefined)
    throw new UsageError(
      `--columns: expected ${COLUMNS.scatter.expected}, got "${(names ?? []).join(',')}".`,
    );
  return scatterFigure(
    {
      ...{ table, rows: Uint32Array.from({ length: table.length }, (_, row) => row) },
      ...{ x: { column: x }, y: { column: y }, size: null, parentOf: null },
      ...{ colorScale: null, legend: null, front: null, stairs: null, pinned: [], nameOf: () => '' },
    },
    options,
  );
}

function verdicts({ runs }: History, options: FigureOptions): string {
  const all = Array.from(runs);
  const [search] = searchesOf(all);
  const scorer = search?.scorers[0];
  if (search === undefined || scorer === undefined)
    throw new Error('there is no cross-validation whose configurations could be compared');
  return comparisonsFigure(
    comparisonsOf(searchVerdicts(scoredRuns(search, all, scorer), { scorer, folds: search.folds })),
    options,
  );
}
