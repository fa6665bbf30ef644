// Converts densities and colours in linear light to RGBA bytes, not premultiplied.

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

/** Writes colours (four floats, the first is ignored) as pixels without opacity. */
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
    const density = load<f32>(column + ((y as usize) << 4));
    const pixel = pixels + ((y as usize) << 2);
    if (density < FAINTEST) {
      store<u32>(pixel, 0);
      continue;
    }
    store<u32>(pixel, color | (opacityOf(density, opacities, last) << 24));
  }
}

/** Writes a column of densities and linear red, green and blue weighted by density. */
export function writeMixed(
  column: usize,
  height: i32,
  pixels: usize,
  bytes: usize,
  opacities: usize,
  last: i32,
): void {
  for (let y = 0; y < height; y++) {
    const sums = v128.load(column + ((y as usize) << 4));
    const density = f32x4.extract_lane(sums, 0);
    const pixel = pixels + ((y as usize) << 2);
    if (density < FAINTEST) {
      store<u32>(pixel, 0);
      continue;
    }
    const color = f32x4.mul(sums, f32x4.splat(1 / density));
    store<u32>(pixel, bytesOf(color, bytes) | (opacityOf(density, opacities, last) << 24));
  }
}

/**
 * Writes a column of three numbers: the density of lines with a sequential colour, the sum of their fractions, and the
 * density of lines without a value, which have the colour `none`. `table` has `steps` colours of four floats like `none`;
 * `packed` has the same colours as `packColors` writes them.
 */
export function writeSequential(
  column: usize,
  height: i32,
  pixels: usize,
  table: usize,
  packed: usize,
  steps: i32,
  none: usize,
  bytes: usize,
  opacities: usize,
  last: i32,
): void {
  const most = (steps - 1) as f32;
  for (let y = 0; y < height; y++) {
    const sums = v128.load(column + ((y as usize) << 4));
    const placed = max<f32>(0, f32x4.extract_lane(sums, 0));
    const others = max<f32>(0, f32x4.extract_lane(sums, 2));
    const density = placed + others;
    const pixel = pixels + ((y as usize) << 2);
    if (density < FAINTEST) {
      store<u32>(pixel, 0);
      continue;
    }
    const place = max<f32>(0, min<f32>(1, f32x4.extract_lane(sums, 1) / max<f32>(placed, FAINTEST / 64)));
    const step = i32(place * most + 0.5) as usize;
    let color = load<u32>(packed + (step << 2));
    if (others > FAINTEST) color = mix(table + (step << 4), none, others / density, bytes);
    store<u32>(pixel, color | (opacityOf(density, opacities, last) << 24));
  }
}

function mix(color: usize, other: usize, share: f32, bytes: usize): u32 {
  const one = f32x4.mul(v128.load(color), f32x4.splat(1 - share));
  return bytesOf(f32x4.add(one, f32x4.mul(v128.load(other), f32x4.splat(share))), bytes);
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
