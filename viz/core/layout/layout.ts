import { clamp } from '../../../history/index.ts';
import type { Lane } from './lanes.ts';

/** `vertical`: axes are stacked and lines run downwards, for narrow containers. */
export type Orientation = 'horizontal' | 'vertical';

/**
 * Lengths in CSS pixels from the top left corner of the plot. A vertical plot is the same layout rotated clockwise by 90°:
 * left and right here are top and bottom there, top and bottom are right and left.
 */
export interface Layout {
  readonly orientation: Orientation;
  /** Of the whole plot; wider than its box if there are too many axes. */
  readonly width: number;
  readonly height: number;
  /** Top and length of the axes, lanes included. */
  readonly top: number;
  readonly axisLength: number;
  /** Position of each axis, from left to right. */
  readonly axisX: readonly number[];
  /** Distance of neighbouring axes. */
  readonly gap: number;
  /** Whether titles are slanted to fit. */
  readonly slanted: boolean;
}

export interface LayoutInput {
  readonly width: number;
  readonly height: number;
  readonly axisCount: number;
  /** Default: horizontal. */
  readonly orientation?: Orientation;
  /** Width of the labels beside the first axis of a horizontal plot; clamped. */
  readonly wordsWidth?: number;
  /** Width of the labels of ranges on the last axis of a horizontal plot; clamped. */
  readonly boundsWidth?: number;
  /** Width of the two widest titles of neighbouring axes together, by which they are slanted. */
  readonly titlesWidth?: number;
}

const margins = {
  horizontal: { left: 68, right: 44, bottom: 14, level: 34, slanted: 82 },
  // Right of the last axis are ticks, bounds of ranges, and names of pins.
  vertical: { left: 34, right: 56, bottom: 18, level: 18, slanted: 18 },
} as const;
/** The maximum length of a slanted title, and the margin right of the last axis that it extends into. */
const slantedTitle = 104;
const slantedRight = 92;
/** Wider labels beside the first axis are truncated. */
const maxWordsWidth = 130;
/** A lane holds a line of text, or in a vertical plot a word. */
const laneHeights = { horizontal: 19, vertical: 46 } as const;
/** Maximum fraction of the height for lanes. */
const maxLaneShare = 0.45;
/** Distance between the end of an axis and its first lane. */
const laneGap = 10;
/** Minimum distance of axes that can still be read and brushed. */
const minGaps = { horizontal: 52, vertical: 66 } as const;
/** At a smaller distance titles are slanted if they would overlap. */
const levelGap = 84;
const minHeight = 200;
/** Wider gaps are not easier to read. */
const maxGaps = { horizontal: 420, vertical: 180 } as const;
/** Below this width a plot becomes vertical if its axes would be too close. */
const narrow = 560;

/** Lays out a plot in a box of `width` × `height`. It overflows a box that is too small. */
export function createLayout({
  width,
  height,
  axisCount,
  orientation = 'horizontal',
  wordsWidth = 0,
  boundsWidth = 0,
  titlesWidth = Infinity,
}: LayoutInput): Layout {
  const margin =
    orientation === 'vertical'
      ? margins.vertical
      : {
          ...margins.horizontal,
          left: clamp(wordsWidth, margins.horizontal.left, maxWordsWidth),
          right: clamp(boundsWidth, margins.horizontal.right, maxWordsWidth),
        };
  const gaps = Math.max(0, axisCount - 1);
  const roomWith = (right: number) => width - margin.left - right;
  const levelRoom = Math.max(roomWith(margin.right) / gaps, minGaps.horizontal);
  const slanted =
    orientation === 'horizontal' &&
    gaps > 0 &&
    levelRoom < levelGap &&
    levelRoom < titlesWidth / 2 + titleGap;
  const right = slanted ? Math.max(slantedRight, margin.right) : margin.right;
  const room = roomWith(right);
  const gap = gaps === 0 ? 0 : clamp(room / gaps, minGaps[orientation], maxGaps[orientation]);
  const used = gap * gaps;
  const spare = Math.max(0, (room - used) / 2);
  const left = margin.left + (orientation === 'horizontal' ? spare : Math.min(spare, margin.left));
  const top = slanted ? margin.slanted : margin.level;
  const fullHeight = Math.max(minHeight, height);
  return {
    orientation,
    width: Math.max(width, margin.left + used + right),
    height: fullHeight,
    top,
    axisLength: fullHeight - top - margin.bottom,
    axisX: Array.from({ length: axisCount }, (_, index) => left + index * gap),
    gap,
    slanted,
  };
}

/** How an axis divides its length. */
export interface AxisSections {
  /** The length of the scale, from the top. */
  readonly height: number;
  /** The centre of each lane, below the top. */
  readonly laneY: ReadonlyMap<Lane, number>;
}

/** Divides the length of an axis between its scale and its `lanes`, in order; an axis without lanes is all scale. */
export function divideAxis(
  { axisLength, height: fullHeight, orientation }: Layout,
  lanes: readonly Lane[],
): AxisSections {
  if (lanes.length === 0) return { height: axisLength, laneY: new Map() };
  const laneHeight = Math.min(
    laneHeights[orientation],
    Math.max(laneHeights.horizontal, (maxLaneShare * fullHeight) / lanes.length),
  );
  const height = axisLength - laneGap - lanes.length * laneHeight;
  const laneY = new Map(lanes.map((lane, index) => [lane, height + laneGap + (index + 0.5) * laneHeight]));
  return { height, laneY };
}

/** Minimum distance between neighbouring titles, and of titles from the edges of the plot. */
const titleGap = 8;
const titleEdge = 2;

/** The maximum length in CSS pixels of the title of the axis at `index`, above that axis. */
export function titleRoom(
  { orientation, axisX, axisLength, gap, slanted, width }: Layout,
  index: number,
): number {
  if (orientation === 'vertical') return axisLength - 40;
  if (slanted) return slantedTitle;
  if (gap === 0) return width - 2 * titleEdge;
  const toEdge = Math.min(axisX[index]!, width - axisX[index]!) - titleEdge;
  // Near an edge a title is moved inwards, up to the title of the neighbour.
  return Math.max(60, Math.min(gap - titleGap, toEdge + (gap - titleGap) / 2));
}

/** Half the height of a lane, by which a brush extends from its centre. */
export const laneReach = laneHeights.horizontal / 2;

/** The orientation of a plot of this width: `auto` is vertical if it is narrow and its axes would be too close. */
export function fittingOrientation(
  wanted: Orientation | 'auto',
  width: number,
  axisCount: number,
): Orientation {
  if (wanted !== 'auto') return wanted;
  const { left, right } = margins.horizontal;
  const isTight = left + right + (axisCount - 1) * levelGap > width;
  return width > 0 && width < narrow && isTight ? 'vertical' : 'horizontal';
}

/** The index of an axis that is dropped at `x`. */
export function indexAt(layout: Layout, x: number): number {
  const first = layout.axisX[0] ?? 0;
  const index = layout.gap === 0 ? 0 : Math.round((x - first) / layout.gap);
  return clamp(index, 0, layout.axisX.length - 1);
}
