import type { GapDrawing } from './engine.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { Scratch } from './scratch.ts';
import { progressAt } from './style.ts';

const lineBytes = 32;
const pixelBytes = 16;

/** Strength of the slope correction: 0 for a few hundred lines, 1 for thousands. */
export function slopeCorrection(count: number): number {
  return Math.max(0, Math.min(1, Math.log(count / 300) / Math.log(4000 / 300)));
}

/** Draws the lines of a gap one by one with smooth edges. Takes time proportional to lines times columns. */
export function drawSpans(kernel: Kernel, scratch: Scratch, drawing: GapDrawing, passes: number): void {
  const { rows, count, columns, height, column, lineWidth, curve } = drawing;
  const lines = scratch.take(Math.max(1, count) * lineBytes);
  const { left, right, scale, offset, kind, values, colors } = drawing;
  kernel.prepareSpans(rows, count, left, right, scale, offset, kind, values, colors, lines);
  const correction = slopeCorrection(count);
  for (let number = 0; number < columns; number++) {
    const start = progressAt(curve, number / columns);
    const reach = progressAt(curve, (number + 1) / columns) - start;
    kernel.depositSpans(column, height, lines, count, start, reach, lineWidth, correction, passes);
    kernel.sumColumn(column, height, count);
    drawing.finish(number);
    kernel.clear(column, (height + 2) * pixelBytes);
  }
}
