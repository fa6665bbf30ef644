import { extentFromPixels, pixelsFromExtent, type PixelRange } from '../core/brush/brushing.ts';
import type { Extent } from '../core/brush/extent.ts';
import { spanning } from '../core/brush/ranges.ts';
import type { Point } from '../gestures/frame-point.ts';
import type { ScatterLayout } from './layout.ts';

/** A rectangle in the units of the columns: for each axis the extent that a brush on the same axis of the plot has. */
export interface ScatterBrush {
  readonly x: Extent;
  readonly y: Extent;
}

/** The rectangle between two points in CSS pixels from the origin of the layout. */
export function brushBetween(layout: ScatterLayout, from: Point, to: Point): ScatterBrush {
  const { x, y, plotWidth, plotHeight } = layout;
  return {
    x: extentFromPixels(x, spanning(from.x, to.x, plotWidth)),
    y: extentFromPixels(y, spanning(from.y, to.y, plotHeight)),
  };
}

/** The pixels of a rectangle from the origin of the layout; null if the axes have nothing of it. */
export function pixelsOfBrush(
  { x, y }: ScatterLayout,
  brush: ScatterBrush,
): { readonly x: PixelRange; readonly y: PixelRange } | null {
  const [across, down] = [pixelsFromExtent(x, brush.x), pixelsFromExtent(y, brush.y)];
  return across === null || down === null ? null : { x: across, y: down };
}
