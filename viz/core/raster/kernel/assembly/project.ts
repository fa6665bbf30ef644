// The discrete Radon transform of Brady (1998) and Götz and Druck (1996): sums of a square along many slopes at once.

/**
 * Sums the `cells` rows of a square, `stride` floats apart, along each of `slopes` (ascending integers from 0 to
 * cells − 1). Afterwards the number at slope · stride + c is the sum over all (u, v) with u + slope · v / (cells − 1) ≈ c,
 * for c from 0 to cells − 1 + slope. Gives back where it lies: `square` or `spare`. Rows have room for 2 · cells + 8.
 *
 * Halves are finished before they are joined, so that small ones stay in the nearest cache.
 */
export function project(
  square: usize,
  spare: usize,
  cells: i32,
  stride: i32,
  slopes: usize,
  count: i32,
): usize {
  const levels = ctz(cells);
  block(square, spare, cells, stride, slopes, count, levels, 0);
  return levels & 1 ? spare : square;
}

function block(
  square: usize,
  spare: usize,
  cells: i32,
  stride: i32,
  slopes: usize,
  count: i32,
  level: i32,
  start: i32,
): void {
  if (level === 0) return;
  const rows = 1 << (level - 1);
  block(square, spare, cells, stride, slopes, count, level - 1, start);
  block(square, spare, cells, stride, slopes, count, level - 1, start + rows);
  const source = level & 1 ? square : spare;
  const target = level & 1 ? spare : square;
  const coarser = ctz(cells) - level;
  let last = -1;
  for (let index = 0; index < count; index++) {
    const slope = load<i32>(slopes + ((index as usize) << 2)) >> coarser;
    if (slope === last) continue;
    last = slope;
    const half = slope >> 1;
    addShifted(
      target + ((((start + slope) * stride) as usize) << 2),
      source + ((((start + half) * stride) as usize) << 2),
      source + ((((start + rows + half) * stride) as usize) << 2),
      slope - half,
      cells + half,
    );
  }
}

/**
 * Writes the sum of two rows of `length` floats, the second one moved on by `shift`. Works in steps of four and past the
 * ends: each part overwrites what the one before has spilt, and what is past the last is never read.
 */
function addShifted(target: usize, first: usize, second: usize, shift: i32, length: i32): void {
  const shared = (shift as usize) << 2;
  const end = (length as usize) << 2;
  for (let at: usize = 0; at < shared; at += 16) v128.store(target + at, v128.load(first + at));
  for (let at = shared; at < end; at += 16) {
    v128.store(target + at, f32x4.add(v128.load(first + at), v128.load(second + at - shared)));
  }
  for (let at = end; at < end + shared; at += 16) v128.store(target + at, v128.load(second + at - shared));
}
