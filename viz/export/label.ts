import { fitParts, type SplitName } from '../core/layout/split-name.ts';
import { decimal, element, text, type Attributes, type Xml } from './xml.ts';

/** The mean width of a letter in em, for common sans-serif fonts: text cannot be measured outside of browsers. */
const letterWidth = 0.56;

/** The approximate width of text, in the unit of `size`. */
export function labelWidth(content: string, size: number): number {
  return Array.from(content).length * letterWidth * size;
}

/** The number of letters that fit into a width. */
export function lettersIn(width: number, size: number): number {
  return Math.max(1, Math.floor(width / (letterWidth * size)));
}

/**
 * A text element. Text longer than `width` is truncated, in the head if it has two parts, and has the whole text as its
 * title.
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

/** The attributes of an outline in the colour of the page, for text in front of lines. */
export function edged(color: string): Attributes {
  return { stroke: color, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke' };
}

/**
 * The transform that moves an element of a rotated drawing to a point and rotates it back, so that x points to the right
 * and y down.
 */
export function upright(x: number, y: number): string {
  return `translate(${decimal(x)} ${decimal(y)}) rotate(-90)`;
}

/** The size of text beside an axis, and its maximum width. */
export const tickSize = 11;
export const maxTickWidth = 130;

/** The style of text beside an axis. */
export interface BesideAxis {
  readonly fill: string;
  readonly edge: string;
  readonly side?: 'left' | 'right';
  readonly y?: number;
  readonly bold?: boolean;
}

/** Text to the left or right of an axis. */
export function besideAxis(content: string | SplitName, { fill, edge, side, y, bold }: BesideAxis): Xml {
  const isRight = side === 'right';
  return label(
    content,
    tickSize,
    {
      x: isRight ? 12 : -8,
      y,
      dy: '0.35em',
      'text-anchor': isRight ? 'start' : 'end',
      fill,
      'font-weight': bold === true ? 700 : undefined,
      ...edged(edge),
    },
    maxTickWidth,
  );
}

/** Text below an axis of a vertical plot, at the distance `x`; above the axis if that is negative. */
export function belowAxis(
  content: string | SplitName,
  { fill, edge, bold }: BesideAxis,
  place: { readonly x: number; readonly y: number; readonly anchor?: 'start' | 'middle' | 'end' },
  width = maxTickWidth,
): Xml {
  return label(
    content,
    tickSize,
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
