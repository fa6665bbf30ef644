import { clamp } from '../../history/index.ts';

/** CSS pixels between a menu and what it belongs to, and between it and the edges of the window. */
const distance = 4;

/**
 * Puts an open menu below the element it belongs to, or above where there is more room, wholly within the window: one
 * that is too tall scrolls. The menu has to be fixed to the window.
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

/** From one edge of the window to the other, at least at the first. */
function within(at: number, max: number): number {
  return clamp(at, distance, max - distance);
}
