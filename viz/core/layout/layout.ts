import { clamp } from '../../../history/index.ts';
import type { Lane } from './lanes.ts';

/** `vertical`: axes lie one below the other and lines run downward, for narrow places. */
export type Orientation = 'horizontal' | 'vertical';

/**
 * Everything in CSS pixels, from the top left corner of the drawing. A vertical one is the same drawing turned by a quarter,
 * clockwise: what is said here of left and right is then above and below, and of top and bottom right and left.
 */
export interface Layout {
  readonly orientation: Orientation;
  /** Of the whole drawing; wider than the box that holds it when there are too many axes for it. */
  readonly width: number;
  readonly height: number;
  /** Where the axes proper begin and how long they are. */
  readonly top: number;
  readonly bodyHeight: number;
  /** Where each axis stands, from left to right. */
  readonly axisX: readonly number[];
  /** Distance of neighbouring axes. */
  readonly gap: number;
  /** Whether titles are turned to fit. */
  readonly slanted: boolean;
  /** The middle of each lane, below the top of the axes: a lane is at the same height on all axes. */
  readonly laneY: ReadonlyMap<Lane, number>;
}

export interface LayoutInput {
  readonly width: number;
  readonly height: number;
  readonly axisCount: number;
  /** The lanes that occur on any visible axis, in order. */
  readonly lanes: readonly Lane[];
  /** Horizontal unless said. */
  readonly orientation?: Orientation;
  /** Room for the words beside the first axis of a horizontal one, within bounds. */
  readonly wordsWidth?: number;
}

const margins = {
  horizontal: { left: 68, right: 44, bottom: 14, level: 34, slanted: 82 },
  vertical: { left: 34, right: 36, bottom: 18, level: 18, slanted: 18 },
} as const;
/** The longest title that a slanted one's margins hold, and the room right of the last axis that it leans into. */
export const slantedTitle = 104;
const slantedRight = 92;
/** Longer words beside the first axis are cut. */
const widestWords = 130;
/** Lanes have room for a line of text, or where they stand side by side for a word. */
const laneHeights = { horizontal: 19, vertical: 46 } as const;
/** The share of a place that lanes may take where they stand side by side. */
const mostForLanes = 0.45;
/** Between the end of an axis and its first lane. */
const laneGap = 10;
/** Axes closer than this could neither be read nor brushed. */
const minGaps = { horizontal: 52, vertical: 66 } as const;
/** Below this titles overlap unless they are turned. */
const levelGap = 84;
const minHeight = 200;
/** A single gap wider than this is not easier to read. */
const maxGaps = { horizontal: 420, vertical: 180 } as const;
/** Places narrower than this are turned where axes would stand too close. */
const narrow = 560;

/** Where everything stands in a box of `width` × `height`. Too small a box is overflowed, not crammed. */
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
      : { ...margins.horizontal, left: clamp(wordsWidth, margins.horizontal.left, widestWords) };
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
    Math.max(laneHeights.horizontal, (mostForLanes * fullHeight) / lanes.length),
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

/** Half the height of a lane: as far as a brush reaches around its middle. */
export const laneReach = laneHeights.horizontal / 2;

/** Which way round a plot is in a place of this width: axes that would stand too close in a narrow one are turned. */
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

/** The index that an axis takes when it is dragged to `x`. */
export function indexAt(layout: Layout, x: number): number {
  const first = layout.axisX[0] ?? 0;
  const index = layout.gap === 0 ? 0 : Math.round((x - first) / layout.gap);
  return clamp(index, 0, layout.axisX.length - 1);
}
