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

/** The colour of rows without a value on the colour scale. */
export const noValueColor = '#8b9099';

/** Sequential and diverging palettes, in menu order. */
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

/** Categorical palettes, in menu order. */
export const CATEGORICAL_PALETTES = ['heddle', 'okabe-ito', 'tableau', 'dark'] as const;
export type CategoricalPalette = (typeof CATEGORICAL_PALETTES)[number];

/** The chosen palettes: `ramp` for numbers, `classes` for categories. */
export interface Palette {
  readonly ramp: SequentialPalette;
  readonly reversed: boolean;
  readonly classes: CategoricalPalette;
}

export const defaultPalette: Palette = { ramp: 'heddle', reversed: false, classes: 'heddle' };

const sequential: Readonly<Record<SequentialPalette, (at: number) => string>> = {
  /**
   * Lightness increases monotonically and hue runs from blue to yellow, so the order survives common colour blindness and
   * greyscale print; like viridis, but without ends that vanish on a dark or a light page.
   */
  heddle: piecewise(interpolateLab, ['#5a3fb0', '#2f76b8', '#1f9e8f', '#7fb543', '#e3b23a']),
  viridis: interpolateViridis,
  cividis: interpolateCividis,
  magma: (at) => interpolateMagma(0.08 + 0.84 * at),
  turbo: interpolateTurbo,
  blues: (at) => interpolateBlues(0.25 + 0.75 * at),
  /** Grey, not white, in the middle, to be visible on a light page. */
  diverging: piecewise(interpolateLab, ['#1b4fa3', '#5b93d6', '#a3a6ad', '#e08a4f', '#a83d0b']),
};

/** The CSS colour at a fraction from 0 (low) to 1 (high). */
export function paletteColor({ ramp, reversed }: Palette, at: number): string {
  return sequential[ramp](reversed ? 1 - at : at);
}

const categorical: Readonly<Record<CategoricalPalette, readonly string[]>> = {
  /** Okabe and Ito's colours without black and with a darker yellow, to be visible on light and dark pages. */
  heddle: ['#0f7ec2', '#dd6b20', '#0a9f75', '#c76aa6', '#bf9b00', '#4fb3e8', '#8f5fd1', '#a0694b'],
  'okabe-ito': ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7', '#999999'],
  tableau: schemeTableau10,
  dark: schemeDark2,
};

/**
 * Colours of `count` categories. Beyond the palette's length, hue advances by the golden angle at one of three lightnesses,
 * so that neighbours differ.
 */
export function categoryColors(
  count: number,
  palette: CategoricalPalette = defaultPalette.classes,
): string[] {
  return Array.from({ length: count }, (_, index) => {
    const listed = categorical[palette][index];
    if (listed !== undefined) return listed;
    return hcl((index * 137.508) % 360, 48, [62, 50, 72][index % 3]!).formatHex();
  });
}

/** The channels of a CSS colour. Throws if the text is not a colour. */
export function toRgb(css: string): Rgb {
  const parsed = color(css);
  if (parsed === null) throw new Error(`not a colour: ${css}`);
  const { r, g, b } = rgb(parsed);
  return [r, g, b];
}
