import type { Layout } from './layout/layout.ts';

/** A part of a plot that is wider than its box, in CSS pixels from the left of the plot and indexes of axes. */
export interface AxisWindow {
  readonly left: number;
  readonly width: number;
  /** The first axis of the part, and the one after the last. */
  readonly first: number;
  readonly end: number;
}

/** Scrolling by this fraction of the box moves the window. */
const chunkShare = 0.5;

/** The number of the chunk at which the box is scrolled; changes rarely while the plot scrolls. */
export function chunkAt(scroll: number, view: number): number {
  return view > 0 ? Math.floor(scroll / (view * chunkShare)) : 0;
}

/**
 * The part of the plot to render in a box of `view` pixels at a chunk: what is visible there, and at least a chunk on either
 * side. The whole plot if it is not much wider than that.
 */
export function axisWindow({ width, axisX }: Layout, view: number, chunk: number): AxisWindow {
  const count = axisX.length;
  const step = view * chunkShare;
  const whole = { left: 0, width, first: 0, end: count };
  if (view <= 0 || width <= view + 4 * step) return whole;
  const from = (chunk - 1) * step;
  const to = chunk * step + view + 2 * step;
  // One axis more on either side, so that lines leave the window.
  const first = Math.max(0, axisX.findIndex((x) => x >= from) - 1);
  const after = axisX.findIndex((x) => x > to);
  const end = after < 0 ? count : after + 1;
  const left = first === 0 ? 0 : axisX[first]!;
  return { left, width: (end === count ? width : axisX[end - 1]!) - left, first, end };
}
