export interface HoldDragParams<Hold> {
  readonly element: HTMLElement | SVGElement;
  /** What a press takes hold of; null where it begins no drag. */
  readonly hold: (event: PointerEvent) => Hold | null;
  /** CSS pixels between the press and where the pointer is now; in any direction unless said. */
  readonly distance?: (hold: Hold, event: PointerEvent) => number;
  /** The pointer is here, and what it holds has been moved. */
  readonly onDrag: (hold: Hold, event: PointerEvent) => void;
  /** What was moved is let go where it is. */
  readonly onEnd: (hold: Hold) => void;
  /** It was let go without being moved. */
  readonly onClick?: (hold: Hold) => void;
  /** The drag was given up: all is to be as before it. */
  readonly onCancel: () => void;
}

/** A press that moves less than this, in CSS pixels, is a click. */
const clickDistance = 4;

/**
 * Presses with the mouse, a pen or a finger that hold on to something and move it. Escape gives a drag up before anything
 * else hears of it, and so does the browser where it takes the pointer away. Gives back how to end it.
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
    window.addEventListener('keydown', giveUp, { capture: true });
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
    letGo();
    if (isMoved) params.onEnd(hold);
    else params.onClick?.(hold);
  }

  function cancel(event: PointerEvent): void {
    if (event.pointerId === press?.pointer) leave();
  }

  function giveUp(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || press === null) return;
    event.stopImmediatePropagation();
    leave();
  }

  function leave(): void {
    const isMoved = press?.isMoved;
    letGo();
    if (isMoved) params.onCancel();
  }

  function letGo(): void {
    press = null;
    window.removeEventListener('keydown', giveUp, { capture: true });
  }

  const listeners = [
    ['pointerdown', begin],
    ['pointermove', move],
    ['pointerup', release],
    ['pointercancel', cancel],
  ] as const;
  for (const [type, listener] of listeners) element.addEventListener(type, listener as EventListener);
  return () => {
    letGo();
    for (const [type, listener] of listeners) element.removeEventListener(type, listener as EventListener);
  };
}
