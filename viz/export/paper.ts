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
export const COLUMN_WIDTHS = { one: 3.5, two: 7.16 } as const;
export const DEFAULT_FONT_SIZE = 8;
const POINTS_PER_INCH = 72;

/** What is the matter with a paper; null if nothing is. */
export function paperIssue({ width, height, fontFamily, fontSize }: Paper): string | null {
  const isLength = (value: unknown) => typeof value === 'number' && value > 0 && value <= 100;
  if (!isLength(width)) return `width: expected inches above 0 and up to 100, got ${String(width)}`;
  if (height !== undefined && !isLength(height))
    return `height: expected inches above 0 and up to 100, got ${String(height)}`;
  if (fontSize !== undefined && !(fontSize >= 4 && fontSize <= 72))
    return `font size: expected 4 to 72 points, got ${String(fontSize)}`;
  if (fontFamily !== undefined && typeof fontFamily !== 'string')
    return `font family: expected text, got ${String(fontFamily)}`;
  return null;
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
 * Reads a length in inches: `3.5in`, `88.9mm`, `8.9cm`, `252pt` or `column`, `two-column`; a number alone is in inches. NaN
 * for other text.
 */
export function parseWidth(text: string): number {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === 'column') return COLUMN_WIDTHS.one;
  if (trimmed === 'two-column') return COLUMN_WIDTHS.two;
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?|\.\d+)\s*([a-z]*)$/.exec(trimmed) ?? [];
  const perInch = { '': 1, in: 1, mm: 25.4, cm: 2.54, pt: POINTS_PER_INCH, px: 96 }[unit];
  return number === '' || perInch === undefined ? NaN : Number(number) / perInch;
}
