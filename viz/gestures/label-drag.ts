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
}

/** A press that moves less than this is a click. */
const clickDistance = 4;

/** Drags names of categories along their axis, or clicks them. Gives back how to end it. */
export function createLabelDrag(params: LabelDragParams): () => void {
  const { element } = params;
  let held: { pointer: number; name: string; from: number; isMoved: boolean } | null = null;

  function press(event: PointerEvent): void {
    const name = event.target instanceof Element ? event.target.closest('[data-name]') : null;
    if (event.button !== 0 || held !== null || name === null) return;
    held = {
      pointer: event.pointerId,
      name: name.getAttribute('data-name')!,
      from: params.along(event),
      isMoved: false,
    };
    element.setPointerCapture(event.pointerId);
    event.stopPropagation();
  }

  function move(event: PointerEvent): void {
    if (event.pointerId !== held?.pointer) return;
    const y = params.along(event);
    held.isMoved ||= Math.abs(y - held.from) >= clickDistance;
    if (held.isMoved) params.onDrag(held.name, y);
  }

  function release(event: PointerEvent): void {
    if (event.pointerId !== held?.pointer) return;
    const { isMoved, name } = held;
    held = null;
    if (isMoved) params.onEnd();
    else if (event.type === 'pointerup') params.onClick(name);
  }

  element.addEventListener('pointerdown', press);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', release);
  element.addEventListener('pointercancel', release);
  return () => {
    element.removeEventListener('pointerdown', press);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', release);
    element.removeEventListener('pointercancel', release);
  };
}
