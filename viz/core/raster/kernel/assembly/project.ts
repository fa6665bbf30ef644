// The discrete Radon transform of Brady (1998) and Götz and Druck (1996): sums of a histogram along many slopes, in
// integers, so that few lines beside many are not lost to rounding. Where cells have the priority of their front line as well,
// the same steps find the front line along a slope: the highest priority in place of the sum.

/** Bytes of zeros between the rows of a histogram, before the first and after the last. */
export const PADDING = 64;

/**
 * Sums the `cells` rows of a histogram along each of `slopes` (ascending integers from 0 to cells − 1, `count` of them). Cells
 * have 1 << `shift` bytes; rows of the histogram are contiguous with `PADDING` around each. Returns `sums` or `spare`,
 * whichever holds the result: the number at slope · stride + c is the sum, and the highest priority, over all (u, v) with
 * u + slope · v / (cells − 1) ≈ c, for c from 0 to cells − 1 + slope. Its rows are `stride` bytes apart, room for 2 · cells
 * and `PADDING`.
 *
 * Recurses depth first, so that small blocks stay in the nearest cache. `cells` is a power of two, at least 4.
 */
export function project(
  histogram: usize,
  sums: usize,
  spare: usize,
  cells: i32,
  shift: i32,
  stride: i32,
  slopes: usize,
  count: i32,
): usize {
  const levels = ctz(cells);
  block(histogram, sums, spare, cells, shift, stride as usize, slopes, count, levels, 0);
  return levels & 1 ? spare : sums;
}

function block(
  histogram: usize,
  sums: usize,
  spare: usize,
  cells: i32,
  shift: i32,
  stride: usize,
  slopes: usize,
  count: i32,
  level: i32,
  start: i32,
): void {
  if (level === 2) {
    addFour(histogram, sums, cells, shift, stride, start);
    return;
  }
  const rows = 1 << (level - 1);
  block(histogram, sums, spare, cells, shift, stride, slopes, count, level - 1, start);
  block(histogram, sums, spare, cells, shift, stride, slopes, count, level - 1, start + rows);
  const source = level & 1 ? sums : spare;
  const target = level & 1 ? spare : sums;
  const coarser = ctz(cells) - level;
  let last = -1;
  for (let index = 0; index < count; index++) {
    const slope = load<i32>(slopes + ((index as usize) << 2)) >> coarser;
    if (slope === last) continue;
    last = slope;
    const half = slope >> 1;
    addShifted(
      target + ((start + slope) as usize) * stride,
      source + ((start + half) as usize) * stride,
      source + ((start + rows + half) as usize) * stride,
      ((slope - half) as usize) << shift,
      ((cells + half) as usize) << shift,
      shift,
    );
  }
}

/** The first two levels in one step: sums of four rows along the slopes 0 to 3. */
function addFour(histogram: usize, sums: usize, cells: i32, shift: i32, stride: usize, start: i32): void {
  if (shift === 2) joinFour(histogram, sums, cells, 2, stride, start);
  else joinFour(histogram, sums, cells, 3, stride, start);
}

/** The sum of two cells of four bytes four times, or of two cells of eight bytes twice. */
// @ts-ignore: decorator
@inline
function join(a: v128, b: v128, shift: i32): v128 {
  const sum = i32x4.add(a, b);
  return shift === 2 ? sum : v128.shuffle<i32>(sum, i32x4.max_u(a, b), 0, 5, 2, 7);
}

// @ts-ignore: decorator
@inline
function joinFour(
  histogram: usize,
  sums: usize,
  cells: i32,
  shift: i32,
  stride: usize,
  start: i32,
): void {
  const line = ((cells as usize) << shift) + PADDING;
  const cell: usize = 1 << shift;
  const end = ((cells + 3) as usize) << shift;
  const source = histogram + (start as usize) * line;
  const target = sums + (start as usize) * stride;
  for (let at: usize = 0; at < end; at += 16) {
    const first = source + at;
    const second = first + line;
    const third = second + line;
    const fourth = third + line;
    const a = v128.load(first);
    const level = join(a, v128.load(second), shift);
    const steep = join(a, v128.load(second - cell), shift);
    const c = v128.load(third - cell);
    const d = v128.load(fourth - 2 * cell);
    const flat = join(v128.load(third), v128.load(fourth), shift);
    v128.store(target + at, join(level, flat, shift));
    v128.store(target + stride + at, join(level, join(c, v128.load(fourth - cell), shift), shift));
    v128.store(target + 2 * stride + at, join(steep, join(c, d, shift), shift));
    const far = join(v128.load(third - 2 * cell), v128.load(fourth - 3 * cell), shift);
    v128.store(target + 3 * stride + at, join(steep, far, shift));
  }
}

// @ts-ignore: decorator
@inline
function addAt(target: usize, first: usize, second: usize, shift: i32): void {
  v128.store(target, join(v128.load(first), v128.load(second), shift));
}

function addShifted(target: usize, first: usize, second: usize, shared: usize, end: usize, shift: i32): void {
  if (shift === 2) joinShifted(target, first, second, shared, end, 2);
  else joinShifted(target, first, second, shared, end, 3);
}

/**
 * Writes the sum of two rows of `end` bytes, the second one shifted by `shared`. Works in blocks that may exceed the ends:
 * each part overwrites the excess of the previous one, and nothing reads past the last.
 */
// @ts-ignore: decorator
@inline
function joinShifted(
  target: usize,
  first: usize,
  second: usize,
  shared: usize,
  end: usize,
  shift: i32,
): void {
  for (let at: usize = 0; at < shared; at += 16) v128.store(target + at, v128.load(first + at));
  const moved = second - shared;
  let at = shared;
  for (; at + 48 < end; at += 64) {
    addAt(target + at, first + at, moved + at, shift);
    addAt(target + at + 16, first + at + 16, moved + at + 16, shift);
    addAt(target + at + 32, first + at + 32, moved + at + 32, shift);
    addAt(target + at + 48, first + at + 48, moved + at + 48, shift);
  }
  for (; at < end; at += 16) addAt(target + at, first + at, moved + at, shift);
  for (let rest = end; rest < end + shared; rest += 16) v128.store(target + rest, v128.load(moved + rest));
}
