import { rgb } from 'd3';
import type { Rgb } from '../core/color/palette.ts';

/** The CSS colour that an element has for its text, whatever notation it was given in, as red, green and blue. */
export function readColor(element: Element): Rgb {
  const css = getComputedStyle(element).color;
  const { r, g, b } = rgb(css);
  return Number.isNaN(r) ? paintedColor(css) : [r, g, b];
}

/** Only painting tells what colours of other spaces look like on this screen. */
function paintedColor(css: string): Rgb {
  const probe = document.createElement('canvas');
  probe.width = probe.height = 1;
  const context = probe.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser gives no 2-D drawing context');
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return [r!, g!, b!];
}
