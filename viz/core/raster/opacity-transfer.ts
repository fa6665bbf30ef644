/** Parameters of the transfer function from line density to opacity. */
export interface OpacityTransfer {
  /** Opacity of a single line. */
  readonly single: number;
  /** Opacity at the highest density. */
  readonly full: number;
  /** The density, in lines per pixel, at which `full` is reached. */
  readonly dense: number;
}

/**
 * Creates the transfer function for `lines` lines of `lineWidth` over `height` in the same unit: few lines are nearly
 * opaque; the more lines, the fainter a single one, with a lower bound, and the wider the range of densities. `opacity`
 * (0 to 1) sets the opacity of a single line.
 */
export function createOpacityTransfer(
  lines: number,
  lineWidth: number,
  height: number,
  opacity: number | null = null,
): OpacityTransfer {
  const mean = (lines * lineWidth) / height;
  const single = opacity ?? Math.max(0.1, 0.9 / (1 + 1.6 * mean) ** 0.5);
  return { single, full: Math.max(0.96, single), dense: Math.max(3, 10 * mean) };
}

/**
 * Opacity of a pixel that `density` lines cover: linear below one line, for smooth edges, and logarithmic above, so that
 * both one line and ten thousand are visible.
 */
export function opacityAt({ single, full, dense }: OpacityTransfer, density: number): number {
  if (density <= 1) return single * density;
  if (density >= dense) return full;
  return single + ((full - single) * Math.log(density)) / Math.log(dense);
}

/** The lowest density that the kernel draws: `FAINTEST` in `kernel/assembly/pixels.ts`. */
const faintest = 1 / 512;
const bits = new Int32Array(1);
const float = new Float32Array(bits.buffer);

function bitsOf(number: number): number {
  float[0] = number;
  return bits[0]!;
}

/** Opacities from 0 to 255 of ascending densities: 256 steps per doubling, from `faintest` to `dense`. */
export function opacityTable(transfer: OpacityTransfer): Uint8Array {
  const start = bitsOf(faintest);
  const length = ((bitsOf(transfer.dense) - start) >> 15) + 2;
  return Uint8Array.from({ length }, (_, step) => {
    bits[0] = start + (step << 15) + (1 << 14);
    return Math.round(255 * opacityAt(transfer, float[0]!));
  });
}
