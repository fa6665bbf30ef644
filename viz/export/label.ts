import { fitParts, type SplitName } from '../core/layout/split-name.ts';
import { decimal, element, text, type Attributes, type Xml } from './xml.ts';

/** Mean width of a letter in ems, for common sans-serif faces: text cannot be measured where pictures are exported. */
const letterWidth = 0.56;

/** About how wide text of this size is, in the unit of the size. */
export function labelWidth(content: string, size: number): number {
  return Array.from(content).length * letterWidth * size;
}

/** How many letters of this size there is room for. */
export function lettersIn(width: number, size: number): number {
  return Math.max(1, Math.floor(width / (letterWidth * size)));
}

/**
 * Real text. What is longer than `width` is cut, where it has two parts within the first, and says so when it is pointed
 * at.
 */
export function label(
  content: string | SplitName,
  size: number,
  attributes: Attributes,
  width = Infinity,
): Xml {
  const parts = typeof content === 'string' ? { head: content, tail: '', whole: content } : content;
  const shown = fitParts(parts, lettersIn(width, size));
  const full = shown === parts.whole ? [] : [element('title', {}, text(parts.whole))];
  return element('text', { 'font-size': size, ...attributes }, ...full, text(shown));
}

/** The edge in the colour of the page that text has where lines run behind it. */
export function edged(color: string): Attributes {
  return { stroke: color, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke' };
}

/**
 * Turns what is in a drawing that is turned by a quarter upright again, about this point of it: for what it is given to, x
 * then leads to the right and y down, as they are read.
 */
export function upright(x: number, y: number): string {
  return `translate(${decimal(x)} ${decimal(y)}) rotate(-90)`;
}

/** How wide words are that an axis beside them allows. */
const widestWords = 130;

/** How text beside an axis looks. */
export interface BesideAxis {
  readonly fill: string;
  readonly edge: string;
  readonly side?: 'left' | 'right';
  readonly y?: number;
  readonly bold?: boolean;
}

/** Text beside an axis, left of it or right. */
export function besideAxis(content: string, { fill, edge, side, y, bold }: BesideAxis): Xml {
  const isRight = side === 'right';
  return label(
    content,
    11,
    {
      x: isRight ? 12 : -8,
      y,
      dy: '0.35em',
      'text-anchor': isRight ? 'start' : 'end',
      fill,
      'font-weight': bold === true ? 700 : undefined,
      ...edged(edge),
    },
    widestWords,
  );
}

/** Text below an axis that lies, `x` beyond it: above it where that is negative. */
export function belowAxis(
  content: string,
  { fill, edge, bold }: BesideAxis,
  place: { readonly x: number; readonly y: number; readonly anchor?: 'start' | 'middle' | 'end' },
  width = widestWords,
): Xml {
  return label(
    content,
    11,
    {
      transform: upright(place.x, place.y),
      'text-anchor': place.anchor ?? 'middle',
      fill,
      'font-weight': bold === true ? 700 : undefined,
      ...edged(edge),
    },
    width,
  );
}
