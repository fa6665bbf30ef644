import { planeBytes } from './compose.ts';
import type { GapColors } from './engine.ts';
import type { RasterJob } from './job.ts';
import type { Kernel } from './kernel/kernel.ts';
import { srgbBytes } from './linear-rgb.ts';
import { opacityTable } from './opacity-transfer.ts';
import type { Scratch } from './scratch.ts';

/** Converts a column of a gap to pixels, from top to bottom. */
export type ColumnWriter = (column: number, pixels: number) => void;

/** Returns a factory of writers. */
export function createWriters(
  kernel: Kernel,
): (scratch: Scratch, job: RasterJob, colors: GapColors, height: number) => ColumnWriter {
  const bytes = kernel.store(srgbBytes);

  return (scratch, { detail, transfer }, { codes, colors, colorCount }, height) => {
    if (detail.kind === 'lines')
      return (column, pixels) => kernel.writeComposed(column, planeBytes(height), height, pixels, bytes);
    const opacityByStep = opacityTable(transfer);
    const opacities = scratch.store(opacityByStep);
    const last = opacityByStep.length - 1;
    const packed = scratch.take(4 * colorCount);
    kernel.packColors(colors, colorCount, bytes, packed);
    // The last colour is that of rows without a value, or the only one.
    const [neutral] = new Uint32Array(kernel.read(packed + 4 * (colorCount - 1), 4).buffer);
    if (codes === 0)
      return (column, pixels) => kernel.writeFlat(column, height, pixels, neutral!, opacities, last);
    return (column, pixels) =>
      kernel.writeFronts(column, height, pixels, codes, packed, neutral!, opacities, last);
  };
}
