import { rgb } from 'd3';
import type { Rgb } from '../core/color/palette.ts';

/** The computed text colour of an element, in any CSS notation, as red, green and blue. */
export function readColor(element: Element): Rgb {
  const css = getComputedStyle(element).color;
  const { r, g, b } = rgb(css);
  return Number.isNaN(r) ? paintedColor(css) : [r, g, b];
}

/** Colours of other colour spaces can only be converted by painting them. */
function paintedColor(css: string): Rgb {
  const probe = document.createElement('canvas');
  probe.width = probe.height = 1;
  const context = probe.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser has no 2-D drawing context');
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return [r!, g!, b!];
}
