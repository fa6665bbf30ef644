import type { Orientation } from '../core/layout/layout.ts';
import { pointIn, type Point } from './frame-point.ts';
import { createHoldDrag } from './hold-drag.ts';

export interface PointDragParams {
  readonly element: HTMLElement;
  /** The element whose coordinates are used. */
  readonly container: HTMLElement;
  /** The orientation of the container; `horizontal` by default. */
  readonly orientation?: () => Orientation;
  /** Whether a press starts a drag. */
  readonly isMeant: (event: PointerEvent) => boolean;
  /** Called while the pointer moves. */
  readonly onDrag: (from: Point, to: Point) => void;
  readonly onEnd: () => void;
  /** Called when a drag is cancelled and its changes are to be reverted. */
  readonly onCancel: () => void;
}

/** Handles drags between two points; Escape cancels a drag. Returns a cleanup function. */
export function createPointDrag(params: PointDragParams): () => void {
  const { element, container, orientation = () => 'horizontal', isMeant, onDrag, onEnd, onCancel } = params;
  const pointOf = (event: PointerEvent) => pointIn(container, event, orientation());
  return createHoldDrag({
    element,
    hold(event) {
      if (!isMeant(event)) return null;
      event.preventDefault();
      return pointOf(event);
    },
    onDrag: (from, event) => onDrag(from, pointOf(event)),
    onEnd,
    onCancel,
  });
}
