import { brushY, select, type D3BrushEvent } from 'd3';
import type { PixelRange } from '../core/brushing.ts';

export interface AxisBrushParams {
  /** The group that holds the brush; its origin is the top of the axis. */
  readonly element: SVGGElement;
  /** Somebody moved the brush to these pixels; null when it was cleared. */
  readonly onBrush: (pixels: PixelRange | null) => void;
}

export interface AxisBrushUpdate {
  /** From the top of the axis to its end, lanes included, in CSS pixels. */
  readonly height: number;
  /** Where the brush is; null when there is none. */
  readonly pixels: PixelRange | null;
}

export interface AxisBrush {
  /** Follows the state, silently: it is never reported back. Waits while somebody holds the brush. */
  update(update: AxisBrushUpdate): void;
  destroy(): void;
}

/** Half the width of the strip that takes the pointer: wide enough for a finger. */
export const brushReach = 14;
/** How far the strip goes beyond the ends of the axis, so that they are easy to reach. */
const overshoot = 6;

/**
 * A range on one axis: drag makes it, drag inside moves it, its ends resize it, a click elsewhere clears it; with the
 * mouse, a pen or a finger.
 */
export function createAxisBrush({ element, onBrush }: AxisBrushParams): AxisBrush {
  const group = select(element);
  const brush = brushY<unknown>().handleSize(10);
  let isHeld = false;
  let latest: AxisBrushUpdate | null = null;
  let shownHeight = NaN;

  brush.on('start brush end', (event: D3BrushEvent<unknown>) => {
    if (!event.sourceEvent) return;
    isHeld = event.type !== 'end';
    const pixels = event.selection as PixelRange | null;
    // A press is an empty range until it becomes a drag; at its end d3 reports null, which clears.
    if (pixels === null || pixels[1] > pixels[0]) onBrush(pixels);
    if (!isHeld && latest !== null) show(latest);
  });

  function show({ height, pixels }: AxisBrushUpdate): void {
    if (height !== shownHeight) {
      shownHeight = height;
      brush.extent([
        [-brushReach, -overshoot],
        [brushReach, height + overshoot],
      ]);
      group.call(brush);
    }
    group.call(brush.move, pixels === null ? null : [...pixels]);
  }

  return {
    update(update) {
      latest = update;
      if (!isHeld) show(update);
    },
    destroy() {
      brush.on('start brush end', null);
      group.on('.brush', null).selectChildren().remove();
    },
  };
}
