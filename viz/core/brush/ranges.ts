import { clamp } from '../../../history/index.ts';
import type { PixelRange } from './brushing.ts';

/** Half the height of a handle in CSS pixels; targets of 24 pixels meet WCAG 2.2. */
const handleReach = 12;

/** A part of a range that can be dragged. */
export type RangePart = 'top' | 'bottom' | 'body';

/** The index of a range, and one of its parts. */
export interface RangeHit {
  readonly index: number;
  readonly part: RangePart;
}

/**
 * Hit test at `y` among the ranges of an axis: the nearest end within reach, else the range that contains `y`, else null.
 * In a short range each handle takes a third, so that its body can still be dragged. Ranges that are not shown are null.
 */
export function hitRange(ranges: readonly (PixelRange | null)[], y: number): RangeHit | null {
  let hit: RangeHit | null = null;
  let nearest = Infinity;
  for (const [index, range] of ranges.entries()) {
    if (range === null) continue;
    const [top, bottom] = range;
    const isInside = y >= top && y <= bottom;
    const reach = isInside ? Math.min(handleReach, (bottom - top) / 3) : handleReach;
    for (const part of ['top', 'bottom'] as const) {
      const distance = Math.abs(y - (part === 'top' ? top : bottom));
      if (distance > reach || distance >= nearest) continue;
      nearest = distance;
      hit = { index, part };
    }
    if (isInside && hit === null) hit = { index, part: 'body' };
  }
  return hit;
}

/**
 * The range after `part` is dragged from `from` to `to`, on an axis of `length` pixels. An end may pass the other; dragging
 * the body keeps the size.
 */
export function dragRange(
  part: RangePart,
  [top, bottom]: PixelRange,
  from: number,
  to: number,
  length: number,
): PixelRange {
  const delta = to - from;
  if (part === 'body') {
    const shift = clamp(delta, -top, length - bottom);
    return [top + shift, bottom + shift];
  }
  return part === 'top' ? spanning(top + delta, bottom, length) : spanning(top, bottom + delta, length);
}

/** The range between two points on an axis of `length` pixels, in either order. */
export function spanning(one: number, other: number, length: number): PixelRange {
  const ends = [clamp(one, 0, length), clamp(other, 0, length)];
  return [Math.min(...ends), Math.max(...ends)];
}

/**
 * The ranges that overlap `held`, directly or through others, including itself, and their union. Null if `held` is not
 * shown.
 */
export function joinRanges(
  ranges: readonly (PixelRange | null)[],
  held: number,
): { readonly joined: ReadonlySet<number>; readonly whole: PixelRange } | null {
  const start = ranges[held];
  if (start === undefined || start === null) return null;
  let whole = start;
  const joined = new Set([held]);
  for (let grown = true; grown;) {
    grown = false;
    for (const [index, range] of ranges.entries()) {
      if (range === null || joined.has(index) || range[0] > whole[1] || range[1] < whole[0]) continue;
      joined.add(index);
      whole = [Math.min(whole[0], range[0]), Math.max(whole[1], range[1])];
      grown = true;
    }
  }
  return { joined, whole };
}
