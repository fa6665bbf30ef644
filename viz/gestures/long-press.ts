export interface LongPressParams {
  readonly element: HTMLElement;
  readonly onLongPress: () => void;
}

/** The minimum duration in milliseconds, and the maximum movement in CSS pixels. */
const duration = 500;
const tolerance = 8;

/**
 * Reports long presses with a finger or pen, the equivalent of a right click. The callback is called when the finger is
 * lifted, since a popover that opens under the finger would be closed by the lift. Returns a cleanup function.
 */
export function createLongPress({ element, onLongPress }: LongPressParams): () => void {
  let held: { pointer: number; x: number; y: number; since: number } | null = null;
  let isHandled = false;

  function press(event: PointerEvent): void {
    isHandled = false;
    if (event.pointerType === 'mouse') return;
    held = { pointer: event.pointerId, x: event.clientX, y: event.clientY, since: event.timeStamp };
  }

  function move(event: PointerEvent): void {
    if (event.pointerId !== held?.pointer) return;
    if (Math.hypot(event.clientX - held.x, event.clientY - held.y) > tolerance) held = null;
  }

  function release(event: PointerEvent): void {
    if (event.pointerId !== held?.pointer) return;
    const isLong = event.timeStamp - held.since >= duration;
    held = null;
    if (!isLong || event.type === 'pointercancel') return;
    isHandled = true;
    setTimeout(onLongPress);
  }

  /** Some browsers fire `contextmenu` before the finger is lifted. */
  function contextMenu(event: Event): void {
    if (held === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function click(event: Event): void {
    if (isHandled) event.stopImmediatePropagation();
    isHandled = false;
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
