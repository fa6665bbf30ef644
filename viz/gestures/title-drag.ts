import { drag, select, type D3DragEvent } from 'd3';

export interface TitleDragParams {
  readonly element: HTMLElement;
  /** The element whose left edge x is measured from, in CSS pixels. */
  readonly container: HTMLElement;
  /** Where the axis stands now. */
  readonly x: () => number;
  /** The axis is to stand here while it is held; null when it is let go. */
  readonly onDrag: (x: number | null) => void;
}

/**
 * Drags an axis sideways by its title. A press without movement stays a click. Gives back how to end it.
 */
export function createTitleDrag({ element, container, x, onDrag }: TitleDragParams): () => void {
  let isMoved = false;
  const behaviour = drag<HTMLElement, unknown>()
    .container(() => container)
    .clickDistance(4)
    .subject(() => ({ x: x(), y: 0 }))
    .on('start', () => (isMoved = false))
    .on('drag', (event: D3DragEvent<HTMLElement, unknown, { x: number }>) => {
      isMoved ||= Math.abs(event.x - x()) > 4;
      if (isMoved) onDrag(event.x);
    })
    .on('end', () => onDrag(null));
  select(element).call(behaviour);
  return () => select(element).on('.drag', null);
}
