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
  /** Top and length of the axes without lanes. */
  readonly top: number;
  readonly bodyHeight: number;
  /** Position of each axis, from left to right. */
  readonly axisX: readonly number[];
  /** Distance of neighbouring axes. */
  readonly gap: number;
  /** Whether titles are slanted to fit. */
  readonly slanted: boolean;
  /** The centre of each lane, below the top of the axes, the same for all axes. */
  readonly laneY: ReadonlyMap<Lane, number>;
}

export interface LayoutInput {
  readonly width: number;
  readonly height: number;
  readonly axisCount: number;
  /** The lanes of all visible axes, in order. */
  readonly lanes: readonly Lane[];
  /** Default: horizontal. */
  readonly orientation?: Orientation;
  /** Width of the labels beside the first axis of a horizontal plot; clamped. */
  readonly wordsWidth?: number;
}

const margins = {
  horizontal: { left: 68, right: 44, bottom: 14, level: 34, slanted: 82 },
  vertical: { left: 34, right: 36, bottom: 18, level: 18, slanted: 18 },
} as const;
/** The maximum length of a slanted title, and the margin right of the last axis that it extends into. */
export const slantedTitle = 104;
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
/** At a smaller distance titles overlap unless they are slanted. */
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
  lanes,
  orientation = 'horizontal',
  wordsWidth = 0,
}: LayoutInput): Layout {
  const margin =
    orientation === 'vertical'
      ? margins.vertical
      : { ...margins.horizontal, left: clamp(wordsWidth, margins.horizontal.left, maxWordsWidth) };
  const gaps = Math.max(0, axisCount - 1);
  const roomWith = (right: number) => width - margin.left - right;
  const slanted = orientation === 'horizontal' && gaps > 0 && roomWith(margin.right) / gaps < levelGap;
  const right = slanted ? slantedRight : margin.right;
  const room = roomWith(right);
  const gap = gaps === 0 ? 0 : clamp(room / gaps, minGaps[orientation], maxGaps[orientation]);
  const used = gap * gaps;
  const spare = Math.max(0, (room - used) / 2);
  const left = margin.left + (orientation === 'horizontal' ? spare : Math.min(spare, margin.left));
  const top = slanted ? margin.slanted : margin.level;
  const fullHeight = Math.max(minHeight, height);
  const laneHeight = Math.min(
    laneHeights[orientation],
    Math.max(laneHeights.horizontal, (maxLaneShare * fullHeight) / lanes.length),
  );
  const lanesHeight = lanes.length === 0 ? 0 : laneGap + lanes.length * laneHeight;
  const bodyHeight = fullHeight - top - margin.bottom - lanesHeight;
  return {
    orientation,
    width: Math.max(width, margin.left + used + right),
    height: fullHeight,
    top,
    bodyHeight,
    axisX: Array.from({ length: axisCount }, (_, index) => left + index * gap),
    gap,
    slanted,
    laneY: new Map(lanes.map((lane, index) => [lane, bodyHeight + laneGap + (index + 0.5) * laneHeight])),
  };
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
