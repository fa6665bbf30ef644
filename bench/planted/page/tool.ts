import { axisNames, className, type Data } from '../structures.ts';

export type Theme = 'light' | 'dark';

/** Where the axes are, in CSS pixels of the page. */
export interface Axes {
  readonly x: readonly number[];
  /** The position of 1. */
  readonly top: number;
  /** The position of 0. */
  readonly bottom: number;
  /** HiPlot's lines are Bézier curves; absent for straight lines. */
  readonly isCurved?: boolean;
}

/** A library that draws parallel coordinates, with its own default lines and opacity. */
export interface Tool {
  /** Converts the data to the library's input. Returns a function that draws it. */
  prepare(target: HTMLElement, data: Data, theme: Theme): () => unknown;
  isBusy?(): boolean;
  axes(target: HTMLElement): Axes;
}

/** Rows as objects, with the name of the class or the position on the ramp as `color`. */
export function rowObjects({ length, axes, color, classes }: Data): Record<string, number | string>[] {
  return Array.from({ length }, (_, row) => ({
    ...Object.fromEntries(axisNames.map((name) => [name, axes[name][row]!])),
    color: classes > 0 ? className(color[row]!) : color[row]!,
  }));
}

/** The places of the domain paths of d3 axes with ticks on the left, in order from left to right. */
export function axesOfPaths(paths: Iterable<Element>): Axes {
  const boxes = Array.from(paths, (path) => path.getBoundingClientRect());
  if (boxes.length !== axisNames.length)
    throw new Error(`expected ${String(axisNames.length)} axes, got ${String(boxes.length)}`);
  boxes.sort((a, b) => a.left - b.left);
  const { top, bottom } = boxes[0]!;
  // Outer ticks are parts of the path.
  return { x: boxes.map(({ right }) => right), top, bottom };
}
