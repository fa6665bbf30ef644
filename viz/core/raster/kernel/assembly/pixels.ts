// Converts densities and colours in linear light to RGBA bytes, not premultiplied.

import { rowOfFront } from './order';

/** Lower densities are rounding residues of differences. */
const FAINTEST: f32 = 1.0 / 512;

/** The opacity of a density, from a table with 256 steps per doubling from `FAINTEST` on. */
function opacityOf(density: f32, table: usize, last: i32): u32 {
  const step = (reinterpret<i32>(density) - reinterpret<i32>(FAINTEST)) >> 15;
  return load<u8>(table + min(step, last));
}

function byteOf(linear: f32, table: usize): u32 {
  return load<u8>(table + i32(max<f32>(0, min<f32>(1, linear)) * 4095 + 0.5));
}

/** Red, green and blue as a pixel without opacity. */
function bytesOf(color: v128, bytes: usize): u32 {
  const red = byteOf(f32x4.extract_lane(color, 1), bytes);
  const green = byteOf(f32x4.extract_lane(color, 2), bytes);
  const blue = byteOf(f32x4.extract_lane(color, 3), bytes);
  return red | (green << 8) | (blue << 16);
}

/** Writes colours (four floats, of which the first, a weight, is ignored) as pixels without opacity. */
export function packColors(colors: usize, count: i32, bytes: usize, target: usize): void {
  for (let index: usize = 0; index < (count as usize); index++) {
    store<u32>(target + (index << 2), bytesOf(v128.load(colors + (index << 4)), bytes));
  }
}

/**
 * Writes a column of densities in one packed colour to `pixels`, from the top. Empty pixels are 0.
 */
export function writeFlat(
  column: usize,
  height: i32,
  pixels: usize,
  color: u32,
  opacities: usize,
  last: i32,
): void {
  for (let y = 0; y < height; y++) {
    const density = load<f32>(column + ((y as usize) << 3));
    const pixel = pixels + ((y as usize) << 2);
    if (density < FAINTEST) {
      store<u32>(pixel, 0);
      continue;
    }
    store<u32>(pixel, color | (opacityOf(density, opacities, last) << 24));
  }
}

/**
 * Writes a column of densities, each pixel in the colour of its front line. `codes` has a colour for each row, `packed` the
 * colours as `packColors` writes them; pixels without a known front line have the colour `unknown`.
 */
export function writeFronts(
  column: usize,
  height: i32,
  pixels: usize,
  codes: usize,
  packed: usize,
  unknown: u32,
  opacities: usize,
  last: i32,
): void {
  for (let y = 0; y < height; y++) {
    const density = load<f32>(column + ((y as usize) << 3));
    const front = load<u32>(column + ((y as usize) << 3), 4);
    const pixel = pixels + ((y as usize) << 2);
    if (density < FAINTEST) {
      store<u32>(pixel, 0);
      continue;
    }
    let color = unknown;
    if (front !== 0) {
      const code: usize = load<u16>(codes + ((rowOfFront(front) as usize) << 1));
      color = load<u32>(packed + (code << 2));
    }
    store<u32>(pixel, color | (opacityOf(density, opacities, last) << 24));
  }
}

/** Writes a column that `composeLines` composed. */
export function writeComposed(column: usize, stride: usize, height: i32, pixels: usize, bytes: usize): void {
  for (let y = 0; y < height; y++) {
    const entry = column + ((y as usize) << 2);
    const opacity = load<f32>(entry);
    const alpha = i32(min<f32>(opacity, 1) * 255 + 0.5);
    const pixel = pixels + ((y as usize) << 2);
    if (alpha === 0) {
      store<u32>(pixel, 0);
      continue;
    }
    const red = byteOf(load<f32>(entry + stride) / opacity, bytes);
    const green = byteOf(load<f32>(entry + 2 * stride) / opacity, bytes);
    const blue = byteOf(load<f32>(entry + 3 * stride) / opacity, bytes);
    store<u32>(pixel, red | (green << 8) | (blue << 16) | ((alpha as u32) << 24));
  }
}

/** Transposes `width` columns of `height` pixels to rows of pixels. */
export function turn(columns: usize, width: i32, height: i32, pixels: usize): void {
  const line = (width as usize) << 2;
  const column = (height as usize) << 2;
  for (let left = 0; left < width; left += 16) {
    const right = min(width, left + 16);
    for (let y = 0; y < height; y++) {
      let from = columns + (left as usize) * column + ((y as usize) << 2);
      let to = pixels + (y as usize) * line + ((left as usize) << 2);
      for (let x = left; x < right; x++, from += column, to += 4) store<u32>(to, load<u32>(from));
    }
  }
}
