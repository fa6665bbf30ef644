import { association } from '../../analysis/index.ts';
import type { AxisGeometry } from '../core/layout/geometry.ts';
import { barCount, barsPath, countBars } from '../core/layout/histogram.ts';
import { countLanes, laneLabels, type Lane } from '../core/layout/lanes.ts';
import { laneReach, titleRoom } from '../core/layout/layout.ts';
import { shortAssociation } from '../core/order/order-reasons.ts';
import { countBeyond } from '../core/rows/outliers.ts';
import { shortNames } from '../core/layout/short-names.ts';
import { splitName, type SplitName } from '../core/layout/split-name.ts';
import { categoryBoxes } from '../core/scale/scales.ts';
import {
  belowAxis,
  besideAxis,
  edged,
  label,
  labelWidth,
  lettersIn,
  maxTickWidth,
  tickSize,
  upright,
} from './label.ts';
import type { Picture } from './picture.ts';
import { drawRanges } from './ranges.ts';
import { element, group, type Xml } from './xml.ts';

/** The maximum length of a histogram's bar, in units of the picture. */
const widestBar = 34;
const titleSize = 12.5;

/** The axes with their ticks, lanes, histograms, ranges and titles. */
export function drawAxes(picture: Picture): Xml {
  const { layout, axes } = picture.geometry;
  return group(
    {},
    axes.map((axis, index) => {
      const counts = axis.laneY.size > 0 ? countLanes(axis.column, picture.rows) : new Map<Lane, number>();
      return group(
        { transform: `translate(${layout.axisX[index]!.toFixed(2)} ${layout.top})`, 'data-axis': axis.name },
        [
          ...drawHistogram(picture, axis, index),
          element('line', { y2: axis.scale.height, stroke: picture.theme.inkSoft }),
          ...categoryBoxes(axis.scale).map((box) => drawBox(picture, box)),
          ...drawTicks(picture, axis),
          ...Array.from(axis.laneY, ([lane, y]) => drawLane(picture, y, lane, counts.get(lane) ?? 0)),
          ...drawEdges(picture, axis),
          ...drawRanges(picture, axis),
          drawTitle(picture, axis, index),
        ],
      );
    }),
  );
}

/** The correlations of neighbouring axes, below the axes. */
export function drawCorrelations(picture: Picture): Xml[] {
  if (!picture.overlays.has('correlations')) return [];
  const { layout, axes } = picture.geometry;
  return axes.slice(1).flatMap((axis, index) => {
    const found = association(axes[index]!.column, axis.column, picture.selection);
    if (found === null) return [];
    const x = (layout.axisX[index]! + layout.axisX[index + 1]!) / 2;
    const content = shortAssociation(found);
    const place =
      layout.orientation === 'vertical'
        ? { transform: upright(x + 4, layout.height - 2) }
        : { x, y: layout.height - 2, 'text-anchor': 'middle' };
    return [label(content, 10.5, { ...place, fill: picture.theme.inkSoft })];
  });
}

function drawTitle(
  { geometry, theme, brushes, titleOf }: Picture,
  { name, scale }: AxisGeometry,
  index: number,
): Xml {
  const { orientation, slanted, axisX, width: whole } = geometry.layout;
  const width = titleRoom(geometry.layout, index);
  const title = titleOf(name);
  const titles = geometry.axes.map((axis) => titleOf(axis.name));
  const parts = splitName(title, titles, lettersIn(width, titleSize));
  const fill = brushes.has(name) ? theme.accent : theme.ink;
  const common = { y: -14, fill, 'font-weight': 600 };
  if (orientation === 'vertical') {
    const place = { ...common, y: 0, transform: upright(-8, scale.height), ...edged(theme.surface) };
    return label(parts, titleSize, place, width);
  }
  if (slanted) return label(parts, titleSize, { ...common, transform: 'rotate(-32 0 -14)' }, width);
  // The title of the last axis is moved to the left so that it stays within the picture.
  const half = Math.min(labelWidth(title, titleSize) * 1.1, width) / 2;
  const x = Math.min(0, whole - axisX[index]! - half - 2);
  return label(parts, titleSize, { ...common, x, 'text-anchor': 'middle' }, width);
}

/** The box of a category. */
function drawBox({ theme }: Picture, { y, height }: { y: number; height: number }): Xml {
  const [fill, stroke] = [theme.surface, theme.inkSoft];
  const place = { x: -4, y: y.toFixed(2), width: 8, height: height.toFixed(2), rx: 1 };
  return element('rect', { ...place, fill, 'fill-opacity': 0.6, stroke });
}

/** The ticks of an axis. */
function drawTicks(picture: Picture, axis: AxisGeometry): Xml[] {
  const labels = axis.ticks.map((tick) => tick.label);
  const isVertical = picture.geometry.layout.orientation === 'vertical';
  const width = isVertical ? namePitch(axis) - 6 : maxTickWidth;
  const short = axis.scale.type === 'category' ? shortNames(labels, lettersIn(width, tickSize)) : labels;
  return axis.ticks.map(({ y, label: whole }, index) =>
    drawTick(picture, y, { head: short[index]!, tail: '', whole }, width),
  );
}

/** A tick with its label, outlined in the colour of the page since lines pass behind it. */
function drawTick({ theme, geometry }: Picture, y: number, content: SplitName, width: number): Xml {
  const isVertical = geometry.layout.orientation === 'vertical';
  const look = { fill: theme.ink, edge: theme.surface };
  const words = () =>
    isVertical ? belowAxis(content, look, { x: 17, y: 0 }, width) : besideAxis(content, look);
  return group({ transform: `translate(0 ${y.toFixed(2)})` }, [
    element('line', { x1: isVertical ? 5 : -5, stroke: theme.inkSoft }),
    ...(content.whole === '' ? [] : [words()]),
  ]);
}

/** The distance between the labels of an axis. */
function namePitch({ ticks, scale }: AxisGeometry): number {
  const named = ticks.filter(({ label: content }) => content !== '');
  return Math.min(scale.height, ...named.slice(1).map(({ y }, index) => Math.abs(y - named[index]!.y)));
}

function drawLane({ theme, geometry }: Picture, y: number, lane: Lane, rows: number): Xml {
  const [name, count] = [laneLabels[lane], rows.toLocaleString('en')];
  const reach = laneReach - 2;
  const look = { fill: theme.inkSoft, edge: theme.surface };
  return group({ transform: `translate(0 ${y.toFixed(2)})`, 'font-style': 'italic' }, [
    element('line', { y1: -reach, y2: reach, stroke: theme.inkSoft, 'stroke-dasharray': '2 2' }),
    ...(geometry.layout.orientation === 'vertical'
      ? [belowAxis(name, look, { x: 17, y: 0 }), belowAxis(count, look, { x: 29, y: 0 })]
      : [besideAxis(`${name} ${count}`, look)]),
  ]);
}

/** The numbers of rows outside the limits of an axis, at the ends where they are drawn. */
function drawEdges({ theme, rows, geometry }: Picture, { column, scale }: AxisGeometry): Xml[] {
  const { below, above } = countBeyond(column, scale, rows);
  const edge = (count: number, side: string, isTop: boolean) => {
    if (count === 0) return [];
    const y = isTop ? 0 : scale.height;
    const content = `${count.toLocaleString('en')} ${side}`;
    const words =
      geometry.layout.orientation === 'vertical'
        ? { transform: upright(34, y), 'text-anchor': isTop ? 'end' : 'start' }
        : { x: 8, y: isTop ? y : y + 7 };
    return [
      element('path', { d: `M-4 ${y}L0 ${isTop ? y - 6 : y + 6}L4 ${y}Z`, fill: theme.ink }),
      label(content, 10, { ...words, fill: theme.ink }),
    ];
  };
  return [...edge(above, 'above', !scale.inverted), ...edge(below, 'below', scale.inverted)];
}

function drawHistogram(
  { overlays, positions, rows, selection, theme, geometry }: Picture,
  axis: AxisGeometry,
  index: number,
): Xml[] {
  if (!overlays.has('histograms')) return [];
  const { height } = axis.scale;
  const bars = barCount(height);
  const [all, selected] = [rows, selection].map((some) =>
    countBars({ positions: positions[index]!, height, bars }, some),
  );
  const max = all!.reduce((highest, count) => Math.max(highest, count), 0);
  const { gap } = geometry.layout;
  const width = gap === 0 ? widestBar : Math.min(widestBar, gap * 0.3);
  const path = (counts: Uint32Array) => barsPath(counts, max, height, width);
  return [
    element('path', { d: path(all!), fill: theme.inkSoft, 'fill-opacity': 0.3 }),
    element('path', { d: path(selected!), fill: theme.accent, 'fill-opacity': 0.55 }),
  ];
}
