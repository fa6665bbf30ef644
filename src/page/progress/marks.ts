import type { RunState } from '../../../analysis/index.ts';
import { MISSING, PRESENT, type NumberColumn } from '../../../history/index.ts';

/** How the mark of a run looks: × where its value does not count, a ring while it is running. */
export type Shape = 'dot' | 'ring' | 'cross';

export function shapeOf(state: RunState): Shape {
  if (state === 'running') return 'ring';
  return state === 'pruned' || state === 'failed' || state === 'diverged' ? 'cross' : 'dot';
}

/** SVG path data of a mark. A dot is a line without length, whose round ends make the dot. */
export function pathOfMark(shape: Shape, x: number, y: number): string {
  const at = `${x.toFixed(1)} ${y.toFixed(1)}`;
  if (shape === 'dot') return `M${at}h0`;
  if (shape === 'ring') return `M${at}m-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0`;
  return `M${at}m-3 -3l6 6m0 -6l-6 6`;
}

/** Marks of one shape and colour as one path, so that thousands of them are few elements. */
export interface MarkPath {
  readonly shape: Shape;
  readonly color: string;
  readonly path: string;
}

export function joinMarks(
  marks: Iterable<{ readonly shape: Shape; readonly color: string; readonly x: number; readonly y: number }>,
): MarkPath[] {
  const groups = new Map<string, { shape: Shape; color: string; paths: string[] }>();
  for (const { shape, color, x, y } of marks) {
    const key = `${shape} ${color}`;
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { shape, color, paths: [] }));
    group.paths.push(pathOfMark(shape, x, y));
  }
  return Array.from(groups.values(), ({ shape, color, paths }) => ({ shape, color, path: paths.join('') }));
}

export interface Bar {
  readonly row: number;
  readonly from: number;
  readonly to: number;
  /** The middle. */
  readonly y: number;
}

/** The bars of each colour as one path, in the order of the colours. */
export function joinBars(
  bars: Iterable<Bar>,
  colorOf: (row: number) => string,
): { readonly color: string; readonly path: string }[] {
  const groups = new Map<string, string[]>();
  for (const { row, from, to, y } of bars) {
    const color = colorOf(row);
    let group = groups.get(color);
    if (group === undefined) groups.set(color, (group = []));
    group.push(`M${from.toFixed(1)} ${y.toFixed(1)}H${to.toFixed(1)}`);
  }
  return Array.from(groups, ([color, parts]) => ({ color, path: parts.join('') }));
}

/** The lanes of values without a place on the axis of the objective, from the top. */
export const LANES = ['≤ 0', 'missing', 'n/a', 'NaN', '+∞', '−∞'] as const;

/** The lane of a cell, which says why it has no place on the axis of the objective; null if it has one. */
export function laneOf(column: NumberColumn, row: number, isLog: boolean): (typeof LANES)[number] | null {
  const absence = column.absence?.[row] ?? PRESENT;
  if (absence !== PRESENT) return absence === MISSING ? 'missing' : 'n/a';
  const value = column.values[row]!;
  if (hasPlace(value, isLog)) return null;
  if (Number.isFinite(value)) return '≤ 0';
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+∞' : '−∞';
}

/** Whether a value has a place on the axis of the objective. */
export function hasPlace(value: number, isLog: boolean): boolean {
  return Number.isFinite(value) && !(isLog && value <= 0);
}
