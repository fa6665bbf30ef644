import type { Column } from '../../history/index.ts';
import type { ScaleType } from '../core/scale/scale-types.ts';
import { nameWidth } from '../core/scale/ticks.ts';
import { createScatterAxis, scatterTicks, laneTicks, type ScatterAxis, type ScatterTick } from './axis.ts';

/** A column on an axis, with the type of its scale; by default the inferred one. */
export interface AxisColumn {
  readonly column: Column;
  readonly type?: ScaleType | undefined;
}

/** An axis with its labels. */
export interface PlacedScatterAxis extends ScatterAxis {
  readonly ticks: readonly ScatterTick[];
  readonly lanes: readonly ScatterTick[];
}

/** Where everything lies, in CSS pixels. Positions of dots count from the origin at `left`, `top`. */
export interface ScatterLayout {
  readonly left: number;
  readonly top: number;
  readonly plotWidth: number;
  readonly plotHeight: number;
  readonly x: PlacedScatterAxis;
  readonly y: PlacedScatterAxis;
}

/** Space around the positions of dots, so that dots at the ends are whole. */
export const dotMargin = 12;
/** Space above the plot for the name of the y axis, and below for the ticks and the name of the x axis. */
const topSpace = 22;
const bottomSpace = 40;
/** Additional space for the names of lanes, which are written upwards. */
const laneNameSpace = 22;
const rightSpace = 6;
const tickSpace = 12;
/** Maximum fraction of the width for the labels of the y axis. */
const maxLabelShare = 0.28;

/** Lays out a picture of `width` × `height` CSS pixels. */
export function scatterLayout(width: number, height: number, x: AxisColumn, y: AxisColumn): ScatterLayout {
  const hasLanes = createScatterAxis('x', x.column, x.type, 1).laneY.size > 0;
  const top = topSpace + dotMargin;
  const below = bottomSpace + (hasLanes ? laneNameSpace : 0) + dotMargin;
  const plotHeight = Math.max(1, height - top - below);
  const yAxis = createScatterAxis('y', y.column, y.type, plotHeight);
  const room = maxLabelShare * width;
  const ticks = scatterTicks(yAxis, room);
  const lanes = laneTicks(yAxis);
  const longest = Math.max(0, ...[...ticks, ...lanes].map(({ label }) => label.length));
  const left = Math.ceil(nameWidth(longest)) + tickSpace + dotMargin;
  const plotWidth = Math.max(1, width - left - rightSpace - dotMargin);
  const xAxis = createScatterAxis('x', x.column, x.type, plotWidth);
  return {
    left,
    top,
    plotWidth,
    plotHeight,
    x: { ...xAxis, ticks: scatterTicks(xAxis, plotWidth), lanes: laneTicks(xAxis) },
    y: { ...yAxis, ticks, lanes },
  };
}
