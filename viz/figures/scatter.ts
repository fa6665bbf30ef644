import { pathRound } from 'd3';
import type { NumberColumn, Table } from '../../history/index.ts';
import { rowColor, type ColorScale, type Legend } from '../core/color/color.ts';
import { edged, label, labelWidth, tickSize } from '../export/label.ts';
import { element, group, type Attributes, type Xml } from '../export/xml.ts';
import { laneWidth, placeRows } from '../scatter/axis.ts';
import { dotRadius, radiusRatios } from '../scatter/dots/prepare-dots.ts';
import { labelHeight, placeLabels } from '../scatter/labels.ts';
import { dotMargin, scatterLayout, type AxisColumn } from '../scatter/layout.ts';
import { addLineage, childrenIn, lineageOpacity } from '../scatter/lineage.ts';
import { staircase, type Directions, type Point } from '../scatter/staircase.ts';
import type { FigureOptions } from './options.ts';
import { sheetSvg, type Drawing, type Sheet } from './sheet.ts';

/** Two columns against each other. */
export interface ScatterFigure {
  readonly table: Table;
  /** The selected rows; all others are faint. */
  readonly rows: Uint32Array;
  readonly x: AxisColumn;
  readonly y: AxisColumn;
  /** The column of the sizes of dots; null for one size. */
  readonly size: NumberColumn | null;
  /** The row of each row's parent, −1 if it has none; null draws no lines. */
  readonly parentOf: Int32Array | null;
  /** Null for one colour. */
  readonly colorScale: ColorScale | null;
  readonly legend: Legend | null;
  /** The rows of a Pareto front, from the best to the worst by x; null for none. */
  readonly front: Uint32Array | null;
  /** The directions of the objectives, if they are those of the axes. */
  readonly stairs: Directions | null;
  readonly pinned: readonly number[];
  readonly nameOf: (row: number) => string;
}

const share = 0.72;
const arrows = { min: ' ↓', max: ' ↑', none: '' } as const;

/** A scatter plot as an SVG document, as `Scatter.svelte` shows it. */
export function scatterFigure(figure: ScatterFigure, options: FigureOptions): string {
  const description = `${figure.y.column.name} by ${figure.x.column.name}`;
  return sheetSvg(options, description, figure.legend, (sheet) => drawScatter(figure, sheet));
}

function drawScatter(figure: ScatterFigure, { width, height: whole, theme }: Sheet): Drawing {
  const { table, rows, size, parentOf, colorScale, front, stairs, nameOf } = figure;
  const pinned = figure.pinned.filter((row) => row < table.length);
  const height = whole ?? share * width;
  const layout = scatterLayout(width, height, figure.x, figure.y);
  const { x, y, plotWidth, plotHeight } = layout;
  const [xs, ys] = [placeRows(x), placeRows(y)];
  const [bottom, right] = [plotHeight + dotMargin, plotWidth + dotMargin];
  const radius = dotRadius({ x: xs, y: ys, width: plotWidth, height: plotHeight });
  const ratios = size && radiusRatios(size);
  const radiusOf = (row: number) => radius * (ratios?.[row] ?? 1);
  const colorOf = (row: number) => (colorScale === null ? theme.accent : rowColor(colorScale, row));
  const isSelected = new Set(rows);
  const dot = (row: number, fill: string) =>
    element('circle', { cx: xs[row]!, cy: ys[row]!, r: radiusOf(row), fill });
  const behind = Array.from({ length: table.length }, (_, row) => row).filter((row) => !isSelected.has(row));

  const grid = (isMinor: boolean) => ({ stroke: theme.faint, 'stroke-opacity': isMinor ? 0.2 : 0.5 });
  const lane = { fill: theme.faint, 'fill-opacity': 0.2 };
  const tickLabel = (content: string, place: Attributes) =>
    content === '' ? [] : [label(content, tickSize, { ...place, fill: theme.ink })];
  const soft = { fill: theme.inkSoft, 'font-style': 'italic', 'text-anchor': 'end' };
  const names = pinned.map(nameOf);
  const places = placeLabels(
    pinned.map((row, at) => ({ x: xs[row]!, y: ys[row]!, width: labelWidth(names[at]!, tickSize) + 8 })),
    plotWidth,
    plotHeight,
  );
  const parts: Xml[] = [
    ...x.lanes.flatMap(({ at, label: name }) => [
      element('rect', {
        ...{ x: at - laneWidth / 2, y: -dotMargin, width: laneWidth, height: bottom + dotMargin },
        ...lane,
      }),
      label(name, tickSize, { transform: `translate(${at + 4} ${bottom + 6}) rotate(-90)`, ...soft }),
    ]),
    ...y.lanes.flatMap(({ at, label: name }) => [
      element('rect', {
        ...{ x: -dotMargin, y: at - laneWidth / 2, width: right + dotMargin, height: laneWidth },
        ...lane,
      }),
      label(name, tickSize, { x: -dotMargin - 7, y: at, dy: '0.35em', ...soft }),
    ]),
    ...x.ticks.flatMap((tick) => [
      element('line', { x1: tick.at, x2: tick.at, y1: -dotMargin, y2: bottom, ...grid(tick.label === '') }),
      ...tickLabel(tick.label, { x: tick.at, y: bottom + 16, 'text-anchor': 'middle' }),
    ]),
    ...y.ticks.flatMap((tick) => [
      element('line', { x1: -dotMargin, x2: right, y1: tick.at, y2: tick.at, ...grid(tick.label === '') }),
      ...tickLabel(tick.label, { x: -dotMargin - 7, y: tick.at, dy: '0.35em', 'text-anchor': 'end' }),
    ]),
    element('path', {
      d: `M${-dotMargin} ${-dotMargin}V${bottom}H${right}`,
      fill: 'none',
      stroke: theme.inkSoft,
    }),
    ...(parentOf === null ? [] : [drawLineage(parentOf)]),
    group(
      {},
      behind.map((row) => dot(row, theme.faint)),
    ),
    group(
      { 'fill-opacity': 0.85 },
      Array.from(rows, (row) => dot(row, colorOf(row))),
    ),
    ...(front === null ? [] : drawFront(front)),
    ...pinned.map((row) =>
      element('circle', {
        ...{ cx: xs[row]!, cy: ys[row]!, r: 6, fill: colorOf(row) },
        ...{ stroke: theme.ink, 'stroke-width': 1.6 },
      }),
    ),
    ...places.flatMap((place, at) =>
      place === null
        ? []
        : [
            label(names[at]!, tickSize, {
              ...{ x: place.left + 4, y: place.top + labelHeight / 2, dy: '0.35em' },
              ...{ fill: theme.ink, 'font-weight': 600, ...edged(theme.surface) },
            }),
          ],
    ),
  ];
  const title = { fill: theme.ink, 'font-weight': 600 };
  return {
    height,
    parts: [
      group({ transform: `translate(${layout.left} ${layout.top})` }, parts),
      label(y.column.name + arrows[y.column.direction], tickSize, { x: 4, y: 13, ...title }, width - 8),
      label(
        x.column.name + arrows[x.column.direction],
        tickSize,
        { x: width - 4, y: height - 6, 'text-anchor': 'end', ...title },
        width - 8,
      ),
    ],
  };

  function drawLineage(parents: Int32Array): Xml {
    const children = childrenIn(parents, rows);
    const path = pathRound(2);
    addLineage(path, children, parents, xs, ys);
    return element('path', {
      ...{ d: path.toString(), fill: 'none', stroke: theme.inkSoft },
      'stroke-opacity': lineageOpacity(children.length),
    });
  }

  function drawFront(inFront: Uint32Array): Xml[] {
    const look = { fill: 'none', stroke: theme.ink, 'stroke-width': 1.1 };
    const points = Array.from(inFront, (row): Point => [xs[row]!, ys[row]!]);
    const line = stairs === null ? [] : staircase(points, stairs, [x.scale, y.scale]);
    const path = line.map(([left, top], at) => `${at === 0 ? 'M' : 'L'}${left.toFixed(2)} ${top.toFixed(2)}`);
    return [
      ...(path.length === 0
        ? []
        : [element('path', { d: path.join(''), ...look, 'stroke-dasharray': '5 3' })]),
      ...Array.from(inFront, (row) =>
        element('circle', { cx: xs[row]!, cy: ys[row]!, r: radiusOf(row) + 1.5, ...look }),
      ),
    ];
  }
}
