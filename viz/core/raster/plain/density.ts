import type { DensityDetail } from '../detail.ts';
import { maxPrioritized, paintPriority } from '../paint-order.ts';
import { progressAt } from '../style.ts';
import { NO_FRONT, type ColumnDrawer, type PlainGap } from './gap.ts';

/** More cells would be invisible without sums along slopes, whose cost here is that of pairs of cells times columns. */
const maxCells = 256;
/** Pixels that a line covers by less than this have its colour only if no other line covers them. */
const margin = 1 / 16;
/** Set in the priority of a front line that covers more than `margin`, and of any other. */
const strong = 0x2000000;
const weak = 0x1000000;

/**
 * Counts lines by the cells of their two ends, and draws one line per pair of cells. Each line adds the same density to
 * every column whatever its slope.
 */
export function countColumns(gap: PlainGap, detail: DensityDetail): ColumnDrawer {
  const { columns, height, lineWidth, curve } = gap;
  const cells = Math.min(detail.cells, maxCells);
  const cell = height / cells;
  const { lefts, rights, counts, priorities } = pairsOf(gap, cells);
  const opacities = new Float32Array(height);
  const fronts = new Uint32Array(height);
  const drawn = { opacities, light: new Float32Array(0), fronts };
  const size = Math.max(lineWidth, cell);

  return {
    lines: counts.length,
    draw(column) {
      const t = progressAt(curve, (column + 0.5) / columns);
      opacities.fill(0);
      fronts.fill(NO_FRONT);
      for (let pair = 0; pair < counts.length; pair++) {
        const middle = cell * (lefts[pair]! * (1 - t) + rights[pair]! * t + 0.5);
        const top = middle - size / 2;
        const bottom = top + size;
        const density = (counts[pair]! * lineWidth) / size;
        const priority = priorities[pair]!;
        const last = Math.min(height, bottom);
        for (let y = Math.max(0, Math.floor(top)); y < last; y++) {
          const covered = Math.min(y + 1, bottom) - Math.max(y, top);
          opacities[y]! += covered * density;
          if (priority === NO_FRONT) continue;
          const front = (priority | (covered > margin ? strong : weak)) >>> 0;
          if (front > fronts[y]!) fronts[y] = front;
        }
      }
      return drawn;
    },
  };
}

interface Pairs {
  readonly lefts: Uint16Array;
  readonly rights: Uint16Array;
  readonly counts: Uint32Array;
  /** `paintPriority` of the front line plus `weak`, or `NO_FRONT`. */
  readonly priorities: Uint32Array;
}

/** The pairs of cells that lines cross. */
function pairsOf({ left, right, rows, count, height, scale, offset }: PlainGap, cells: number): Pairs {
  const counts = new Uint32Array(cells * cells);
  const priorities = new Uint32Array(cells * cells);
  const cellOf = (position: number) =>
    Math.min(cells - 1, Math.max(0, Math.trunc(((position * scale + offset) * cells) / height)));
  for (let index = 0; index < count; index++) {
    const row = rows === null ? index : rows[index]!;
    const pair = cellOf(left[row]!) * cells + cellOf(right[row]!);
    counts[pair]!++;
    if (row < maxPrioritized) priorities[pair] = Math.max(priorities[pair]!, paintPriority(row) | weak);
  }
  const used = Uint32Array.from(counts.keys()).filter((pair) => counts[pair]! > 0);
  return {
    lefts: Uint16Array.from(used, (pair) => Math.floor(pair / cells)),
    rights: Uint16Array.from(used, (pair) => pair % cells),
    counts: used.map((pair) => counts[pair]!),
    priorities: used.map((pair) => priorities[pair]!),
  };
}
