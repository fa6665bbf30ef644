export interface LongPressParams {
  readonly element: HTMLElement;
  readonly onLongPress: () => void;
}

/** Milliseconds, and CSS pixels that the finger may stray meanwhile. */
const duration = 500;
const reach = 8;

/**
 * A finger or pen that rests on the element, as a right click does with a mouse. It counts when it is lifted: what opened
 * under a finger would be closed again by its going. Gives back how to end it.
 */
export function createLongPress({ element, onLongPress }: LongPressParams): () => void {
  let held: { pointer: number; x: number; y: number; since: number } | null = null;
  let isAnswered = false;

  function press(event: PointerEvent): void {
    isAnswered = false;
    if (event.pointerType === 'mouse') return;
    held = { pointer: event.pointerId, x: event.clientX, y: event.clientY, since: event.timeStamp };
  }

  function move(event: PointerEvent): void {
    if (event.pointerId !== held?.pointer) return;
    if (Math.hypot(event.clientX - held.x, event.clientY - held.y) > reach) held = null;
  }

  function release(event: PointerEvent): void {
    if (event.pointerId !== held?.pointer) return;
    const isLong = event.timeStamp - held.since >= duration;
    held = null;
    if (!isLong || event.type === 'pointercancel') return;
    isAnswered = true;
    setTimeout(onLongPress);
  }

  /** Some browsers say it themselves, before the finger is lifted. */
  function contextMenu(event: Event): void {
    if (held === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function click(event: Event): void {
    if (isAnswered) event.stopImmediatePropagation();
    isAnswered = false;
  }

  const listeners = [
    ['pointerdown', press],
    ['pointermove', move],
    ['pointerup', release],
    ['pointercancel', release],
    ['contextmenu', contextMenu],
    ['click', click],
  ] as const;
  for (const [type, listener] of listeners) {
    element.addEventListener(type, listener as EventListener, { capture: true });
  }
  return () => {
    for (const [type, listener] of listeners) {
      element.removeEventListener(type, listener as EventListener, { capture: true });
    }
  };
}
