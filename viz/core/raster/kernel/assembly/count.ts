// Histograms of lines by the cells of their two ends; rows are right cells, columns are left cells. A cell is one, two or
// four integers: the number of lines, and their colours in fixed point, so that lines can be subtracted exactly. Rows of
// histograms are `stride` bytes apart.

function cellOf(
  row: i32,
  left: usize,
  right: usize,
  scale: f32,
  offset: f32,
  cells: i32,
  stride: i32,
  shift: i32,
): usize {
  const from = min(max(i32(load<f32>(left + ((row as usize) << 2)) * scale + offset), 0), cells - 1);
  const to = min(max(i32(load<f32>(right + ((row as usize) << 2)) * scale + offset), 0), cells - 1);
  return (to * stride + (from << shift)) as usize;
}

function add(pointer: usize, value: i32): void {
  store<i32>(pointer, load<i32>(pointer) + value);
}

function rowAt(rows: usize, index: i32): i32 {
  return rows === 0 ? index : load<i32>(rows + ((index as usize) << 2));
}

/** Counts lines of one colour: one number per cell. `rows` is 0 for the first `count` rows; `sign` is 1 to add, −1 to subtract. */
export function countFlat(
  rows: usize,
  count: i32,
  sign: i32,
  left: usize,
  right: usize,
  scale: f32,
  offset: f32,
  cells: i32,
  stride: i32,
  histogram: usize,
): void {
  for (let index = 0; index < count; index++) {
    add(histogram + cellOf(rowAt(rows, index), left, right, scale, offset, cells, stride, 2), sign);
  }
}

/**
 * Counts lines with sequential colours: their number and the sum of their fractions in `units`; if `shift` is 4, also the
 * number of lines without a fraction (NaN). A cell has 1 << `shift` bytes.
 */
export function countSequential(
  rows: usize,
  count: i32,
  sign: i32,
  left: usize,
  right: usize,
  scale: f32,
  offset: f32,
  cells: i32,
  stride: i32,
  histogram: usize,
  shift: i32,
  units: f32,
  fractions: usize,
): void {
  for (let index = 0; index < count; index++) {
    const row = rowAt(rows, index);
    const cell = histogram + cellOf(row, left, right, scale, offset, cells, stride, shift);
    const fraction = load<f32>(fractions + ((row as usize) << 2));
    if (fraction === fraction) {
      const place = i32(fraction * units + 0.5);
      add(cell, sign);
      add(cell + 4, sign * place);
    } else if (shift === 4) {
      add(cell + 8, sign);
    }
  }
}

/** Counts lines with categorical colours: their number and the sums of red, green and blue; `colors` has four numbers each. */
export function countCategorical(
  rows: usize,
  count: i32,
  sign: i32,
  left: usize,
  right: usize,
  scale: f32,
  offset: f32,
  cells: i32,
  stride: i32,
  histogram: usize,
  codes: usize,
  colors: usize,
): void {
  const signs = i32x4.splat(sign);
  for (let index = 0; index < count; index++) {
    const row = rowAt(rows, index);
    const cell = histogram + cellOf(row, left, right, scale, offset, cells, stride, 4);
    const color = v128.load(colors + ((load<u16>(codes + ((row as usize) << 1)) as usize) << 4));
    v128.store(cell, i32x4.add(v128.load(cell), i32x4.mul(color, signs)));
  }
}

/**
 * Writes to `came` the rows that are only in the second of two ascending lists, and to `gone` those only in the first; 0 in
 * place of a list means all rows up to its count. Returns the length of `came`, or −1 if either would be longer than `max`.
 */
export function compareRows(
  first: usize,
  firstCount: i32,
  second: usize,
  secondCount: i32,
  came: usize,
  gone: usize,
  max: i32,
): i32 {
  let a = 0;
  let b = 0;
  let added = 0;
  let removed = 0;
  while (a < firstCount || b < secondCount) {
    const one = a < firstCount ? rowAt(first, a) : i32.MAX_VALUE;
    const other = b < secondCount ? rowAt(second, b) : i32.MAX_VALUE;
    if (one === other) {
      a++;
      b++;
    } else if (other < one) {
      if (added === max) return -1;
      store<i32>(came + ((added as usize) << 2), other);
      added++;
      b++;
    } else {
      if (removed === max) return -1;
      store<i32>(gone + ((removed as usize) << 2), one);
      removed++;
      a++;
    }
  }
  return added;
}

/** Writes the transpose of the histogram at `from` to `to`. `cells` is a multiple of 4. */
export function transpose(from: usize, to: usize, cells: i32, stride: i32, shift: i32): void {
  if (shift === 2) transposeSingle(from, to, cells, stride as usize);
  else if (shift === 3) transposeDouble(from, to, cells, stride as usize);
  else transposeQuad(from, to, cells, stride as usize);
}

function transposeSingle(from: usize, to: usize, cells: i32, line: usize): void {
  for (let v = 0; v < cells; v += 4) {
    for (let u = 0; u < cells; u += 4) {
      const source = from + (v as usize) * line + ((u as usize) << 2);
      const target = to + (u as usize) * line + ((v as usize) << 2);
      const a = v128.load(source);
      const b = v128.load(source + line);
      const c = v128.load(source + 2 * line);
      const d = v128.load(source + 3 * line);
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
      const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
      const ef = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
      const gh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
      v128.store(target, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
      v128.store(target + line, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
      v128.store(target + 2 * line, v128.shuffle<f32>(ef, gh, 0, 1, 4, 5));
      v128.store(target + 3 * line, v128.shuffle<f32>(ef, gh, 2, 3, 6, 7));
    }
  }
}

function transposeDouble(from: usize, to: usize, cells: i32, line: usize): void {
  for (let v = 0; v < cells; v += 2) {
    for (let u = 0; u < cells; u += 2) {
      const source = from + (v as usize) * line + ((u as usize) << 3);
      const target = to + (u as usize) * line + ((v as usize) << 3);
      const a = v128.load(source);
      const b = v128.load(source + line);
      v128.store(target, v128.shuffle<i64>(a, b, 0, 2));
      v128.store(target + line, v128.shuffle<i64>(a, b, 1, 3));
    }
  }
}

function transposeQuad(from: usize, to: usize, cells: i32, line: usize): void {
  // Four rows at a time, to fill a cache line before the next one.
  for (let top = 0; top < cells; top += 4) {
    for (let u = 0; u < cells; u++) {
      for (let v = top; v < top + 4; v++) {
        const cell = v128.load(from + (v as usize) * line + ((u as usize) << 4));
        v128.store(to + (u as usize) * line + ((v as usize) << 4), cell);
      }
    }
  }
}
