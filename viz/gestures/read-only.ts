/** Events by which people change a plot. Moving the pointer, scrolling and moving the focus with Tab stay possible. */
const CHANGING = ['pointerdown', 'mousedown', 'touchstart', 'click', 'dblclick', 'contextmenu', 'keydown'];

/** Keeps events that would change a plot from the elements in `scope`, except `isFree` ones. Returns a cleanup function. */
export function blockGestures(
  scope: HTMLElement,
  isFree: (target: EventTarget | null) => boolean,
): () => void {
  const block = (event: Event) => {
    if (!isFree(event.target)) event.stopPropagation();
  };
  for (const type of CHANGING) scope.addEventListener(type, block, { capture: true });
  return () => {
    for (const type of CHANGING) scope.removeEventListener(type, block, { capture: true });
  };
}
