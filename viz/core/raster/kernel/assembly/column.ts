// One column of pixels: four floats per pixel. The first is density, the meaning of the others depends on the colours.

/** Loads the cell of 1 << `shift` bytes at a pointer as four integers, padded with zeros. */
function loadCell(pointer: usize, shift: i32): v128 {
  if (shift === 2) return v128.load32_zero(pointer);
  if (shift === 3) return v128.load64_zero(pointer);
  return v128.load(pointer);
}

/**
 * Writes a column from the `count` sums of one slope. Sum c covers the tiles c to c + `tiles` − 1, each `pitch` pixels high,
 * the first of which begins at `origin`; its density is distributed evenly over them. A pixel receives the part inside it,
 * four numbers times `factors` (four floats); the part outside the column is dropped. `work` has 32 bytes for each of
 * count + tiles + 1.
 *
 * A tile's density and the prefix sums are integers, so that a pixel is the difference of two exact sums.
 */
export function resample(
  column: usize,
  height: i32,
  sums: usize,
  shift: i32,
  count: i32,
  tiles: i32,
  origin: f32,
  pitch: f32,
  factors: usize,
  work: usize,
): void {
  const last = count + tiles - 1;
  let before = i32x4.splat(0);
  let within = i32x4.splat(0);
  for (let tile = 0; tile < last; tile++) {
    if (tile < count) within = i32x4.add(within, loadCell(sums + ((tile as usize) << shift), shift));
    if (tile >= tiles)
      within = i32x4.sub(within, loadCell(sums + (((tile - tiles) as usize) << shift), shift));
    const entry = work + ((tile as usize) << 5);
    v128.store(entry, before);
    v128.store(entry, within, 16);
    before = i32x4.add(before, within);
  }
  const end = work + ((last as usize) << 5);
  v128.store(end, before);
  v128.store(end, i32x4.splat(0), 16);
  const factor = v128.load(factors);
  const most = last as f32;
  const step: f32 = 1.0 / pitch;
  let whole = i32x4.splat(0);
  let rest = f32x4.splat(0);
  for (let y = -1; y < height; y++) {
    const place = min<f32>(max<f32>(((y + 1) as f32) * step - origin * step, 0), most);
    const tile = i32(place);
    const entry = work + ((tile as usize) << 5);
    const nextWhole = v128.load(entry);
    const share = f32x4.splat(place - (tile as f32));
    const nextRest = f32x4.mul(f32x4.convert_i32x4_s(v128.load(entry, 16)), share);
    if (y >= 0) {
      const ink = f32x4.add(f32x4.convert_i32x4_s(i32x4.sub(nextWhole, whole)), f32x4.sub(nextRest, rest));
      v128.store(column + ((y as usize) << 4), f32x4.mul(ink, factor));
    }
    whole = nextWhole;
    rest = nextRest;
  }
}

/**
 * Prepares lines for `depositSpans`, 32 bytes each: their start, in pixels from the top, their descent, eight unused bytes,
 * and their colour. `kind` 0: one colour, 1: sequential, 2: categorical (see `count.ts`).
 */
export function prepareSpans(
  rows: usize,
  count: i32,
  left: usize,
  right: usize,
  scale: f32,
  offset: f32,
  kind: i32,
  values: usize,
  colors: usize,
  lines: usize,
): void {
  for (let index = 0; index < count; index++) {
    const row: usize = rows === 0 ? index : load<u32>(rows + ((index as usize) << 2));
    const line = lines + ((index as usize) << 5);
    const from = load<f32>(left + (row << 2));
    store<f32>(line, from * scale + offset);
    store<f32>(line, (load<f32>(right + (row << 2)) - from) * scale, 4);
    let ink = f32x4(1, 0, 0, 0);
    if (kind === 1) {
      const fraction = load<f32>(values + (row << 2));
      ink = fraction === fraction ? f32x4.replace_lane(ink, 1, fraction) : f32x4(0, 0, 1, 0);
    } else if (kind === 2) {
      ink = v128.load(colors + ((load<u16>(values + (row << 1)) as usize) << 4));
    }
    v128.store(line, ink, 16);
  }
}

/**
 * The fixed-point unit of one line's density, such that sums of `count` lines fit. Differences cancel exactly in integers;
 * floats would leave a residue of a dense bundle of lines in every pixel below it.
 */
function unitsOf(count: i32): f32 {
  return (1 << min<i32>(20, clz<i32>(count) - 2)) as f32;
}

function addWhole(pixel: usize, ink: v128): void {
  v128.store(pixel, i32x4.add(v128.load(pixel), ink));
}

/** The fraction `share` of `whole` units, rounded to integers. */
function part(whole: v128, share: f32): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.mul(f32x4.convert_i32x4_s(whole), f32x4.splat(share)));
}

/**
 * Distributes the density of each line evenly over the pixels that it passes between `start` and `start` + `reach` of its
 * progress, the outer ones by their coverage. Line width is measured at a right angle, so steep lines have more density per
 * column unless `correction` (0 to 1) is 1. Steep lines take up to `passes` steps. Writes integer differences of
 * neighbouring pixels, which `sumColumn` accumulates; the column has room for `height` + 2.
 */
export function depositSpans(
  column: usize,
  height: i32,
  lines: usize,
  count: i32,
  start: f32,
  reach: f32,
  lineWidth: f32,
  correction: f32,
  passes: i32,
): void {
  const bottomEnd = height as f32;
  const units = unitsOf(count);
  for (let index = 0; index < count; index++) {
    const line = lines + ((index as usize) << 5);
    const from = load<f32>(line);
    const rise = load<f32>(line, 4);
    const slope = abs<f32>(rise * reach);
    const mass = lineWidth * (correction + (1 - correction) * sqrt<f32>(1 + slope * slope));
    const steps = min<i32>(passes, 1 + i32(slope * 1.5));
    const slice = reach / (steps as f32);
    const half = max<f32>(mass, slope / (steps as f32)) / 2;
    const density = f32x4.splat((units * mass) / (2 * half * (steps as f32)));
    const ink = i32x4.trunc_sat_f32x4_s(f32x4.mul(v128.load(line, 16), density));
    let middle = from + rise * (start + slice / 2);
    for (let step = 0; step < steps; step++, middle += rise * slice) {
      const top = min<f32>(max<f32>(middle - half, 0), bottomEnd);
      const bottom = min<f32>(max<f32>(middle + half, 0), bottomEnd);
      const first = i32(top);
      const last = i32(bottom);
      const above = top - (first as f32);
      const within = bottom - (last as f32);
      const upper = column + ((first as usize) << 4);
      const lower = column + ((last as usize) << 4);
      const below = part(ink, above);
      const beyond = part(ink, within);
      addWhole(upper, i32x4.sub(ink, below));
      addWhole(upper + 16, below);
      addWhole(lower, i32x4.sub(beyond, ink));
      addWhole(lower + 16, i32x4.neg(beyond));
    }
  }
}

/** Accumulates the differences that `depositSpans` wrote for `count` lines, and converts them to floats. */
export function sumColumn(column: usize, height: i32, count: i32): void {
  const unit = f32x4.splat(1 / unitsOf(count));
  let sum = i32x4.splat(0);
  for (let y = 0; y < height; y++) {
    const pixel = column + ((y as usize) << 4);
    sum = i32x4.add(sum, v128.load(pixel));
    v128.store(pixel, f32x4.mul(f32x4.convert_i32x4_s(sum), unit));
  }
}
