import type { FigureOptions } from '../../../viz/figures/index.ts';

/** What a person chooses for a figure, as it is typed. */
export interface FigureChoices {
  title: string;
  theme: 'light' | 'dark';
  /** `page` for the size on the page. */
  size: 'page' | 'column' | 'two-column' | 'custom';
  /** The width if `size` is `custom`, such as `5in` or `88mm`. */
  width: string;
  font: string;
  /** In points. */
  fontSize: number;
  /** Device pixels of a PNG per CSS pixel, for the size on the page. */
  scale: number;
  /** Pixels of a PNG per inch, for a size in print. */
  resolution: number;
}

/** What is chosen at first. */
export function initialChoices(title: string, size: FigureChoices['size'] = 'column'): FigureChoices {
  return {
    ...{ title, size, theme: 'light', width: '3.5in' },
    ...{ font: 'sans-serif', fontSize: 8, scale: 2, resolution: 300 },
  };
}

/** Fonts that are offered; others can be typed. */
export const FONTS = ['sans-serif', 'serif', 'Times New Roman', 'Helvetica', 'Arial', 'Courier New'] as const;
export const MIN_FONT_SIZE = 4;
export const MAX_FONT_SIZE = 72;

/**
 * The size and font in print; null for the size on the page.
 * @param parseWidth reads a width in inches; NaN for text that is no width of a figure
 * @throws {Error} naming what is wrong
 */
export function paperOf(
  { size, width, font, fontSize }: FigureChoices,
  parseWidth: (text: string) => number,
): FigureOptions['paper'] | null {
  if (size === 'page') return null;
  const inches = parseWidth(size === 'custom' ? width : size);
  if (Number.isNaN(inches)) throw new Error(`width: expected a length such as 3.5in or 88mm, got "${width}"`);
  if (!(fontSize >= MIN_FONT_SIZE && fontSize <= MAX_FONT_SIZE))
    throw new Error(`font size: expected 4 to 72 points, got ${String(fontSize)}`);
  return { width: inches, fontFamily: font, fontSize };
}

/** A figure in print, or at the size on the page if `paper` is null. */
export interface FigureRequest extends Required<Omit<FigureOptions, 'paper'>> {
  readonly paper: FigureOptions['paper'] | null;
  /** The number of pixels per CSS pixel of an image in the figure. */
  readonly scale: number;
}
