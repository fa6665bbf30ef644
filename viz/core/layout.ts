import type { Lane } from './lanes.ts';

/** Everything in CSS pixels, from the top left corner of the drawing. */
export interface Layout {
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
}

const margin = { left: 68, right: 44, bottom: 14 } as const;
const titleHeight = { level: 34, slanted: 76 } as const;
const laneHeight = 19;
/** Between the end of an axis and its first lane. */
const laneGap = 10;
/** Axes closer than this could neither be read nor brushed. */
export const minGap = 52;
/** Below this titles overlap unless they are turned. */
const levelGap = 84;
const minHeight = 200;
/** A single gap wider than this is not easier to read. */
const maxGap = 420;

/** Where everything stands in a box of `width` × `height`. Too small a box is overflowed, not crammed. */
export function createLayout({ width, height, axisCount, lanes }: LayoutInput): Layout {
  const gaps = Math.max(0, axisCount - 1);
  const room = width - margin.left - margin.right;
  const gap = gaps === 0 ? 0 : Math.max(minGap, Math.min(maxGap, room / gaps));
  const used = gap * gaps;
  const slanted = gaps > 0 && gap < levelGap;
  const left = margin.left + Math.max(0, (room - used) / 2);
  const top = slanted ? titleHeight.slanted : titleHeight.level;
  const lanesHeight = lanes.length === 0 ? 0 : laneGap + lanes.length * laneHeight;
  const fullHeight = Math.max(minHeight, height);
  const bodyHeight = fullHeight - top - margin.bottom - lanesHeight;
  return {
    width: Math.max(width, margin.left + used + margin.right),
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
export const laneReach = laneHeight / 2;

/** The index that an axis takes when it is dragged to `x`. */
export function indexAt(layout: Layout, x: number): number {
  const first = layout.axisX[0] ?? 0;
  const index = layout.gap === 0 ? 0 : Math.round((x - first) / layout.gap);
  return Math.max(0, Math.min(layout.axisX.length - 1, index));
}
