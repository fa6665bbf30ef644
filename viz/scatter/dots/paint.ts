import type { Dots } from './prepare-dots.ts';

/** Pixels as `ImageData` stores them: one number per pixel, its bytes red, green, blue, opacity. Transparent at first. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint32Array;
}

/** The opaque colour as a number in the byte order of this machine. */
export function packColor([red, green, blue]: readonly [number, number, number]): number {
  return new Uint32Array(Uint8Array.of(red, green, blue, 255).buffer)[0]!;
}

/**
 * Paints dots from the back to the front. `colors`: by the code of a dot; the first one if dots have no codes. `mask`: 1 for
 * rows to paint, null for all; with `isInverted`, the others.
 */
export function paintDots(
  pixels: Pixels,
  dots: Dots,
  colors: Uint32Array,
  mask: Uint8Array | null,
  isInverted = false,
): void {
  if (dots.isOpaque && dots.sizes === null && dots.sprites[0]!.dx.length === 1)
    paintPixels(pixels, dots, colors, mask, isInverted);
  else paintSprites(pixels, dots, colors, mask, isInverted);
}

/** Dots of a single pixel. */
function paintPixels(
  { data, width }: Pixels,
  { rows, x, y, codes }: Dots,
  colors: Uint32Array,
  mask: Uint8Array | null,
  isInverted: boolean,
): void {
  const skipped = isInverted ? 1 : 0;
  for (let at = 0; at < rows.length; at++) {
    if (mask !== null && mask[rows[at]!] === skipped) continue;
    data[y[at]! * width + x[at]!] = colors[codes === null ? 0 : codes[at]!]!;
  }
}

function paintSprites(
  { data, width }: Pixels,
  { rows, x, y, codes, sizes, sprites }: Dots,
  colors: Uint32Array,
  mask: Uint8Array | null,
  isInverted: boolean,
): void {
  const offsets = sprites.map(({ dx, dy }) => Int32Array.from(dx, (each, at) => dy[at]! * width + each));
  const skipped = isInverted ? 1 : 0;
  for (let at = 0; at < rows.length; at++) {
    if (mask !== null && mask[rows[at]!] === skipped) continue;
    const centre = y[at]! * width + x[at]!;
    const color = colors[codes === null ? 0 : codes[at]!]!;
    const size = sizes === null ? 0 : sizes[at]!;
    const places = offsets[size]!;
    const { coverage } = sprites[size]!;
    for (let pixel = 0; pixel < places.length; pixel++) {
      const place = centre + places[pixel]!;
      const cover = coverage[pixel]!;
      data[place] = cover === 255 ? color : blend(data[place]!, color, cover);
    }
  }
}

const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
const opacityShift = isLittleEndian ? 24 : 0;
const colorShifts = isLittleEndian ? [0, 8, 16] : [24, 16, 8];

/** `color` at an opacity of `cover` / 255 over `below`; colours are not multiplied by their opacity. */
function blend(below: number, color: number, cover: number): number {
  const opacityBelow = (below >>> opacityShift) & 255;
  const rest = (opacityBelow * (255 - cover)) / 255;
  const opacity = cover + rest;
  let mixed = Math.round(opacity) << opacityShift;
  for (let at = 0; at < 3; at++) {
    const shift = colorShifts[at]!;
    const channel = (((color >>> shift) & 255) * cover + ((below >>> shift) & 255) * rest) / opacity;
    mixed |= Math.round(channel) << shift;
  }
  return mixed >>> 0;
}
