import type { Orientation } from '../core/layout.ts';
import { pointIn, type Point } from './frame-point.ts';

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

/** A press that moves less than this is a click. */
const clickDistance = 4;

/** Drags from point to point; Escape gives a drag up. Gives back how to end it. */
export function createPointDrag(params: PointDragParams): () => void {
  const { element, container, orientation = () => 'horizontal' } = params;
  let held: { pointer: number; from: Point; isMoved: boolean } | null = null;

  const pointOf = (event: PointerEvent) => pointIn(container, event, orientation());

  function press(event: PointerEvent): void {
    if (event.button !== 0 || held !== null || !params.isMeant(event)) return;
    held = { pointer: event.pointerId, from: pointOf(event), isMoved: false };
    element.setPointerCapture(event.pointerId);
    window.addEventListener('keydown', giveUp, { capture: true });
    event.preventDefault();
  }

  function move(event: PointerEvent): void {
    if (event.pointerId !== held?.pointer) return;
    const to = pointOf(event);
    held.isMoved ||= Math.hypot(to.x - held.from.x, to.y - held.from.y) >= clickDistance;
    if (held.isMoved) params.onDrag(held.from, to);
  }

  function release(event: PointerEvent): void {
    if (event.pointerId !== held?.pointer) return;
    const { isMoved } = held;
    letGo();
    if (!isMoved) return;
    if (event.type === 'pointercancel') params.onCancel();
    else params.onEnd();
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

  element.addEventListener('pointerdown', press);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', release);
  element.addEventListener('pointercancel', release);
  return () => {
    letGo();
    element.removeEventListener('pointerdown', press);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', release);
    element.removeEventListener('pointercancel', release);
  };
}
