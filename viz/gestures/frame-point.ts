import type { Orientation } from '../core/layout/layout.ts';

/** A point in the coordinates of the drawing: CSS pixels from its top left corner, before any rotation. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The position of the pointer in a drawing, which is rotated by 90° if vertical. */
export function pointIn(
  element: Element,
  { clientX, clientY }: Pick<MouseEvent, 'clientX' | 'clientY'>,
  orientation: Orientation,
): Point {
  const { left, right, top } = element.getBoundingClientRect();
  return orientation === 'horizontal'
    ? { x: clientX - left, y: clientY - top }
    : { x: clientY - top, y: right - clientX };
}

/** The same point relative to the top left corner on screen; `height` is the height of the unrotated drawing. */
export function onScreen({ x, y }: Point, height: number, orientation: Orientation): Point {
  return orientation === 'horizontal' ? { x, y } : { x: height - y, y: x };
}
