import type { Orientation } from '../core/layout/layout.ts';
import { clickDistance } from './hold-drag.ts';
import { pointIn, type Point } from './frame-point.ts';

export interface LineHoverParams {
  readonly element: HTMLElement;
  readonly orientation: () => Orientation;
  /** Called at most once a frame with the position of the pointer; null when it leaves or a button is pressed. */
  readonly onHover: (point: Point | null) => void;
  /** Called on a click outside axes, buttons and sliders; not at the end of a drag. */
  readonly onClick: () => void;
}

/** Elements that handle clicks themselves. */
const interactive = '.axis, button, [role="slider"], [data-part="angle"]';

/** Reports the position of the pointer over an element, and clicks. Returns a cleanup function. */
export function createLineHover({ element, orientation, onHover, onClick }: LineHoverParams): () => void {
  let handle: number | null = null;
  let latest: PointerEvent | null = null;
  let isPending = false;
  let press: { readonly x: number; readonly y: number; isMoved: boolean } | null = null;

  /** Reports the position immediately, then at most once a frame. */
  function schedule(): void {
    isPending = handle !== null;
    if (isPending) return;
    handle = requestAnimationFrame(nextFrame);
    report();
  }

  function nextFrame(): void {
    handle = null;
    if (isPending) schedule();
  }

  function report(): void {
    if (latest === null || latest.buttons !== 0) {
      onHover(null);
      return;
    }
    onHover(pointIn(element, latest, orientation()));
  }

  function follow(event: PointerEvent): void {
    if (press !== null && event.buttons !== 0) {
      press.isMoved ||= Math.hypot(event.clientX - press.x, event.clientY - press.y) >= clickDistance;
    }
    latest = event;
    schedule();
  }

  function begin(event: PointerEvent): void {
    press = { x: event.clientX, y: event.clientY, isMoved: false };
    follow(event);
  }

  function leave(): void {
    latest = null;
    schedule();
  }

  function click(event: PointerEvent): void {
    if (event.target instanceof Element && event.target.closest(interactive)) return;
    if (press?.isMoved) return;
    // There is no hover while a button is pressed, nor for a finger, so the position is taken from the click.
    if (handle !== null) cancelAnimationFrame(handle);
    handle = null;
    onHover(pointIn(element, event, orientation()));
    onClick();
  }

  element.addEventListener('click', click);
  element.addEventListener('pointermove', follow);
  element.addEventListener('pointerdown', begin);
  element.addEventListener('pointerleave', leave);
  return () => {
    if (handle !== null) cancelAnimationFrame(handle);
    element.removeEventListener('click', click);
    element.removeEventListener('pointermove', follow);
    element.removeEventListener('pointerdown', begin);
    element.removeEventListener('pointerleave', leave);
  };
}
