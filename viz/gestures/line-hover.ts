import type { Orientation } from '../core/layout/layout.ts';
import { pointIn, type Point } from './frame-point.ts';

export interface LineHoverParams {
  readonly element: HTMLElement;
  readonly orientation: () => Orientation;
  /** The pointer hovers here; null when it left, or is busy dragging. At most once a frame. */
  readonly onHover: (point: Point | null) => void;
  /** Somebody clicked beside all axes, buttons and sliders. */
  readonly onClick: () => void;
}

/** What answers clicks of its own. */
const apart = '.axis, button, [role="slider"], [data-part="angle"]';

/** Reports where the pointer hovers over an element, and clicks there. Gives back how to end it. */
export function createLineHover({ element, orientation, onHover, onClick }: LineHoverParams): () => void {
  let handle: number | null = null;
  let latest: PointerEvent | null = null;
  let isBehind = false;

  /** Tells where the pointer is: at once, then once a frame. */
  function tell(): void {
    isBehind = handle !== null;
    if (isBehind) return;
    handle = requestAnimationFrame(catchUp);
    report();
  }

  function catchUp(): void {
    handle = null;
    if (isBehind) tell();
  }

  function report(): void {
    if (latest === null || latest.buttons !== 0) {
      onHover(null);
      return;
    }
    onHover(pointIn(element, latest, orientation()));
  }

  function follow(event: PointerEvent): void {
    latest = event;
    tell();
  }

  function leave(): void {
    latest = null;
    tell();
  }

  function click(event: PointerEvent): void {
    if (event.target instanceof Element && event.target.closest(apart)) return;
    // A pressed button hovers nowhere, and a finger never does: the click itself says which line it is on.
    if (handle !== null) cancelAnimationFrame(handle);
    handle = null;
    onHover(pointIn(element, event, orientation()));
    onClick();
  }

  element.addEventListener('click', click);
  element.addEventListener('pointermove', follow);
  element.addEventListener('pointerdown', follow);
  element.addEventListener('pointerleave', leave);
  return () => {
    if (handle !== null) cancelAnimationFrame(handle);
    element.removeEventListener('click', click);
    element.removeEventListener('pointermove', follow);
    element.removeEventListener('pointerdown', follow);
    element.removeEventListener('pointerleave', leave);
  };
}
