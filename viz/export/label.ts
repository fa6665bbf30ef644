import { element, text, type Attributes, type Xml } from './xml.ts';

/** Mean width of a letter in ems, for common sans-serif faces: nobody measures text where a picture is made. */
const letterWidth = 0.56;

/** About how wide text of this size is, in the unit of the size. */
export function labelWidth(content: string, size: number): number {
  return Array.from(content).length * letterWidth * size;
}

/** Real text. What is longer than `width` is cut and says so when it is pointed at. */
export function label(content: string, size: number, attributes: Attributes, width = Infinity): Xml {
  const letters = Array.from(content);
  const most = Math.max(1, Math.floor(width / (letterWidth * size)));
  const shown = letters.length <= most ? content : `${letters.slice(0, most - 1).join('')}…`;
  const full = shown === content ? [] : [element('title', {}, text(content))];
  return element('text', { 'font-size': size, ...attributes }, ...full, text(shown));
}

/** Text beside an axis, left of it or right, with an edge in the colour of the page, since lines run behind it. */
export function besideAxis(
  content: string,
  look: {
    readonly fill: string;
    readonly edge: string;
    readonly side?: 'left' | 'right';
    readonly y?: number;
    readonly bold?: boolean;
  },
): Xml {
  const isRight = look.side === 'right';
  return label(
    content,
    11,
    {
      x: isRight ? 12 : -8,
      y: look.y,
      dy: '0.35em',
      'text-anchor': isRight ? 'start' : 'end',
      fill: look.fill,
      'font-weight': look.bold === true ? 700 : undefined,
      stroke: look.edge,
      'stroke-width': 3,
      'stroke-linejoin': 'round',
      'paint-order': 'stroke',
    },
    130,
  );
}
