import { progressAt } from '../style.ts';
import type { ColumnDrawer, PlainGap } from './gap.ts';

/**
 * Composes lines one by one from front to back, in linear light. Each line is a band of the same width, measured at a right
 * angle, and covers a pixel by the exact area: the arithmetic of `composeLines` in `kernel/assembly/column.ts`.
 */
export function composeColumns(gap: PlainGap): ColumnDrawer {
  const { rows, count, columns, height, scale, offset, codes, colors, lineWidth, curve, opacity } = gap;
  const tops = new Float32Array(count);
  const descents = new Float32Array(count);
  for (let index = 0; index < count; index++) {
    const row = rows === null ? index : rows[index]!;
    tops[index] = gap.left[row]! * scale + offset;
    descents[index] = gap.right[row]! * scale + offset - tops[index]!;
  }
  const opacities = new Float32Array(height);
  const light = new Float32Array(3 * height);
  const drawn = { opacities, light, fronts: new Uint32Array(0) };

  return {
    lines: count,
    draw(column) {
      const start = progressAt(curve, column / columns);
      const reach = progressAt(curve, (column + 1) / columns) - start;
      opacities.fill(0);
      light.fill(0);
      for (let index = 0; index < count; index++) {
        const step = descents[index]! * reach;
        const rise = Math.abs(step);
        const thickness = lineWidth * Math.sqrt(1 + rise * rise);
        const middle = tops[index]! + descents[index]! * start;
        const top = middle - thickness / 2 + Math.min(0, step);
        const bottom = Math.min(height, top + rise + thickness);
        const first = Math.max(0, Math.floor(top));
        if (first >= bottom) continue;
        const color = codes === null ? 0 : 4 * codes[rows === null ? index : rows[index]!]!;
        let before = bandAbove(first - top, rise, thickness);
        for (let y = first; y < bottom; y++) {
          const covered = bandAbove(y + 1 - top, rise, thickness);
          const visible = (covered - before) * opacity * colors[color]! * (1 - opacities[y]!);
          before = covered;
          opacities[y]! += visible;
          for (let channel = 0; channel < 3; channel++) {
            light[3 * y + channel]! += visible * colors[color + 1 + channel]!;
          }
        }
      }
      return drawn;
    },
  };
}

/** The area of a band above a depth below its highest point, in a column one pixel wide. */
function bandAbove(depth: number, rise: number, thickness: number): number {
  return areaBelow(depth, rise) - areaBelow(depth - thickness, rise);
}

/** The area, down to a depth, below an edge that descends by `rise` over one pixel. */
function areaBelow(depth: number, rise: number): number {
  const within = Math.min(rise, Math.max(0, depth));
  return (within * within * 0.5) / Math.max(rise, 1e-3) + Math.max(0, depth - rise);
}
