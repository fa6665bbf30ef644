import { drag, select, type D3DragEvent } from 'd3';
import type { Orientation } from '../core/layout/layout.ts';

export interface TitleDragParams {
  readonly element: HTMLElement;
  /** The element from whose left edge x is measured, in CSS pixels; from its top edge if the plot is vertical. */
  readonly container: HTMLElement;
  readonly orientation: () => Orientation;
  /** The current position of the axis. */
  readonly x: () => number;
  readonly onDrag: (step: TitleDragStep) => void;
}

/** The position of the dragged axis in CSS pixels, or the end of the drag. */
export type TitleDragStep = number | 'drop' | 'cancel';

/**
 * Moves an axis among the others by dragging its title. A press without movement stays a click; Escape cancels a drag, and no other
 * listener receives that key. Returns a cleanup function.
 */
export function createTitleDrag({ element, container, orientation, x, onDrag }: TitleDragParams): () => void {
  let isMoved = false;
  let isCancelled = false;

  function cancel(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !isMoved || isCancelled) return;
    event.stopImmediatePropagation();
    isCancelled = true;
    onDrag('cancel');
  }

  const unlisten = () => window.removeEventListener('keydown', cancel, { capture: true });
  const behaviour = drag<HTMLElement, unknown>()
    .container(() => container)
    .clickDistance(4)
    .subject(() => ({ x: x(), y: x() }))
    .on('start', () => {
      isMoved = false;
      isCancelled = false;
      window.addEventListener('keydown', cancel, { capture: true });
    })
    .on('drag', (event: D3DragEvent<HTMLElement, unknown, { x: number; y: number }>) => {
      const at = orientation() === 'horizontal' ? event.x : event.y;
      isMoved ||= Math.abs(at - x()) > 4;
      if (isMoved && !isCancelled) onDrag(at);
    })
    .on('end', () => {
      unlisten();
      if (isMoved && !isCancelled) onDrag('drop');
    });
  select(element).call(behaviour);
  return () => {
    unlisten();
    select(element).on('.drag', null);
  };
}
