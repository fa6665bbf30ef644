import { createHoldDrag } from './hold-drag.ts';

export interface LabelDragParams {
  /** Holds the labels; each says which it is in `data-name`. */
  readonly element: SVGElement;
  /** How far along the axis the pointer is, below its top. */
  readonly along: (event: MouseEvent) => number;
  /** The label was pressed and let go where it is. */
  readonly onClick: (name: string) => void;
  /** The label is held at this height below the top of the axis. */
  readonly onDrag: (name: string, y: number) => void;
  /** The label is let go. */
  readonly onEnd: () => void;
  /** The drag was given up: all is to be as before it. */
  readonly onCancel: () => void;
}

/** Drags names of categories along their axis, or clicks them; Escape gives a drag up. Gives back how to end it. */
export function createLabelDrag({ element, along, onDrag, ...rest }: LabelDragParams): () => void {
  return createHoldDrag({
    element,
    hold(event) {
      const label = event.target instanceof Element ? event.target.closest('[data-name]') : null;
      if (label !== null) event.stopPropagation();
      return label?.getAttribute('data-name') ?? null;
    },
    onDrag: (name, event) => onDrag(name, along(event)),
    ...rest,
  });
}
