// From densities and colours in linear light to four bytes a pixel, not premultiplied.

/** Less density than this is what differences leave behind where nothing is. */
const FAINTEST: f32 = 1.0 / 512;

/** The opacity of a density, from a table with 256 steps for each doubling from `FAINTEST` on. */
function opacityOf(density: f32, table: usize, last: i32): u32 {
  const step = (reinterpret<i32>(density) - reinterpret<i32>(FAINTEST)) >> 15;
  return load<u8>(table + min(step, last));
}

function byteOf(linear: f32, table: usize): u32 {
  return load<u8>(table + i32(max<f32>(0, min<f32>(1, linear)) * 4095 + 0.5));
}

function write(pixel: usize, color: v128, opacity: u32, bytes: usize): void {
  const red = byteOf(f32x4.extract_lane(color, 1), bytes);
  const green = byteOf(f32x4.extract_lane(color, 2), bytes);
  const blue = byteOf(f32x4.extract_lane(color, 3), bytes);
  store<u32>(pixel, red | (green << 8) | (blue << 16) | (opacity << 24));
}

/**
 * Writes a column whose pixels hold the density and, weighted by it, linear red, green and blue. With `flat` all lines
 * have that colour (four floats, the first of which is not read), and the column holds densities alone. `pixels` is where
 * the topmost pixel goes, `line` the bytes to the next. Pixels without ink are not written.
 */
export function writeMixed(
  column: usize,
  height: i32,
  pixels: usize,
  line: usize,
  flat: usize,
  bytes: usize,
  opacities: usize,
  last: i32,
): void {
  for (let y = 0; y < height; y++) {
    const sums = v128.load(column + ((y as usize) << 4));
    const density = f32x4.extract_lane(sums, 0);
    if (density < FAINTEST) continue;
    const color = flat !== 0 ? v128.load(flat) : f32x4.div(sums, f32x4.splat(density));
    write(pixels + (y as usize) * line, color, opacityOf(density, opacities, last), bytes);
  }
}

/**
 * Writes a column whose pixels hold the density of lines with a place on the ramp, the sum of their places, and the
 * density of those without, which have the colour `none`. `ramp` has `steps` colours, each four floats like `none`.
 */
export function writeRamp(
  column: usize,
  height: i32,
  pixels: usize,
  line: usize,
  ramp: usize,
  steps: i32,
  none: usize,
  bytes: usize,
  opacities: usize,
  last: i32,
): void {
  const noneColor = v128.load(none);
  for (let y = 0; y < height; y++) {
    const sums = v128.load(column + ((y as usize) << 4));
    const placed = max<f32>(0, f32x4.extract_lane(sums, 0));
    const others = max<f32>(0, f32x4.extract_lane(sums, 2));
    const density = placed + others;
    if (density < FAINTEST) continue;
    let color = noneColor;
    if (placed > 0) {
      const step = i32(
        max<f32>(0, min<f32>(1, f32x4.extract_lane(sums, 1) / placed)) * ((steps - 1) as f32) + 0.5,
      );
      color = v128.load(ramp + ((step as usize) << 4));
      if (others > FAINTEST) {
        const share = others / density;
        color = f32x4.add(f32x4.mul(color, f32x4.splat(1 - share)), f32x4.mul(noneColor, f32x4.splat(share)));
      }
    }
    write(pixels + (y as usize) * line, color, opacityOf(density, opacities, last), bytes);
  }
}
