// Counting lines by the cells of their two ends, into squares whose rows are right cells and whose columns are left ones.

function binOf(row: i32, left: usize, right: usize, scale: f32, offset: f32, cells: i32, stride: i32): usize {
  const from = min(max(i32(load<f32>(left + ((row as usize) << 2)) * scale + offset), 0), cells - 1);
  const to = min(max(i32(load<f32>(right + ((row as usize) << 2)) * scale + offset), 0), cells - 1);
  return ((to * stride + from) as usize) << 2;
}

function add(pointer: usize, value: f32): void {
  store<f32>(pointer, load<f32>(pointer) + value);
}

function rowAt(rows: usize, index: i32): i32 {
  return rows === 0 ? index : load<i32>(rows + ((index as usize) << 2));
}

/** Lines of one colour. `rows` is 0 for all rows from the first. */
export function countFlat(
  rows: usize,
  count: i32,
  left: usize,
  right: usize,
  scale: f32,
  offset: f32,
  cells: i32,
  stride: i32,
  plane: usize,
): void {
  for (let index = 0; index < count; index++) {
    add(plane + binOf(rowAt(rows, index), left, right, scale, offset, cells, stride), 1);
  }
}

/** Lines with a place on a ramp: how many, and the sum of their places; beyond both, how many have none (NaN). */
export function countRamp(
  rows: usize,
  count: i32,
  left: usize,
  right: usize,
  scale: f32,
  offset: f32,
  cells: i32,
  stride: i32,
  plane: usize,
  planeSize: usize,
  fractions: usize,
): void {
  for (let index = 0; index < count; index++) {
    const row = rowAt(rows, index);
    const bin = plane + binOf(row, left, right, scale, offset, cells, stride);
    const fraction = load<f32>(fractions + ((row as usize) << 2));
    if (fraction === fraction) {
      add(bin, 1);
      add(bin + planeSize, fraction);
    } else {
      add(bin + 2 * planeSize, 1);
    }
  }
}

/** Lines in colours by class: how many, and the sums of their linear red, green and blue, four floats a colour. */
export function countClasses(
  rows: usize,
  count: i32,
  left: usize,
  right: usize,
  scale: f32,
  offset: f32,
  cells: i32,
  stride: i32,
  plane: usize,
  planeSize: usize,
  codes: usize,
  colors: usize,
): void {
  for (let index = 0; index < count; index++) {
    const row = rowAt(rows, index);
    const bin = plane + binOf(row, left, right, scale, offset, cells, stride);
    const color = colors + ((load<u16>(codes + ((row as usize) << 1)) as usize) << 4);
    add(bin, 1);
    add(bin + planeSize, load<f32>(color, 4));
    add(bin + 2 * planeSize, load<f32>(color, 8));
    add(bin + 3 * planeSize, load<f32>(color, 12));
  }
}

/** Writes the square at `from` to `to` with rows and columns exchanged. `cells` is a multiple of 4. */
export function transpose(from: usize, to: usize, cells: i32, stride: i32): void {
  const line = (stride as usize) << 2;
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
