import { clamp } from '../../../history/index.ts';

/** Browsers limit the height of elements, Firefox to about 17,800,000 CSS pixels. */
export const MAX_HEIGHT = 10_000_000;

/** Rows from `first` up to `last` (exclusive), and the heights of the space before and after them, in CSS pixels. */
export interface RowWindow {
  readonly first: number;
  readonly last: number;
  readonly before: number;
  readonly after: number;
}

/** Sizes in CSS pixels. */
export interface RowScroll {
  readonly count: number;
  readonly rowHeight: number;
  readonly scrollTop: number;
  /** The height of the viewport. */
  readonly height: number;
  /** Rows rendered above and below the visible ones. */
  readonly overscan: number;
}

/** How far a table taller than `MAX_HEIGHT` scrolls in rows' pixels while its element scrolls by one; else 1. */
function ratioOf({ count, rowHeight, height }: Pick<RowScroll, 'count' | 'rowHeight' | 'height'>): number {
  const total = count * rowHeight;
  return total <= MAX_HEIGHT ? 1 : (total - height) / (MAX_HEIGHT - height);
}

/** The rows to render. All rows together are at most `MAX_HEIGHT` tall; taller tables scroll faster. */
export function rowWindow(scroll: RowScroll): RowWindow {
  const { count, rowHeight, height, overscan } = scroll;
  const total = Math.min(count * rowHeight, MAX_HEIGHT);
  const scrollTop = clamp(scroll.scrollTop, 0, Math.max(0, total - height));
  const top = scrollTop * ratioOf(scroll);
  const first = clamp(Math.floor(top / rowHeight) - overscan, 0, Math.max(0, count - 1));
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + overscan);
  const before = Math.max(0, first * rowHeight - (top - scrollTop));
  return { first, last, before, after: Math.max(0, total - before - (last - first) * rowHeight) };
}

/**
 * The scroll position that shows a row: the present one if the row is visible, else the nearest.
 *
 * @param visible the height in which rows are visible, without the header
 */
export function scrollToRow(scroll: Omit<RowScroll, 'overscan'>, row: number, visible: number): number {
  const { rowHeight, scrollTop } = scroll;
  const ratio = ratioOf(scroll);
  const top = row * rowHeight;
  const present = scrollTop * ratio;
  if (top < present) return top / ratio;
  const lowest = top + rowHeight - visible;
  return lowest > present ? lowest / ratio : scrollTop;
}
