// One column of pixels of a gap. Many lines give the density of each pixel and its front line, from sums along slopes; few
// lines are composed one by one.

/**
 * Writes the densities of a column from the `count` sums of one slope, eight bytes per pixel of which the first four are the
 * density. Sum c covers the tiles c to c + `tiles` − 1, each `pitch` pixels high, the first of which begins at `origin`; its
 * density is distributed evenly over them. A pixel receives the part inside it times `factor`; the part outside the column
 * is dropped. A sum has 1 << `shift` bytes. `work` has eight bytes for each of count + tiles + 1.
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
  factor: f32,
  work: usize,
): void {
  const last = count + tiles - 1;
  let before = 0;
  let within = 0;
  for (let tile = 0; tile < last; tile++) {
    if (tile < count) within += load<i32>(sums + ((tile as usize) << shift));
    if (tile >= tiles) within -= load<i32>(sums + (((tile - tiles) as usize) << shift));
    const entry = work + ((tile as usize) << 3);
    store<i32>(entry, before);
    store<i32>(entry, within, 4);
    before += within;
  }
  const end = work + ((last as usize) << 3);
  store<i32>(end, before);
  store<i32>(end, 0, 4);
  const most = last as f32;
  const step: f32 = 1.0 / pitch;
  let whole = 0;
  let rest: f32 = 0;
  for (let y = -1; y < height; y++) {
    const place = min<f32>(max<f32>(((y + 1) as f32) * step - origin * step, 0), most);
    const tile = i32(place);
    const entry = work + ((tile as usize) << 3);
    const nextWhole = load<i32>(entry);
    const nextRest = (load<i32>(entry, 4) as f32) * (place - (tile as f32));
    if (y >= 0) {
      const ink = ((nextWhole - whole) as f32) + (nextRest - rest);
      store<f32>(column + ((y as usize) << 3), ink * factor);
    }
    whole = nextWhole;
    rest = nextRest;
  }
}

/** Tiles that a pixel covers by less than this lend it their colour only if no other does. */
const MARGIN: f32 = 1.0 / 16;

/** Writes the priority of the front line of each pixel beside the densities of `resample`, whose arguments these are. */
export function resampleFronts(
  column: usize,
  height: i32,
  sums: usize,
  count: i32,
  tiles: i32,
  origin: f32,
  pitch: f32,
): void {
  const step: f32 = 1.0 / pitch;
  const start = -origin * step;
  for (let y = 0; y < height; y++) {
    const top = (y as f32) * step + start;
    let front = frontBetween(sums, count, tiles, top + MARGIN, top + step - MARGIN);
    if (front === 0) front = frontBetween(sums, count, tiles, top, top + step);
    store<u32>(column + ((y as usize) << 3), front, 4);
  }
}

/** The front line of the sums that cover a part of the tiles from `top` to `bottom`. */
function frontBetween(sums: usize, count: i32, tiles: i32, top: f32, bottom: f32): u32 {
  const from = max(i32(floor(top)) - tiles + 1, 0);
  const to = min(i32(ceil(bottom)), count);
  let front: u32 = 0;
  for (let c = from; c < to; c++) front = max(front, load<u32>(sums + ((c as usize) << 3), 4));
  return front;
}

/**
 * Prepares lines for `composeLines`, 32 bytes each: their start, in pixels from the top, their descent, eight bytes for
 * `shapeLines`, and their weight and colour, four floats of `colors`. `codes` is 0 if all lines have the first colour.
 */
export function prepareLines(
  rows: usize,
  count: i32,
  left: usize,
  right: usize,
  scale: f32,
  offset: f32,
  codes: usize,
  colors: usize,
  lines: usize,
): void {
  for (let index = 0; index < count; index++) {
    const row: usize = load<u32>(rows + ((index as usize) << 2));
    const line = lines + ((index as usize) << 5);
    const from = load<f32>(left + (row << 2));
    store<f32>(line, from * scale + offset);
    store<f32>(line, (load<f32>(right + (row << 2)) - from) * scale, 4);
    const code: usize = codes === 0 ? 0 : load<u16>(codes + (row << 1));
    v128.store(line, v128.load(colors + (code << 4)), 16);
  }
}

/** Adds the descent of each line over one column, `reach` of its progress, and its thickness along the column. */
export function shapeLines(lines: usize, count: i32, reach: f32, lineWidth: f32): void {
  for (let index = 0; index < count; index++) {
    const line = lines + ((index as usize) << 5);
    const rise = abs<f32>(load<f32>(line, 4) * reach);
    store<f32>(line, rise, 8);
    store<f32>(line, lineWidth * sqrt<f32>(1 + rise * rise), 12);
  }
}

const FOUR: v128 = f32x4(1, 2, 3, 4);

/** The areas, of four depths, of a strip below an edge that descends by `rise` over one pixel. */
function areasAt(depths: v128, rise: v128, inverse: v128): v128 {
  const zero = f32x4.splat(0);
  const within = f32x4.pmin(rise, f32x4.pmax(zero, depths));
  const below = f32x4.pmax(zero, f32x4.sub(depths, rise));
  return f32x4.add(f32x4.mul(f32x4.mul(within, within), inverse), below);
}

/** Adds a colour, weighted by what is visible of a line, to four pixels of a plane. */
function addTo(plane: usize, visible: v128, color: v128): void {
  v128.store(plane, f32x4.add(v128.load(plane), f32x4.mul(visible, color)));
}

/**
 * Composes `columns` columns of lines from front to back in linear light. Each has a plane of opacities and three of red,
 * green and blue weighted by them, `stride` bytes apart, a float for each of `height` + 3 pixels. Each line is a band of the
 * same width, measured at a right angle, from `start` of its progress on, and covers a pixel by the exact area; a covered
 * pixel is opaque by `opacity` times the weight of the line. Four pixels at a time are composed.
 */
export function composeLines(
  target: usize,
  columns: i32,
  stride: usize,
  height: i32,
  lines: usize,
  count: i32,
  start: f32,
  reach: f32,
  opacity: f32,
): void {
  const bottomEnd = height as f32;
  const one = f32x4.splat(1);
  const size = 4 * stride;
  memory.fill(target, 0, (columns as usize) * size);
  for (let index = 0; index < count; index++) {
    const line = lines + ((index as usize) << 5);
    const descent = load<f32>(line, 4);
    const rise = load<f32>(line, 8);
    const thickness = load<f32>(line, 12);
    const step = descent * reach;
    let top = load<f32>(line) + descent * start - thickness / 2;
    if (descent < 0) top -= rise;
    const opacities = f32x4.splat(opacity * load<f32>(line, 16));
    const rises = f32x4.splat(rise);
    const inverse = f32x4.splat((0.5 as f32) / (rise > 1e-3 ? rise : 1e-3));
    const thicknesses = f32x4.splat(thickness);
    const red = v128.load32_splat(line, 20);
    const green = v128.load32_splat(line, 24);
    const blue = v128.load32_splat(line, 28);
    let column = target;
    for (let number = 0; number < columns; number++, column += size, top += step) {
      const bottom = top + rise + thickness;
      if (bottom <= 0 || top >= bottomEnd) continue;
      const first = top > 0 ? i32(top) : 0;
      const last = bottom < bottomEnd ? bottom : bottomEnd;
      const begin = f32x4.splat((first as f32) - top);
      let plane = column + ((first as usize) << 2);
      let depths = f32x4.add(begin, FOUR);
      let before = f32x4.sub(
        areasAt(begin, rises, inverse),
        areasAt(f32x4.sub(begin, thicknesses), rises, inverse),
      );
      for (let y = first as f32; y < last; y += 4, plane += 16) {
        const areas = f32x4.sub(
          areasAt(depths, rises, inverse),
          areasAt(f32x4.sub(depths, thicknesses), rises, inverse),
        );
        const front = v128.load(plane);
        const covered = f32x4.sub(areas, v128.shuffle<f32>(before, areas, 3, 4, 5, 6));
        const visible = f32x4.mul(f32x4.mul(covered, opacities), f32x4.sub(one, front));
        v128.store(plane, f32x4.add(front, visible));
        addTo(plane + stride, visible, red);
        addTo(plane + 2 * stride, visible, green);
        addTo(plane + 3 * stride, visible, blue);
        before = areas;
        depths = f32x4.add(depths, f32x4.splat(4));
      }
    }
  }
}
