import { interpolateRgb, lab, rgb } from 'd3';
import type { Picture } from './photograph.ts';

/** A colour in CIELAB. */
export type Lab = readonly [lightness: number, a: number, b: number];

/** CIE76 distance from the blank picture from which a pixel counts as ink. */
const inkThreshold = 10;
/**
 * How opaque a colour of a row may be over the page, since antialiasing and opacity make lines paler. Browsers blend in
 * sRGB, Heddle blends in linear light, so both are tried for all tools.
 */
const opacities = [1, 0.75, 0.5];

/** Blends in linear light, by a gamma of 2.2. */
const interpolateLinearLight = interpolateRgb.gamma(2.2);

const cache = new Map<number, Lab>();

export function labOf(red: number, green: number, blue: number): Lab {
  const key = (red << 16) | (green << 8) | blue;
  let found = cache.get(key);
  if (found === undefined) {
    const { l, a, b } = lab(rgb(red, green, blue));
    cache.set(key, (found = [l, a, b]));
  }
  return found;
}

export function labAt({ width, data }: Picture, x: number, y: number): Lab {
  const at = 4 * (y * width + x);
  return labOf(data[at]!, data[at + 1]!, data[at + 2]!);
}

export const distance = (one: Lab, other: Lab): number =>
  Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);

/** A picture and the picture that the same tool draws of the same axes without lines. */
export interface Pair {
  readonly picture: Picture;
  readonly blank: Picture;
}

export const isInk = ({ picture, blank }: Pair, x: number, y: number): boolean =>
  distance(labAt(picture, x, y), labAt(blank, x, y)) >= inkThreshold;

/** The colour of a tool's page: that of the middle of the picture without lines. */
const pageOf = ({ blank }: Pair): Lab => labAt(blank, blank.width >> 1, blank.height >> 1);

/** Whether the blank picture shows something else than the page there, such as an axis or a word. */
export const isOccupied = (pair: Pair, x: number, y: number): boolean =>
  distance(labAt(pair.blank, x, y), pageOf(pair)) >= 2;

/** Returns a function that finds the index of the colour nearest to a pixel, at any of the opacities over the page. */
export function createMatcher(colors: readonly string[], pair: Pair): (pixel: Lab) => number {
  const page = rgb(lab(...pageOf(pair)));
  const candidates = colors.flatMap((color, index) =>
    opacities.flatMap((opacity) =>
      [interpolateRgb, interpolateLinearLight].map((blend) => {
        const { r, g, b } = rgb(blend(page, rgb(color))(opacity));
        return { index, lab: labOf(Math.round(r), Math.round(g), Math.round(b)) };
      }),
    ),
  );
  const known = new Map<Lab, number>();
  return (pixel: Lab): number => {
    let index = known.get(pixel);
    if (index === undefined) {
      let nearest = Infinity;
      for (const candidate of candidates) {
        const away = distance(candidate.lab, pixel);
        if (away < nearest) [nearest, index] = [away, candidate.index];
      }
      known.set(pixel, index!);
    }
    return index!;
  };
}
