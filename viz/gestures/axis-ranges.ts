import type { PixelRange } from '../core/brushing.ts';
import { dragRange, hitRange, spanning, type RangeHit } from '../core/ranges.ts';

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
/** A press that moves less than this is a click. */
const clickDistance = 3;

interface Held {
  readonly pointer: number;
  readonly from: number;
  readonly index: number;
  readonly hit: RangeHit | null;
  readonly origin: PixelRange;
  isMoved: boolean;
}

/**
 * Ranges on one axis with the mouse, a pen or a finger: a drag makes one, beside those that are there; a drag inside
 * moves it; its ends resize it; a click beside them clears the axis; a double click takes one away; Escape gives a drag
 * up. Gives back how to end it.
 */
export function createAxisRanges(params: AxisRangesParams): () => void {
  const { element, along: yOf, length, ranges } = params;
  let held: Held | null = null;

  function press(event: PointerEvent): void {
    if (event.button !== 0 || held !== null) return;
    const y = yOf(event);
    const present = ranges();
    const hit = hitRange(present, y);
    const index = hit?.index ?? present.length;
    const origin = hit === null ? ([y, y] as const) : present[hit.index]!;
    held = { pointer: event.pointerId, from: y, index, hit, origin, isMoved: false };
    element.setPointerCapture(event.pointerId);
    window.addEventListener('keydown', giveUp, { capture: true });
  }

  function move(event: PointerEvent): void {
    const y = yOf(event);
    if (held === null) {
      const part = hitRange(ranges(), y)?.part;
      element.style.cursor = part === undefined ? 'crosshair' : part === 'body' ? 'move' : 'ns-resize';
      return;
    }
    if (event.pointerId !== held.pointer) return;
    held.isMoved ||= Math.abs(y - held.from) >= clickDistance;
    if (held.isMoved) params.onRange(held.index, rangeAt(held, y));
  }

  function rangeAt({ hit, origin, from }: Held, y: number): PixelRange {
    return hit === null ? spanning(from, y, length()) : dragRange(hit.part, origin, from, y, length());
  }

  function release(event: PointerEvent): void {
    if (event.pointerId !== held?.pointer) return;
    const { isMoved, hit, index } = held;
    letGo();
    if (isMoved) params.onEnd(index);
    else if (hit === null) params.onClear();
  }

  function cancel(event: PointerEvent): void {
    if (event.pointerId !== held?.pointer) return;
    const { isMoved } = held;
    letGo();
    if (isMoved) params.onCancel();
  }

  function giveUp(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || held === null) return;
    event.stopImmediatePropagation();
    const { isMoved } = held;
    letGo();
    if (isMoved) params.onCancel();
  }

  function letGo(): void {
    held = null;
    window.removeEventListener('keydown', giveUp, { capture: true });
  }

  function remove(event: MouseEvent): void {
    const hit = hitRange(ranges(), yOf(event));
    if (hit !== null) params.onRemove(hit.index);
  }

  element.addEventListener('pointerdown', press);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', release);
  element.addEventListener('pointercancel', cancel);
  element.addEventListener('dblclick', remove);
  return () => {
    letGo();
    element.removeEventListener('pointerdown', press);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', release);
    element.removeEventListener('pointercancel', cancel);
    element.removeEventListener('dblclick', remove);
  };
}
