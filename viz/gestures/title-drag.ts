import { drag, select, type D3DragEvent } from 'd3';
import type { Orientation } from '../core/layout.ts';

export interface TitleDragParams {
  readonly element: HTMLElement;
  /** The element whose left edge x is measured from, in CSS pixels; its upper edge where axes lie below each other. */
  readonly container: HTMLElement;
  readonly orientation: () => Orientation;
  /** Where the axis stands now. */
  readonly x: () => number;
  /** The axis is to stand here while it is held; null when it is let go. */
  readonly onDrag: (x: number | null) => void;
}

/**
 * Drags an axis among the others by its title. A press without movement stays a click. Gives back how to end it.
 */
export function createTitleDrag({ element, container, orientation, x, onDrag }: TitleDragParams): () => void {
  let isMoved = false;
  const behaviour = drag<HTMLElement, unknown>()
    .container(() => container)
    .clickDistance(4)
    .subject(() => ({ x: x(), y: x() }))
    .on('start', () => (isMoved = false))
    .on('drag', (event: D3DragEvent<HTMLElement, unknown, { x: number; y: number }>) => {
      const at = orientation() === 'horizontal' ? event.x : event.y;
      isMoved ||= Math.abs(at - x()) > 4;
      if (isMoved) onDrag(at);
    })
    .on('end', () => onDrag(null));
  select(element).call(behaviour);
  return () => select(element).on('.drag', null);
}
