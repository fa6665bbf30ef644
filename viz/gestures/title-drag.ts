import { drag, select, type D3DragEvent } from 'd3';
import type { Orientation } from '../core/layout/layout.ts';
import { createEdgeScroll } from './edge-scroll.ts';
import { clickDistance } from './hold-drag.ts';

export interface TitleDragParams {
  readonly element: HTMLElement;
  /** The element from whose left edge x is measured, in CSS pixels; from its top edge if the plot is vertical. */
  readonly container: HTMLElement;
  /** The element that scrolls a plot that is larger than its box. */
  readonly scroller: HTMLElement;
  readonly orientation: () => Orientation;
  /** The current position of the axis. */
  readonly x: () => number;
  readonly onDrag: (step: TitleDragStep) => void;
}

/** The position of the dragged axis in CSS pixels, or the end of the drag. */
export type TitleDragStep = number | 'drop' | 'cancel';

/**
 * Moves an axis among the others by dragging its title; at the edge of the box the plot scrolls. A press without movement
 * stays a click. Escape cancels a drag, and no other listener receives that key. Returns a cleanup function.
 */
export function createTitleDrag(params: TitleDragParams): () => void {
  const { element, container, scroller, orientation, x, onDrag } = params;
  let isMoved = false;
  let isCancelled = false;
  let at = 0;

  const edges = createEdgeScroll({
    scroller,
    axis: () => (orientation() === 'horizontal' ? 'x' : 'y'),
    onScroll(by) {
      at += by;
      onDrag(at);
    },
  });

  function cancel(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isCancelled) return;
    event.stopImmediatePropagation();
    isCancelled = true;
    edges.stop();
    if (isMoved) onDrag('cancel');
  }

  function end(): void {
    edges.stop();
    window.removeEventListener('keydown', cancel, { capture: true });
  }

  const behaviour = drag<HTMLElement, unknown>()
    .container(() => container)
    .clickDistance(clickDistance)
    .subject(() => ({ x: x(), y: x() }))
    .on('start', () => {
      isMoved = false;
      isCancelled = false;
      window.addEventListener('keydown', cancel, { capture: true });
    })
    .on('drag', (event: D3DragEvent<HTMLElement, unknown, { x: number; y: number }>) => {
      at = orientation() === 'horizontal' ? event.x : event.y;
      isMoved ||= Math.abs(at - x()) > clickDistance;
      if (!isMoved || isCancelled) return;
      onDrag(at);
      edges.follow(pointOf(event.sourceEvent as MouseEvent | TouchEvent));
    })
    .on('end', () => {
      end();
      if (isMoved && !isCancelled) onDrag('drop');
    });
  select(element).call(behaviour);
  return () => {
    end();
    select(element).on('.drag', null);
  };
}

function pointOf(event: MouseEvent | TouchEvent): { readonly clientX: number; readonly clientY: number } {
  return 'changedTouches' in event ? event.changedTouches[0]! : event;
}
