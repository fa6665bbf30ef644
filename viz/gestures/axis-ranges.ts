import type { PixelRange } from '../core/brush/brushing.ts';
import { dragRange, hitRange, spanning, type RangeHit } from '../core/brush/ranges.ts';
import { createHoldDrag } from './hold-drag.ts';

export interface AxisRangesParams {
  /** The strip along the axis that takes the pointer. */
  readonly element: SVGElement;
  /** How far along the axis the pointer is, below its top. */
  readonly along: (event: MouseEvent) => number;
  /** CSS pixels from the top of the axis to the end of its last lane. */
  readonly length: () => number;
  /** The ranges as they stand; null for one that has no place on the axis. */
  readonly ranges: () => readonly (PixelRange | null)[];
  /** The range of this index is to be here; an index one beyond the last is a new range. */
  readonly onRange: (index: number, range: PixelRange) => void;
  /** The range is let go where it is. */
  readonly onEnd: (index: number) => void;
  /** The drag was given up: all is to be as before it. */
  readonly onCancel: () => void;
  /** Somebody clicked on the axis beside its ranges. */
  readonly onClear: () => void;
  /** Somebody double-clicked a range. */
  readonly onRemove: (index: number) => void;
}

/** Half the width of the strip that takes the pointer: wide enough for a finger. */
export const brushReach = 14;
/** How far the strip goes beyond the ends of the axis, so that they are easy to reach. */
export const overshoot = 6;
/** What a press on the axis holds: a part of a range, or the first end of a new one. */
interface Hold {
  readonly from: number;
  readonly index: number;
  readonly hit: RangeHit | null;
  readonly origin: PixelRange;
}

/**
 * Ranges on one axis with the mouse, a pen or a finger: a drag makes one, beside those that are there; a drag inside
 * moves it; its ends resize it; a click beside them clears the axis; a double click takes one away; Escape gives a drag
 * up. Gives back how to end it.
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
