import { color, hcl, interpolateLab, piecewise, rgb } from 'd3';

/** Red, green and blue from 0 to 255. */
export type Rgb = readonly [number, number, number];

/** The colour of a row whose cell has no place on the colour scale. */
export const noValueColor = '#8b9099';

/**
 * From low to high. Lightness rises throughout, and hue runs from blue to yellow, so the order survives every common
 * colour blindness and print; like viridis, but without the ends that vanish on a dark or a light page.
 */
export const ramp = piecewise(interpolateLab, ['#5a3fb0', '#2f76b8', '#1f9e8f', '#7fb543', '#e3b23a']);

/** Okabe and Ito's colours, without black and with a darker yellow: both must show on light and on dark. */
const distinct = [
  '#0f7ec2',
  '#dd6b20',
  '#0a9f75',
  '#c76aa6',
  '#bf9b00',
  '#4fb3e8',
  '#8f5fd1',
  '#a0694b',
] as const;

/**
 * Colours of `count` categories. The first eight are told apart by every common colour blindness; further ones turn the
 * hue by the golden angle at one of three lightnesses, so that neighbours differ most.
 */
export function categoryColors(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const listed = distinct[index];
    if (listed !== undefined) return listed;
    return hcl((index * 137.508) % 360, 48, [62, 50, 72][index % 3]!).formatHex();
  });
}

/** The channels of a CSS colour. Throws on text that is none. */
export function toRgb(css: string): Rgb {
  const parsed = color(css);
  if (parsed === null) throw new Error(`not a colour: ${css}`);
  const { r, g, b } = rgb(parsed);
  return [r, g, b];
}
