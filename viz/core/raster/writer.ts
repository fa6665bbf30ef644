import { sequentialSteps, type RasterJob } from './job.ts';
import type { Kernel } from './kernel/kernel.ts';
import { srgbBytes, type LinearRgb } from './linear-rgb.ts';
import type { Scratch } from './scratch.ts';
import { createOpacityTransfer, opacityTable } from './opacity-transfer.ts';

/** Converts a column of densities to pixels, from top to bottom. */
export type ColumnWriter = (column: number, pixels: number) => void;

/** Returns a factory of writers. `table` points to the colour table of a sequential job in the kernel; 0 if it has none. */
export function createWriters(
  kernel: Kernel,
): (scratch: Scratch, job: RasterJob, height: number, table: number) => ColumnWriter {
  const bytes = kernel.store(srgbBytes);

  return (scratch, { colors, count, style, height: room }, height, table) => {
    const opacityByStep = opacityTable(createOpacityTransfer(count, style.width, room, style.opacity));
    const opacities = scratch.store(opacityByStep);
    const last = opacityByStep.length - 1;
    const colorOf = (color: LinearRgb) => scratch.store(Float32Array.of(1, ...color));
    const pack = (from: number, length: number) => {
      const target = scratch.take(4 * length);
      kernel.packColors(from, length, bytes, target);
      return target;
    };
    if (colors.kind === 'sequential') {
      const packed = pack(table, sequentialSteps);
      const none = colorOf(colors.none ?? [0, 0, 0]);
      return (column, pixels) =>
        kernel.writeSequential(
          column,
          height,
          pixels,
          table,
          packed,
          sequentialSteps,
          none,
          bytes,
          opacities,
          last,
        );
    }
    if (colors.kind === 'categorical') {
      return (column, pixels) => kernel.writeMixed(column, height, pixels, bytes, opacities, last);
    }
    const [color] = new Uint32Array(kernel.read(pack(colorOf(colors.color), 1), 4).buffer);
    return (column, pixels) => kernel.writeFlat(column, height, pixels, color!, opacities, last);
  };
}
