import { isComposed } from '../raster/detail.ts';
import type { LineStyle } from '../raster/style.ts';
import type { Steps } from '../scale/steps.ts';

/** Cells per axis in which neighbouring lines are counted together. */
const cells = 64;
/** Lines are rare where at most this number begin and end in the same or adjacent cells of two axes. */
const maxTogether = 6;
/** More lines would be another crowd. */
export const maxRareRows = 250;

/**
 * The opacity of rare lines: beneath a density just enough to be seen in empty places, as its crowd is smooth and any
 * stronger line would hide the direction of it.
 */
export function rareOpacity(rows: number, { mode }: Pick<LineStyle, 'mode'>): number {
  return isComposed({ rows, mode }) ? 0.9 : 0.3;
}

export interface RareRowsInput {
  /** Per axis and row, in CSS pixels below the top of the axes. */
  readonly positions: readonly Float32Array[];
  readonly rows: Uint32Array;
  /** Length of the axes, lanes included, in CSS pixels. */
  readonly length: number;
}

/**
 * The rows whose lines run apart from almost all others between two neighbouring axes, the rarest first, at most
 * `maxRareRows`: in a density they would not be seen. One step per pair of axes.
 */
export function* rareRows({ positions, rows, length }: RareRowsInput): Steps<Uint32Array> {
  const fewest = new Uint32Array(rows.length).fill(maxTogether + 1);
  const pairs = new Uint16Array(rows.length);
  const cellOf = (y: number) => Math.max(0, Math.min(cells - 1, Math.floor((y * cells) / length)));
  for (let gap = 1; gap < positions.length; gap++) {
    const [left, right] = [positions[gap - 1]!, positions[gap]!];
    const counts = new Uint32Array(cells * cells);
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index]!;
      pairs[index] = cellOf(left[row]!) * cells + cellOf(right[row]!);
      counts[pairs[index]!]!++;
    }
    const together = withAdjacent(counts);
    for (let index = 0; index < rows.length; index++) {
      const count = together[pairs[index]!]!;
      if (count < fewest[index]!) fewest[index] = count;
    }
    yield;
  }
  const found: number[] = [];
  for (let index = 0; index < rows.length; index++) if (fewest[index]! <= maxTogether) found.push(index);
  found.sort((a, b) => fewest[a]! - fewest[b]! || a - b);
  return Uint32Array.from(found.slice(0, maxRareRows), (index) => rows[index]!);
}

/** The sum of each cell and the eight around it, so that the margin of a crowd is not rare. */
function withAdjacent(counts: Uint32Array): Uint32Array {
  const alongRows = counts.map((count, at) => {
    const column = at % cells;
    return count + (column > 0 ? counts[at - 1]! : 0) + (column < cells - 1 ? counts[at + 1]! : 0);
  });
  return alongRows.map((count, at) => count + (alongRows[at - cells] ?? 0) + (alongRows[at + cells] ?? 0));
}
