export interface HoldDragParams<Hold> {
  readonly element: HTMLElement | SVGElement;
  /** The target of a press; null if it does not start a drag. */
  readonly hold: (event: PointerEvent) => Hold | null;
  /** CSS pixels between the press and the pointer; by default in any direction. */
  readonly distance?: (hold: Hold, event: PointerEvent) => number;
  /** Called while the pointer moves, from the drag threshold on. */
  readonly onDrag: (hold: Hold, event: PointerEvent) => void;
  /** Called when a drag ends. */
  readonly onEnd: (hold: Hold) => void;
  /** Called for a press that ends without a drag. */
  readonly onClick?: (hold: Hold) => void;
  /** Called when a drag is cancelled and its changes are to be reverted. */
  readonly onCancel: () => void;
}

/** A press that moves less than this, in CSS pixels, is a click. */
export const clickDistance = 4;

/**
 * Handles drags with a mouse, pen or finger. Escape cancels a drag, and no other listener receives that key; so does a
 * `pointercancel` event. Returns a cleanup function.
 */
export function createHoldDrag<Hold>(params: HoldDragParams<Hold>): () => void {
  const { element } = params;
  let press: { pointer: number; hold: Hold; x: number; y: number; isMoved: boolean } | null = null;

  function begin(event: PointerEvent): void {
    if (event.button !== 0 || press !== null) return;
    const hold = params.hold(event);
    if (hold === null) return;
    press = { pointer: event.pointerId, hold, x: event.clientX, y: event.clientY, isMoved: false };
    element.setPointerCapture(event.pointerId);
    window.addEventListener('keydown', cancelOnEscape, { capture: true });
  }

  function move(event: PointerEvent): void {
    if (event.pointerId !== press?.pointer) return;
    const { hold, x, y } = press;
    const distance = params.distance?.(hold, event) ?? Math.hypot(event.clientX - x, event.clientY - y);
    press.isMoved ||= distance >= clickDistance;
    if (press.isMoved) params.onDrag(hold, event);
  }

  function release(event: PointerEvent): void {
    if (event.pointerId !== press?.pointer) return;
    const { hold, isMoved } = press;
    reset();
    if (isMoved) params.onEnd(hold);
    else params.onClick?.(hold);
  }

  function cancel(event: PointerEvent): void {
    if (event.pointerId === press?.pointer) abort();
  }

  function cancelOnEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || press === null) return;
    event.stopImmediatePropagation();
    abort();
  }

  function abort(): void {
    const isMoved = press?.isMoved;
    reset();
    if (isMoved) params.onCancel();
  }

  function reset(): void {
    press = null;
    window.removeEventListener('keydown', cancelOnEscape, { capture: true });
  }

  const listeners = [
    ['pointerdown', begin],
    ['pointermove', move],
    ['pointerup', release],
    ['pointercancel', cancel],
  ] as const;
  for (const [type, listener] of listeners) element.addEventListener(type, listener as EventListener);
  return () => {
    reset();
    for (const [type, listener] of listeners) element.removeEventListener(type, listener as EventListener);
  };
}
