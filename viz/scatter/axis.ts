import type { Column } from '../../history/index.ts';
import { LANES, laneLabels, laneOf, type Lane } from '../core/layout/lanes.ts';
import { createPositions } from '../core/layout/positions.ts';
import { profileOf } from '../core/rows/columns.ts';
import { dateColumn } from '../core/scale/dates.ts';
import { effectiveScale, type ScaleType } from '../core/scale/scale-types.ts';
import { createAxisScale, type AxisScale } from '../core/scale/scales.ts';
import { axisTicks, fitNames, nameWidth, type AxisTick } from '../core/scale/ticks.ts';
import { seededFraction } from './dots/shuffle.ts';

export type Side = 'x' | 'y';

/** An axis of the scatter plot. Positions are CSS pixels from its left or upper end. */
export interface ScatterAxis {
  readonly side: Side;
  /** The column of the positions: dates as numbers. */
  readonly column: Column;
  readonly scale: AxisScale;
  /** The centres of lanes for cells without a position on the scale, at the right or the lower end. */
  readonly laneY: ReadonlyMap<Lane, number>;
}

/** Width of a lane, and its distance from the scale, in CSS pixels. */
export const laneWidth = 22;
const laneGap = 10;

/**
 * Creates an axis of `length` CSS pixels, with lanes for the kinds of cells without a position that occur. `type` is used
 * if the column supports it.
 */
export function createScatterAxis(
  side: Side,
  column: Column,
  type: ScaleType | undefined,
  length: number,
): ScatterAxis {
  const usedType = effectiveScale(column, type);
  const shown = column.kind === 'category' && usedType === 'time' ? dateColumn(column)! : column;
  const lanes = LANES.filter((lane) => profileOf(shown).lanes.has(lane));
  const size = Math.max(1, length - (lanes.length > 0 ? laneGap + lanes.length * laneWidth : 0));
  const scale = createAxisScale(shown, usedType, size, side === 'x');
  const laneY = new Map(lanes.map((lane, index) => [lane, size + laneGap + (index + 0.5) * laneWidth]));
  return { side, column: shown, scale, laneY };
}

/** Fraction of a category's step, and of a lane's width, that dots are spread over. */
const categorySpread = 0.6;
const laneSpread = 0.55;
/** Dots of a category are spread over at most this many CSS pixels. */
const maxSpread = 90;

/**
 * The position of each row on the axis. Dots of one category or lane are spread at random, by the number of the row: the
 * same row always has the same place.
 */
export function placeRows(axis: ScatterAxis): Float32Array {
  const { side, column, scale, laneY } = axis;
  const positions = createPositions(column, scale, laneY);
  const isCategory = scale.type === 'category';
  if (!isCategory && laneY.size === 0) return positions;
  const seed = side === 'x' ? 1 : 2;
  const step = isCategory ? Math.min(maxSpread, (categorySpread * scale.height) / scale.labels.length) : 0;
  for (let row = 0; row < positions.length; row++) {
    const isInLane = laneY.size > 0 && laneOf(column, row) !== null;
    const spread = isInLane ? laneSpread * laneWidth : step;
    if (spread > 0) positions[row]! += spread * (seededFraction(row, seed) - 0.5);
  }
  return positions;
}

/** A label on an axis. */
export interface ScatterTick {
  /** CSS pixels from the end of the axis. */
  readonly at: number;
  /** Empty for an unlabelled tick. */
  readonly label: string;
  /** The whole text, if the label is cut. */
  readonly title: string;
}

/** Minimum distance between labels, and half the height of one, in CSS pixels. */
const labelGap = 8;
const lineHeight = 14;
const maxNameWidth = 110;

/**
 * Ticks whose labels do not overlap: a label that would touch the previous one is dropped, its tick stays. `room`: the
 * width for a label on the y axis.
 */
export function scatterTicks({ side, column, scale }: ScatterAxis, room: number): ScatterTick[] {
  const integer = profileOf(column).integer;
  const all = axisTicks(scale, integer, side === 'x' ? 'vertical' : 'horizontal');
  const pitch = scale.type === 'category' ? scale.height / scale.labels.length : Infinity;
  const widest = side === 'x' ? Math.min(maxNameWidth, Math.max(36, pitch - labelGap)) : room;
  const labels = all.map(({ label }: AxisTick) => label);
  const shown = scale.type === 'category' ? fitNames(labels, widest) : labels;
  const ticks = all.map(({ y, label }: AxisTick, index) => ({
    at: y,
    label: shown[index]!,
    title: label,
  }));
  return withoutOverlaps(ticks, ({ label }) =>
    side === 'x' ? nameWidth(label.length) + labelGap : lineHeight,
  );
}

function withoutOverlaps(
  ticks: readonly ScatterTick[],
  sizeOf: (tick: ScatterTick) => number,
): ScatterTick[] {
  let end = -Infinity;
  return ticks
    .toSorted((a, b) => a.at - b.at)
    .map((tick) => {
      if (tick.label === '') return tick;
      const half = sizeOf(tick) / 2;
      if (tick.at - half < end) return { ...tick, label: '' };
      end = tick.at + half;
      return tick;
    });
}

/** The labels of the lanes of an axis. */
export function laneTicks({ laneY }: ScatterAxis): ScatterTick[] {
  return Array.from(laneY, ([lane, at]) => ({ at, label: laneLabels[lane], title: laneLabels[lane] }));
}
