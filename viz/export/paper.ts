import { tickSize } from './label.ts';
import type { Attributes } from './xml.ts';

/** The size and the font of a figure in print. */
export interface Paper {
  /** In inches. */
  readonly width: number;
  /** In inches; by default it follows from the width and what is drawn. */
  readonly height?: number;
  /** A CSS font family; `sans-serif` by default. */
  readonly fontFamily?: string;
  /** The size of labels in points; titles are a bit larger. 8 by default. */
  readonly fontSize?: number;
}

/** The widths of one and of two columns in inches, as in journals of the IEEE. */
const COLUMN_WIDTHS = { one: 3.5, two: 7.16 } as const;
/** The widths in inches that can be typed: a width outside of them is probably in another unit. */
const TYPED_WIDTHS = { min: 0.5, max: 40 } as const;
const DEFAULT_FONT_SIZE = 8;
/** In points. */
export const FONT_SIZES = { min: 4, max: 72 } as const;
const POINTS_PER_INCH = 72;

/** Whether a value is a paper: lengths above 0 and up to 100 inches, and a font size within `FONT_SIZES`. */
export function isPaper(value: unknown): value is Paper {
  if (typeof value !== 'object' || value === null) return false;
  const { width, height, fontFamily, fontSize } = value as Partial<Record<keyof Paper, unknown>>;
  const isLength = (length: unknown) => typeof length === 'number' && length > 0 && length <= 100;
  return (
    isLength(width) &&
    (height === undefined || isLength(height)) &&
    (fontSize === undefined || isFontSize(fontSize)) &&
    (fontFamily === undefined || typeof fontFamily === 'string')
  );
}

/** Whether a value is a font size in points within `FONT_SIZES`. */
export function isFontSize(value: unknown): value is number {
  return typeof value === 'number' && value >= FONT_SIZES.min && value <= FONT_SIZES.max;
}

/** The number of units of the picture, in which labels have the size `tickSize`, per inch. */
export function unitsPerInch({ fontSize = DEFAULT_FONT_SIZE }: Paper): number {
  return (POINTS_PER_INCH * tickSize) / fontSize;
}

/** The attributes of the `svg` element for a picture of this size in units. */
export function paperAttributes(paper: Paper, width: number, height: number): Attributes {
  const perInch = unitsPerInch(paper);
  const inches = (units: number) => `${String(Math.round((units / perInch) * 1e4) / 1e4)}in`;
  return {
    width: inches(width),
    height: inches(height),
    viewBox: `0 0 ${decimals(width)} ${decimals(height)}`,
    'font-family': fontList(paper.fontFamily),
  };
}

const decimals = (value: number) => String(Math.round(value * 1000) / 1000);

const GENERIC = ['serif', 'sans-serif', 'monospace', 'system-ui'];

/** A CSS list of fonts: the chosen one, and the generic one that it resembles. */
function fontList(family = 'sans-serif'): string {
  const name = family.trim().replaceAll('"', '');
  if (name === '') return 'sans-serif';
  if (name.includes(',') || GENERIC.includes(name)) return name;
  const generic = /mono|courier|consol/i.test(name)
    ? 'monospace'
    : /times|roman|georgia|garamond|cambria|palatino|serif/i.test(name) && !/sans/i.test(name)
      ? 'serif'
      : 'sans-serif';
  return `"${name}", ${generic}`;
}

/**
 * Reads the width of a figure in inches: `3.5in`, `88.9mm`, `8.9cm`, `252pt` or `column`, `two-column`; a number alone is in
 * inches. NaN for other text, and for less than 0.5 or more than 40 inches.
 */
export function parseWidth(text: string): number {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === 'column') return COLUMN_WIDTHS.one;
  if (trimmed === 'two-column') return COLUMN_WIDTHS.two;
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?|\.\d+)\s*([a-z]*)$/.exec(trimmed) ?? [];
  const perInch = { '': 1, in: 1, mm: 25.4, cm: 2.54, pt: POINTS_PER_INCH, px: 96 }[unit];
  const inches = number === '' || perInch === undefined ? NaN : Number(number) / perInch;
  return inches >= TYPED_WIDTHS.min && inches <= TYPED_WIDTHS.max ? inches : NaN;
}
