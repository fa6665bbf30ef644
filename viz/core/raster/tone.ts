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
 * apart. `strength` scales all of it.
 */
export function createTone(lines: number, lineWidth: number, height: number, strength: number): Tone {
  const mean = (lines * lineWidth) / height;
  const single = Math.max(0.1, 0.9 / (1 + 1.6 * mean) ** 0.5);
  return { single: single * strength, full: 0.96 * strength, dense: Math.max(3, 10 * mean) };
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
