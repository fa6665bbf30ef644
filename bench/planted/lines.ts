import { anchorCount, axisNames, plantedAxis, type Data } from './structures.ts';
import type { Axes } from './page/tool.ts';

/** The part of a picture right of the axis of a structure, in whole pixels; ends are exclusive. */
export interface Region {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Pixels at both ends of the axes that are left out, since the anchors are drawn there. */
const edge = 4;
const stripOffset = 3;
const stripWidth = 12;
/** Pixels beside both axes that are left out between them. */
const gapMargin = 20;

/** The strip beside the axis. */
export function stripOf({ x, top, bottom }: Axes): Region {
  const left = Math.ceil(x[plantedAxis]! + stripOffset);
  return { left, right: left + stripWidth, top: Math.ceil(top) + edge, bottom: Math.floor(bottom) - edge };
}

/** The space between the axis and the next. */
export function gapOf({ x, top, bottom }: Axes): Region {
  return {
    left: Math.ceil(x[plantedAxis]! + gapMargin),
    right: Math.floor(x[plantedAxis + 1]! - gapMargin),
    top: Math.ceil(top) + edge,
    bottom: Math.floor(bottom) - edge,
  };
}

/** Calls `visit` with the height of each row's line, in pixels, in each of the columns `xs` right of the axis. */
export function eachCrossing(
  { axes: values, length }: Data,
  axes: Axes,
  xs: readonly number[],
  visit: (row: number, y: number, x: number) => void,
): void {
  const { top, bottom } = axes;
  const [from, to] = [values[axisNames[plantedAxis]!], values[axisNames[plantedAxis + 1]!]];
  for (const x of xs) {
    const share = progressAt(axes, x + 0.5);
    for (let row = anchorCount; row < length; row++) {
      const value = (1 - share) * from[row]! + share * to[row]!;
      visit(row, bottom - value * (bottom - top), x);
    }
  }
}

/** The steepness of each row's line in a column: pixels down per pixel to the right. */
export function slopeAt({ axes: values }: Data, axes: Axes, x: number): (row: number) => number {
  const [from, to] = [values[axisNames[plantedAxis]!], values[axisNames[plantedAxis + 1]!]];
  const scale = (axes.bottom - axes.top) * (progressAt(axes, x + 1) - progressAt(axes, x));
  return (row) => -scale * (to[row]! - from[row]!);
}

/** How much of its way from the axis to the next a line has gone at `x`, from 0 to 1. */
function progressAt({ x: [...places], isCurved }: Axes, x: number): number {
  const [start, end] = [places[plantedAxis]!, places[plantedAxis + 1]!];
  const share = (x - start) / (end - start);
  if (!isCurved) return share;
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (bezier(middle, bezierReach, 1 - bezierReach) < share) low = middle;
    else high = middle;
  }
  return bezier(low, 0, 1);
}

/** The share of the distance between axes at which the control points of HiPlot's curves are. */
const bezierReach = 0.12;

/** A cubic Bézier curve from 0 to 1. */
function bezier(t: number, control1: number, control2: number): number {
  return 3 * (1 - t) ** 2 * t * control1 + 3 * (1 - t) * t ** 2 * control2 + t ** 3;
}

export const range = (start: number, end: number, step = 1): number[] =>
  Array.from({ length: Math.max(0, Math.ceil((end - start) / step)) }, (_, index) => start + index * step);
