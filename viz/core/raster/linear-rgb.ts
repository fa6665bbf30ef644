import type { Rgb } from '../color/palette.ts';

/** Colours are mixed in linear light, so that a mean looks right. */
export type LinearRgb = readonly [number, number, number];

/** Converts sRGB (0–255) to linear light (0–1). */
export function toLinear(color: Rgb): LinearRgb {
  const [r, g, b] = color.map((channel) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return [r!, g!, b!];
}

/** Table from linear light (0–1 in 4096 steps) to sRGB (0–255). */
export const srgbBytes = Uint8Array.from({ length: 4096 }, (_, step) => {
  const c = step / 4095;
  return Math.round(255 * (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055));
});
