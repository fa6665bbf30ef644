import { clamp } from '../../history/index.ts';

/** The minimum distance of a menu from its anchor and from the edges of the window, in CSS pixels. */
const distance = 4;

/**
 * Places an open menu below its anchor, or above if there is more room, within the window; a menu that is too tall
 * scrolls. The menu must have `position: fixed`.
 */
export function placeMenu(menu: HTMLElement, anchor: Element): void {
  const { left, top, bottom } = anchor.getBoundingClientRect();
  const { innerWidth, innerHeight } = window;
  menu.style.maxHeight = '';
  const { width, height } = menu.getBoundingClientRect();
  const [below, above] = [innerHeight - bottom - 2 * distance, top - 2 * distance];
  const isBelow = height <= below || below >= above;
  const room = Math.max(160, isBelow ? below : above);
  const tall = Math.min(height, room);
  const y = isBelow ? bottom + distance : top - distance - tall;
  menu.style.maxHeight = `${String(room)}px`;
  menu.style.left = `${String(within(left, innerWidth - width))}px`;
  menu.style.top = `${String(within(y, innerHeight - tall))}px`;
}

/** Clamps a position to the window; the minimum wins if the window is too small. */
function within(at: number, max: number): number {
  return clamp(at, distance, max - distance);
}
