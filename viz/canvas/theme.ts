import { rgb } from 'd3';
import type { Rgb } from '../core/palette.ts';

/** The CSS colour that an element has for its text, whatever notation it was given in, as red, green and blue. */
export function readColor(element: Element): Rgb {
  const probe = document.createElement('canvas');
  probe.width = probe.height = 1;
  const context = probe.getContext('2d', { willReadFrequently: true });
  const css = getComputedStyle(element).color;
  if (context === null) {
    const { r, g, b } = rgb(css);
    return [r, g, b];
  }
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return [r!, g!, b!];
}
