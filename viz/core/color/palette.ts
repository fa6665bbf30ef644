import {
  color,
  hcl,
  interpolateBlues,
  interpolateCividis,
  interpolateLab,
  interpolateMagma,
  interpolateTurbo,
  interpolateViridis,
  piecewise,
  rgb,
  schemeDark2,
  schemeTableau10,
} from 'd3';

/** Red, green and blue from 0 to 255. */
export type Rgb = readonly [number, number, number];

/** The colour of a row whose cell has no place on the colour scale. */
export const noValueColor = '#8b9099';

/** Maps of numbers to colours, in the order in which they are offered. */
export const SEQUENTIAL_PALETTES = [
  'heddle',
  'viridis',
  'cividis',
  'magma',
  'turbo',
  'blues',
  'diverging',
] as const;
export type SequentialPalette = (typeof SEQUENTIAL_PALETTES)[number];

/** Lists of colours for categories, in the order in which they are offered. */
export const CATEGORICAL_PALETTES = ['heddle', 'okabe-ito', 'tableau', 'dark'] as const;
export type CategoricalPalette = (typeof CATEGORICAL_PALETTES)[number];

/** Which colours are used. Of columns of numbers: low ones may take the colours of high ones. */
export interface Palette {
  readonly ramp: SequentialPalette;
  readonly reversed: boolean;
  readonly classes: CategoricalPalette;
}

export const defaultPalette: Palette = { ramp: 'heddle', reversed: false, classes: 'heddle' };

const ramps: Readonly<Record<SequentialPalette, (at: number) => string>> = {
  /**
   * Lightness rises throughout, and hue runs from blue to yellow, so the order survives every common colour blindness
   * and print; like viridis, but without the ends that vanish on a dark or a light page.
   */
  heddle: piecewise(interpolateLab, ['#5a3fb0', '#2f76b8', '#1f9e8f', '#7fb543', '#e3b23a']),
  viridis: interpolateViridis,
  cividis: interpolateCividis,
  magma: (at) => interpolateMagma(0.08 + 0.84 * at),
  turbo: interpolateTurbo,
  blues: (at) => interpolateBlues(0.25 + 0.75 * at),
  /** Grey, not white, in the middle: lines must show on a light page too. */
  diverging: piecewise(interpolateLab, ['#1b4fa3', '#5b93d6', '#a3a6ad', '#e08a4f', '#a83d0b']),
};

/** The colour at a place from 0 (low) to 1 (high), as CSS. */
export function paletteColor({ ramp, reversed }: Palette, at: number): string {
  return ramps[ramp](reversed ? 1 - at : at);
}

const classes: Readonly<Record<CategoricalPalette, readonly string[]>> = {
  /** Okabe and Ito's colours, without black and with a darker yellow: all must show on light and on dark. */
  heddle: ['#0f7ec2', '#dd6b20', '#0a9f75', '#c76aa6', '#bf9b00', '#4fb3e8', '#8f5fd1', '#a0694b'],
  'okabe-ito': ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7', '#999999'],
  tableau: schemeTableau10,
  dark: schemeDark2,
};

/**
 * Colours of `count` categories. Those listed are told apart by the common colour blindnesses (as far as the list
 * allows); further ones turn the hue by the golden angle at one of three lightnesses, so that neighbours differ most.
 */
export function categoryColors(
  count: number,
  palette: CategoricalPalette = defaultPalette.classes,
): string[] {
  return Array.from({ length: count }, (_, index) => {
    const listed = classes[palette][index];
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
