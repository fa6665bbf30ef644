import type { Orientation } from '../core/layout/layout.ts';

/** A point in CSS pixels of a drawing as it is laid out, from its top left corner before any turn. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the pointer is in a drawing, which may be turned by a quarter on the screen. */
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

/** The same point on the screen, from the top left corner of a drawing of this height. */
export function onScreen({ x, y }: Point, height: number, orientation: Orientation): Point {
  return orientation === 'horizontal' ? { x, y } : { x: height - y, y: x };
}
