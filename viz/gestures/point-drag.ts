import type { Orientation } from '../core/layout/layout.ts';
import { pointIn, type Point } from './frame-point.ts';
import { createHoldDrag } from './hold-drag.ts';

export interface PointDragParams {
  readonly element: HTMLElement;
  /** What points are measured in. */
  readonly container: HTMLElement;
  /** How the container lies on the screen; horizontal unless said. */
  readonly orientation?: () => Orientation;
  /** Whether this press begins a drag. */
  readonly isMeant: (event: PointerEvent) => boolean;
  /** The pointer went from one point to another, without being let go. */
  readonly onDrag: (from: Point, to: Point) => void;
  readonly onEnd: () => void;
  /** The drag was given up: all is to be as before it. */
  readonly onCancel: () => void;
}

/** Drags from point to point; Escape gives a drag up. Gives back how to end it. */
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
