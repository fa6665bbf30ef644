// Histograms of lines by the cells of their two ends; rows are right cells, columns are left cells. A cell is one or two
// integers: the number of lines, and the priority of the front one, by which its colour is found. Rows of histograms are
// `stride` bytes apart.

import { frontOf, withoutFront } from './order';

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
 * Counts lines of several colours: their number and the priority of the front one. When the front line of a cell is
 * removed the next one is not known: the cell keeps the colour, at the lowest priority.
 */
export function countFronts(
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
    const row = rowAt(rows, index);
    const cell = histogram + cellOf(row, left, right, scale, offset, cells, stride, 3);
    const front = frontOf(row);
    const known = load<u32>(cell, 4);
    const lines = load<i32>(cell) + sign;
    store<i32>(cell, lines);
    if (sign > 0) store<u32>(cell, max(known, front), 4);
    else if (lines === 0) store<u32>(cell, 0, 4);
    else if (known === front) store<u32>(cell, withoutFront(front), 4);
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
  else transposeDouble(from, to, cells, stride as usize);
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
