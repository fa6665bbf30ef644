/*
 * Copies a block of a matrix into panels, in the order in which `tile` reads it: `width` adjacent rows (or columns) of
 * one step of the depth, then those of the next step. The last panel is padded with zeros. Strides are in bytes.
 */

/** Panels of 4 from a matrix whose depth runs along its rows: 4 rows are transposed. */
export function packRowsBy4(from: usize, stride: usize, rows: usize, depth: usize, to: usize): void {
  let row: usize = 0;
  for (; row + 4 <= rows; row += 4) {
    const first = from + row * stride;
    to = interleave4(first, first + stride, first + 2 * stride, first + 3 * stride, depth, to);
  }
  if (row < rows) packPartly(from + row * stride, 4, stride, rows - row, depth, 4, to);
}

/** Panels of 8 from a matrix whose depth runs along its rows. */
export function packRowsBy8(from: usize, stride: usize, rows: usize, depth: usize, to: usize): void {
  let row: usize = 0;
  for (; row + 8 <= rows; row += 8) {
    interleave8(from + row * stride, stride, depth, to);
    to += depth * 32;
  }
  if (row < rows) packPartly(from + row * stride, 4, stride, rows - row, depth, 8, to);
}

/** Panels of 4 from a matrix whose depth runs down its columns: 4 adjacent values are copied. */
export function packColumnsBy4(from: usize, stride: usize, columns: usize, depth: usize, to: usize): void {
  let column: usize = 0;
  for (; column + 4 <= columns; column += 4) {
    let source = from + column * 4;
    for (const end = to + depth * 16; to < end; to += 16) {
      v128.store(to, v128.load(source));
      source += stride;
    }
  }
  if (column < columns) packPartly(from + column * 4, stride, 4, columns - column, depth, 4, to);
}

/** Panels of 8 from a matrix whose depth runs down its columns. */
export function packColumnsBy8(from: usize, stride: usize, columns: usize, depth: usize, to: usize): void {
  let column: usize = 0;
  for (; column + 8 <= columns; column += 8) {
    let source = from + column * 4;
    for (const end = to + depth * 32; to < end; to += 32) {
      v128.store(to, v128.load(source));
      v128.store(to, v128.load(source, 16), 16);
      source += stride;
    }
  }
  if (column < columns) packPartly(from + column * 4, stride, 4, columns - column, depth, 8, to);
}

/** A panel of `width`, of which only `count` exist. */
function packPartly(
  from: usize,
  depthStride: usize,
  countStride: usize,
  count: usize,
  depth: usize,
  width: usize,
  to: usize,
): void {
  for (let step: usize = 0; step < depth; step++) {
    const source = from + step * depthStride;
    for (let i: usize = 0; i < width; i++) {
      store<f32>(to, i < count ? load<f32>(source + i * countStride) : 0);
      to += 4;
    }
  }
}

/** @returns the end of the panel */
function interleave4(r0: usize, r1: usize, r2: usize, r3: usize, depth: usize, to: usize): usize {
  let step: usize = 0;
  for (; step + 4 <= depth; step += 4) {
    transpose4(v128.load(r0), v128.load(r1), v128.load(r2), v128.load(r3), to, 16);
    r0 += 16;
    r1 += 16;
    r2 += 16;
    r3 += 16;
    to += 64;
  }
  for (; step < depth; step++) {
    store<f32>(to, load<f32>(r0));
    store<f32>(to, load<f32>(r1), 4);
    store<f32>(to, load<f32>(r2), 8);
    store<f32>(to, load<f32>(r3), 12);
    r0 += 4;
    r1 += 4;
    r2 += 4;
    r3 += 4;
    to += 16;
  }
  return to;
}

function interleave8(from: usize, stride: usize, depth: usize, to: usize): void {
  const half = from + 4 * stride;
  let step: usize = 0;
  for (; step + 4 <= depth; step += 4) {
    const upper = from + step * 4;
    const lower = half + step * 4;
    transpose4(
      v128.load(upper),
      v128.load(upper + stride),
      v128.load(upper + 2 * stride),
      v128.load(upper + 3 * stride),
      to,
      32,
    );
    transpose4(
      v128.load(lower),
      v128.load(lower + stride),
      v128.load(lower + 2 * stride),
      v128.load(lower + 3 * stride),
      to + 16,
      32,
    );
    to += 128;
  }
  for (; step < depth; step++) {
    for (let i: usize = 0; i < 8; i++) {
      store<f32>(to, load<f32>(from + i * stride + step * 4));
      to += 4;
    }
  }
}

/** Writes the columns of the 4 × 4 matrix of the rows a, b, c, d, `stride` bytes apart. */
function transpose4(a: v128, b: v128, c: v128, d: v128, to: usize, stride: usize): void {
  const ab01 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const ab23 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd01 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cd23 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(ab01, cd01, 0, 1, 4, 5));
  v128.store(to + stride, v128.shuffle<f32>(ab01, cd01, 2, 3, 6, 7));
  v128.store(to + 2 * stride, v128.shuffle<f32>(ab23, cd23, 0, 1, 4, 5));
  v128.store(to + 3 * stride, v128.shuffle<f32>(ab23, cd23, 2, 3, 6, 7));
}
