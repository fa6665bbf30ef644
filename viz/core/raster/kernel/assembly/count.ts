// Counting lines by the cells of their two ends, into squares whose rows are right cells and whose columns are left ones.
// A cell is one, two or four whole numbers: how many lines, and what their colours need, in whole units, so that lines
// can be taken out again and leave nothing. Rows of squares are `stride` bytes apart.

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

/** Lines of one colour: one number a cell. `rows` is 0 for all rows from the first; `sign` 1 to add and −1 to take out. */
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
  square: usize,
): void {
  for (let index = 0; index < count; index++) {
    add(square + cellOf(rowAt(rows, index), left, right, scale, offset, cells, stride, 2), sign);
  }
}

/**
 * Lines with a place on a ramp: how many, and the sum of their places in `units`; beyond both, where `shift` is 4, how many
 * have none (NaN). A cell has 1 << `shift` bytes.
 */
export function countRamp(
  rows: usize,
  count: i32,
  sign: i32,
  left: usize,
  right: usize,
  scale: f32,
  offset: f32,
  cells: i32,
  stride: i32,
  square: usize,
  shift: i32,
  units: f32,
  fractions: usize,
): void {
  for (let index = 0; index < count; index++) {
    const row = rowAt(rows, index);
    const cell = square + cellOf(row, left, right, scale, offset, cells, stride, shift);
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

/** Lines in colours by class: how many, and the sums of their red, green and blue, as `colors` has them, four numbers each. */
export function countClasses(
  rows: usize,
  count: i32,
  sign: i32,
  left: usize,
  right: usize,
  scale: f32,
  offset: f32,
  cells: i32,
  stride: i32,
  square: usize,
  codes: usize,
  colors: usize,
): void {
  const signs = i32x4.splat(sign);
  for (let index = 0; index < count; index++) {
    const row = rowAt(rows, index);
    const cell = square + cellOf(row, left, right, scale, offset, cells, stride, 4);
    const color = v128.load(colors + ((load<u16>(codes + ((row as usize) << 1)) as usize) << 4));
    v128.store(cell, i32x4.add(v128.load(cell), i32x4.mul(color, signs)));
  }
}

/**
 * Writes into `came` which rows are in the second of two ascending lists alone, and into `gone` which are in the first
 * alone; 0 in place of a list stands for all rows up to its count. Gives back how many came, from which it follows how many
 * are gone; −1 when there would be more than `most` of either.
 */
export function compareRows(
  first: usize,
  firstCount: i32,
  second: usize,
  secondCount: i32,
  came: usize,
  gone: usize,
  most: i32,
): i32 {
  let a = 0;
  let b = 0;
  let comes = 0;
  let goes = 0;
  while (a < firstCount || b < secondCount) {
    const one = a < firstCount ? rowAt(first, a) : i32.MAX_VALUE;
    const other = b < secondCount ? rowAt(second, b) : i32.MAX_VALUE;
    if (one === other) {
      a++;
      b++;
    } else if (other < one) {
      if (comes === most) return -1;
      store<i32>(came + ((comes as usize) << 2), other);
      comes++;
      b++;
    } else {
      if (goes === most) return -1;
      store<i32>(gone + ((goes as usize) << 2), one);
      goes++;
      a++;
    }
  }
  return comes;
}

/** Writes the square at `from` to `to` with rows and columns exchanged. `cells` is a multiple of 4. */
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
  // Four rows at a time, so that a line of memory is filled before the next is begun.
  for (let top = 0; top < cells; top += 4) {
    for (let u = 0; u < cells; u++) {
      for (let v = top; v < top + 4; v++) {
        const cell = v128.load(from + (v as usize) * line + ((u as usize) << 4));
        v128.store(to + (u as usize) * line + ((v as usize) << 4), cell);
      }
    }
  }
}
