import type { GapDrawing } from './engine.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { Scratch } from './scratch.ts';
import { progressAt } from './style.ts';

const lineBytes = 32;
/** Columns whose planes fit into a near cache. */
const straightBlock = 16;

/** Bytes of a plane of a composed column; a column has four. */
export function planeBytes(height: number): number {
  return 4 * (height + 3);
}

/** Composes the lines of a gap one by one, in painting order. Takes time proportional to lines times columns at most. */
export function drawComposed(kernel: Kernel, scratch: Scratch, drawing: GapDrawing): void {
  const { left, right, rows, count, columns, height, scale, offset, codes, colors } = drawing;
  const { lineWidth, curve, transfer } = drawing;
  const lines = scratch.take(Math.max(1, count) * lineBytes);
  kernel.prepareLines(rows, count, left, right, scale, offset, codes, colors, lines);
  const stride = planeBytes(height);
  // Straight lines have the same shape in every column, so that several are composed at a time.
  const block = curve === 0 ? straightBlock : 1;
  const composed = scratch.take(block * 4 * stride);
  let shaped = NaN;
  for (let number = 0; number < columns; number += block) {
    const start = progressAt(curve, number / columns);
    const reach = curve === 0 ? 1 / columns : progressAt(curve, (number + 1) / columns) - start;
    if (reach !== shaped) kernel.shapeLines(lines, count, reach, lineWidth);
    shaped = reach;
    const width = Math.min(block, columns - number);
    kernel.composeLines(composed, width, stride, height, lines, count, start, reach, transfer.single);
    for (let at = 0; at < width; at++) drawing.finish(composed + at * 4 * stride, number + at);
  }
}
