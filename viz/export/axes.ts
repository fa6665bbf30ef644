import { association, shortAssociation } from '../core/association.ts';
import type { AxisGeometry } from '../core/geometry.ts';
import { barCount, barsPath, countBars } from '../core/histogram.ts';
import { countLanes, laneLabels, type Lane } from '../core/lanes.ts';
import { laneReach, slantedTitle } from '../core/layout.ts';
import { countBeyond } from '../core/outliers.ts';
import { besideAxis, label, labelWidth } from './label.ts';
import type { Picture } from './picture.ts';
import { drawRanges } from './ranges.ts';
import { element, group, type Xml } from './xml.ts';

/** Of the widest histogram, in units of the picture. */
const widestBar = 34;
const titleSize = 12.5;

/** The axes with all that stands on them. */
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
          ...axis.ticks.map((tick) => drawTick(picture, tick.y, tick.label)),
          ...Array.from(axis.laneY, ([lane, y]) => drawLane(picture, y, lane, counts.get(lane) ?? 0)),
          ...drawEdges(picture, axis),
          ...drawRanges(picture, axis),
          drawTitle(picture, axis, index),
        ],
      );
    }),
  );
}

/** How strongly neighbouring axes go together, below and between them. */
export function drawCorrelations(picture: Picture): Xml[] {
  if (!picture.marks.has('correlations')) return [];
  const { layout, axes } = picture.geometry;
  return axes.slice(1).flatMap((axis, index) => {
    const found = association(axes[index]!.column, axis.column, picture.selection);
    if (found === null) return [];
    const x = (layout.axisX[index]! + layout.axisX[index + 1]!) / 2;
    const content = shortAssociation(found);
    return [
      label(content, 10.5, { x, y: layout.height - 2, 'text-anchor': 'middle', fill: picture.theme.inkSoft }),
    ];
  });
}

function drawTitle({ geometry, theme, brushes }: Picture, { name }: AxisGeometry, index: number): Xml {
  const { slanted, gap, axisX, width: whole } = geometry.layout;
  const fill = brushes.has(name) ? theme.accent : theme.ink;
  const common = { y: -14, fill, 'font-weight': 600 };
  if (slanted) return label(name, titleSize, { ...common, transform: 'rotate(-32 0 -14)' }, slantedTitle);
  const width = Math.max(60, gap - 8);
  // Room to both sides of the middle, as far as the picture goes: the last axis stands near its edge.
  const half = Math.min(labelWidth(name, titleSize) * 1.1, width) / 2;
  const x = Math.min(0, whole - axisX[index]! - half - 2);
  return label(name, titleSize, { ...common, x, 'text-anchor': 'middle' }, width);
}

/** Beside a line across the axis; with an edge in the colour of the page, since lines run behind it. */
function drawTick({ theme }: Picture, y: number, content: string): Xml {
  return group({ transform: `translate(0 ${y.toFixed(2)})` }, [
    element('line', { x1: -5, stroke: theme.inkSoft }),
    ...(content === '' ? [] : [besideAxis(content, { fill: theme.ink, edge: theme.surface })]),
  ]);
}

function drawLane({ theme }: Picture, y: number, lane: Lane, count: number): Xml {
  const content = `${laneLabels[lane]} ${count.toLocaleString('en')}`;
  const reach = laneReach - 2;
  return group({ transform: `translate(0 ${y.toFixed(2)})`, 'font-style': 'italic' }, [
    element('line', { y1: -reach, y2: reach, stroke: theme.inkSoft, 'stroke-dasharray': '2 2' }),
    besideAxis(content, { fill: theme.inkSoft, edge: theme.surface }),
  ]);
}

/** How many rows lie beyond the ends that somebody fixed, at the edge where they are drawn. */
function drawEdges({ theme, rows }: Picture, { column, scale }: AxisGeometry): Xml[] {
  const { below, above } = countBeyond(column, scale, rows);
  const edge = (count: number, side: string, isTop: boolean) => {
    if (count === 0) return [];
    const y = isTop ? 0 : scale.height;
    const content = `${count.toLocaleString('en')} ${side}`;
    return [
      element('path', { d: `M-4 ${y}L0 ${isTop ? y - 6 : y + 6}L4 ${y}Z`, fill: theme.ink }),
      label(content, 10, { x: 8, y: isTop ? y : y + 7, fill: theme.ink }),
    ];
  };
  return [...edge(above, 'above', !scale.inverted), ...edge(below, 'below', scale.inverted)];
}

function drawHistogram(
  { marks, positions, rows, selection, theme, geometry }: Picture,
  axis: AxisGeometry,
  index: number,
): Xml[] {
  if (!marks.has('histograms')) return [];
  const { height } = axis.scale;
  const bars = barCount(height);
  const [all, selected] = [rows, selection].map((some) =>
    countBars({ positions: positions[index]!, height, bars }, some),
  );
  const most = all!.reduce((highest, count) => Math.max(highest, count), 0);
  const { gap } = geometry.layout;
  const width = gap === 0 ? widestBar : Math.min(widestBar, gap * 0.3);
  const path = (counts: Uint32Array) => barsPath(counts, most, height, width);
  return [
    element('path', { d: path(all!), fill: theme.inkSoft, 'fill-opacity': 0.3 }),
    element('path', { d: path(selected!), fill: theme.accent, 'fill-opacity': 0.55 }),
  ];
}
