import type { Legend } from './color.ts';

/** A label below the bar of a legend, at `x` from the left end of the bar. */
export interface LegendTick {
  readonly x: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly label: string;
}

/** The bar of a legend with its labels, which stay within its width. */
export interface LegendBar {
  readonly width: number;
  readonly ticks: readonly LegendTick[];
}

const MIN_WIDTH = 220;
/** Minimum distance between labels. */
const GAP = 10;

/**
 * Places the labels of a sequential legend: those of the ends are aligned with the ends of the bar, which is at least as wide
 * as both, and one between them is left out if it does not fit. `widthOf`: the width of a text, in the unit of the result.
 */
export function legendBar(
  { ticks }: Legend & { kind: 'sequential' },
  widthOf: (text: string) => number,
): LegendBar {
  const [first, last] = [ticks[0]!, ticks.at(-1)!];
  if (ticks.length === 1) {
    const width = Math.max(MIN_WIDTH, widthOf(first.label));
    return { width, ticks: [{ x: first.at * width, anchor: 'middle', label: first.label }] };
  }
  const [left, right] = [widthOf(first.label), widthOf(last.label)];
  const width = Math.max(MIN_WIDTH, left + GAP + right);
  const between = ticks.slice(1, -1).filter(({ at, label }) => {
    const half = widthOf(label) / 2 + GAP;
    return at * width - half >= left && at * width + half <= width - right;
  });
  return {
    width,
    ticks: [
      { x: 0, anchor: 'start', label: first.label },
      ...between.map(({ at, label }) => ({ x: at * width, anchor: 'middle' as const, label })),
      { x: width, anchor: 'end', label: last.label },
    ],
  };
}
