/** How the density of lines becomes opacity. */
export interface Tone {
  /** Opacity of a single line. */
  readonly single: number;
  /** Opacity where lines are densest. */
  readonly full: number;
  /** The density, in lines that cover a pixel, at which `full` is reached. */
  readonly dense: number;
}

/**
 * Opacities that suit `lines` lines of `lineWidth` over `height` of the same unit: a few lines are nearly opaque; the
 * more there are, the fainter a single one, though it never vanishes, and the further opacity has to tell densities
 * apart. With `opacity` (0 to 1) a single line has that one.
 */
export function createTone(
  lines: number,
  lineWidth: number,
  height: number,
  opacity: number | null = null,
): Tone {
  const mean = (lines * lineWidth) / height;
  const single = opacity ?? Math.max(0.1, 0.9 / (1 + 1.6 * mean) ** 0.5);
  return { single, full: Math.max(0.96, single), dense: Math.max(3, 10 * mean) };
}

/**
 * Opacity of a pixel that `density` lines cover: in proportion for parts of one line, so that edges are smooth, and
 * logarithmic beyond, so that both one line and ten thousand can be seen.
 */
export function opacityAt({ single, full, dense }: Tone, density: number): number {
  if (density <= 1) return single * density;
  if (density >= dense) return full;
  return single + ((full - single) * Math.log(density)) / Math.log(dense);
}

/** The density from which on the kernel draws: `FAINTEST` in `kernel/assembly/pixels.ts`. */
const faintest = 1 / 512;
const bits = new Int32Array(1);
const float = new Float32Array(bits.buffer);

function bitsOf(number: number): number {
  float[0] = number;
  return bits[0]!;
}

/** Opacities from 0 to 255 of ascending densities: 256 steps for each doubling from `faintest` to the densest. */
export function opacityTable(tone: Tone): Uint8Array {
  const start = bitsOf(faintest);
  const length = ((bitsOf(tone.dense) - start) >> 15) + 2;
  return Uint8Array.from({ length }, (_, step) => {
    bits[0] = start + (step << 15) + (1 << 14);
    return Math.round(255 * opacityAt(tone, float[0]!));
  });
}
