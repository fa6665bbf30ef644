import { rgb } from 'd3';

/** An atlas of equally sized images: RGBA, 4 bytes per pixel. */
export interface Atlas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** The colours of the most negative and the most positive value; 0 is the background. */
const BELOW = rgb('#2b7bba');
const ABOVE = rgb('#e0701f');

/**
 * Small images of numbers in a grid, a pixel apart, in one scale: the largest absolute value has the full colour.
 *
 * @param tileOf the numbers of a tile, row by row, `width × height`
 * @param paper the colour of 0
 */
export function atlasOf(
  count: number,
  [width, height]: readonly [width: number, height: number],
  columns: number,
  tileOf: (tile: number) => ArrayLike<number>,
  paper: string,
): Atlas {
  const tiles = Array.from({ length: count }, (_, tile) => tileOf(tile));
  let max = 0;
  for (const tile of tiles) {
    for (const value of Array.from(tile)) max = Math.max(max, Math.abs(value) || 0);
  }
  const ground = rgb(paper);
  const wide = Math.max(1, Math.min(columns, count));
  const size = { width: wide * (width + 1) - 1, height: Math.ceil(count / wide) * (height + 1) - 1 };
  const pixels = new Uint8ClampedArray(4 * size.width * Math.max(0, size.height));
  for (const [place, tile] of tiles.entries()) {
    const left = (place % wide) * (width + 1);
    const top = Math.floor(place / wide) * (height + 1);
    for (let i = 0; i < width * height; i++) {
      const share = max > 0 ? tile[i]! / max : 0;
      const ink = share < 0 ? BELOW : ABOVE;
      const strength = Math.min(1, Math.abs(share) || 0);
      const at = 4 * ((top + Math.floor(i / width)) * size.width + left + (i % width));
      pixels[at] = ground.r + strength * (ink.r - ground.r);
      pixels[at + 1] = ground.g + strength * (ink.g - ground.g);
      pixels[at + 2] = ground.b + strength * (ink.b - ground.b);
      pixels[at + 3] = 255;
    }
  }
  return { ...size, pixels };
}

/** Greyscale images in a grid, each scaled from 0 to its own maximum. */
export function inkOf(
  values: ArrayLike<number>,
  [height, width]: readonly [height: number, width: number],
  isDark: boolean,
): Atlas {
  const pixels = new Uint8ClampedArray(4 * width * height);
  let max = 0;
  for (let i = 0; i < width * height; i++) max = Math.max(max, values[i]!);
  for (let i = 0; i < width * height; i++) {
    const share = max > 0 ? values[i]! / max : 0;
    pixels.fill(Math.round(255 * (isDark ? share : 1 - share)), 4 * i, 4 * i + 3);
    pixels[4 * i + 3] = 255;
  }
  return { width, height, pixels };
}
