import type { GapDrawing } from './engine.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { Scratch } from './scratch.ts';
import { progressAt } from './style.ts';

const lineBytes = 32;
export const pixelBytes = 16;

/** Composes the lines of a gap one by one, in painting order. Takes time proportional to lines times columns at most. */
export function drawComposed(kernel: Kernel, scratch: Scratch, drawing: GapDrawing): void {
  const { left, right, rows, count, columns, height, scale, offset, codes, colors } = drawing;
  const { column, lineWidth, curve, transfer } = drawing;
  const lines = scratch.take(Math.max(1, count) * lineBytes);
  kernel.prepareLines(rows, count, left, right, scale, offset, codes, colors, lines);
  const open = scratch.take(height + 3);
  let shaped = NaN;
  for (let number = 0; number < columns; number++) {
    const start = progressAt(curve, number / columns);
    const reach = curve === 0 ? 1 / columns : progressAt(curve, (number + 1) / columns) - start;
    if (reach !== shaped) kernel.shapeLines(lines, count, reach, lineWidth);
    shaped = reach;
    kernel.composeLines(column, open, height, lines, count, start, transfer.single);
    drawing.finish(number);
  }
}
