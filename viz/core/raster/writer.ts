import { rampSteps, type RasterJob } from './job.ts';
import type { Kernel } from './kernel/kernel.ts';
import { srgbBytes, type LinearRgb } from './linear-rgb.ts';
import type { Scratch } from './scratch.ts';
import { createTone, opacityTable } from './tone.ts';

/** Turns a column of densities into pixels, from top to bottom. */
export type ColumnWriter = (column: number, pixels: number) => void;

/** Makes writers for jobs; `ramp` is where the kernel holds the ramp of a job, 0 where it has none. */
export function createWriters(
  kernel: Kernel,
): (scratch: Scratch, job: RasterJob, height: number, ramp: number) => ColumnWriter {
  const bytes = kernel.store(srgbBytes);

  return (scratch, { colors, count, style, height: room }, height, ramp) => {
    const table = opacityTable(createTone(count, style.width, room, style.opacity));
    const opacities = scratch.store(table);
    const last = table.length - 1;
    const colorOf = (color: LinearRgb) => scratch.store(Float32Array.of(1, ...color));
    const pack = (from: number, length: number) => {
      const target = scratch.take(4 * length);
      kernel.packColors(from, length, bytes, target);
      return target;
    };
    if (colors.kind === 'ramp') {
      const packed = pack(ramp, rampSteps);
      const none = colorOf(colors.none ?? [0, 0, 0]);
      return (column, pixels) =>
        kernel.writeRamp(column, height, pixels, ramp, packed, rampSteps, none, bytes, opacities, last);
    }
    if (colors.kind === 'classes') {
      return (column, pixels) => kernel.writeMixed(column, height, pixels, bytes, opacities, last);
    }
    const [color] = new Uint32Array(kernel.read(pack(colorOf(colors.color), 1), 4).buffer);
    return (column, pixels) => kernel.writeFlat(column, height, pixels, color!, opacities, last);
  };
}
