import type { PixelRange } from '../core/brush/brushing.ts';
import { dragRange, hitRange, spanning, type RangeHit } from '../core/brush/ranges.ts';
import { createHoldDrag } from './hold-drag.ts';

export interface AxisRangesParams {
  /** The strip along the axis that receives pointer events. */
  readonly element: SVGElement;
  /** The position of the pointer along the axis, in CSS pixels from its top. */
  readonly along: (event: MouseEvent) => number;
  /** The distance from the top of the axis to the end of its last lane, in CSS pixels. */
  readonly length: () => number;
  /** The current ranges; null for a range without a position on the axis. */
  readonly ranges: () => readonly (PixelRange | null)[];
  /** Called while the range at `index` is dragged; an index past the last one is a new range. */
  readonly onRange: (index: number, range: PixelRange) => void;
  /** Called when a drag ends. */
  readonly onEnd: (index: number) => void;
  /** Called when a drag is cancelled and its changes are to be reverted. */
  readonly onCancel: () => void;
  /** Called on a click on the axis outside its ranges. */
  readonly onClear: () => void;
  /** Called on a double click on a range. */
  readonly onRemove: (index: number) => void;
}

/** Half the width of the strip, in CSS pixels: wide enough for a finger. */
export const brushReach = 14;
/** The length of the strip beyond either end of the axis, in CSS pixels, so that the ends are easy to reach. */
export const overshoot = 6;

/** The target of a press: a part of a range, or the start of a new one. */
interface Hold {
  readonly from: number;
  readonly index: number;
  readonly hit: RangeHit | null;
  readonly origin: PixelRange;
}

/**
 * Edits the ranges of an axis with a mouse, pen or finger: dragging on the axis adds a range, dragging a range moves it,
 * dragging its ends resizes it; clicking outside the ranges clears them, double-clicking a range removes it, and Escape
 * cancels a drag. Returns a cleanup function.
 */
export function createAxisRanges(params: AxisRangesParams): () => void {
  const { element, along, length, ranges, onCancel } = params;

  function hold(event: PointerEvent): Hold {
    const from = along(event);
    const present = ranges();
    const hit = hitRange(present, from);
    if (hit === null) return { from, index: present.length, hit, origin: [from, from] };
    return { from, index: hit.index, hit, origin: present[hit.index]! };
  }

  function rangeAt({ hit, origin, from }: Hold, y: number): PixelRange {
    return hit === null ? spanning(from, y, length()) : dragRange(hit.part, origin, from, y, length());
  }

  function point(event: PointerEvent): void {
    if (event.buttons !== 0) return;
    const part = hitRange(ranges(), along(event))?.part;
    element.style.cursor = part === undefined ? 'crosshair' : part === 'body' ? 'move' : 'ns-resize';
  }

  function remove(event: MouseEvent): void {
    const hit = hitRange(ranges(), along(event));
    if (hit !== null) params.onRemove(hit.index);
  }

  const endDrag = createHoldDrag({
    element,
    hold,
    distance: ({ from }, event) => Math.abs(along(event) - from),
    onDrag: (held, event) => params.onRange(held.index, rangeAt(held, along(event))),
    onEnd: ({ index }) => params.onEnd(index),
    onClick: ({ hit }) => hit === null && params.onClear(),
    onCancel,
  });
  element.addEventListener('pointermove', point);
  element.addEventListener('dblclick', remove);
  return () => {
    endDrag();
    element.removeEventListener('pointermove', point);
    element.removeEventListener('dblclick', remove);
  };
}
