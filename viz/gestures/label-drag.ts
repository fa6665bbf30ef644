import { createHoldDrag } from './hold-drag.ts';

export interface LabelDragParams {
  /** Contains the labels; each has its name in `data-name`. */
  readonly element: SVGElement;
  /** The position of the pointer along the axis, in CSS pixels from its top. */
  readonly along: (event: MouseEvent) => number;
  /** Called on a click on a label. */
  readonly onClick: (name: string) => void;
  /** Called while a label is dragged; `y` is in CSS pixels from the top of the axis. */
  readonly onDrag: (name: string, y: number) => void;
  /** Called when a drag ends. */
  readonly onEnd: () => void;
  /** Called when a drag is cancelled and its changes are to be reverted. */
  readonly onCancel: () => void;
}

/** Handles clicks on and drags of category labels along their axis; Escape cancels a drag. Returns a cleanup function. */
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
