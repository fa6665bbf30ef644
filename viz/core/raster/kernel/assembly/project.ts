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
  if (shift === 2) joinFour<i32>(histogram, sums, cells, stride, start);
  else joinFour<i64>(histogram, sums, cells, stride, start);
}

/** The sums of four cells of four bytes, or of two cells of eight bytes: `Cell` has the size of a cell. */
function join<Cell>(a: v128, b: v128): v128 {
  const sum = i32x4.add(a, b);
  return sizeof<Cell>() === 4 ? sum : v128.shuffle<i32>(sum, i32x4.max_u(a, b), 0, 5, 2, 7);
}

function joinFour<Cell>(histogram: usize, sums: usize, cells: i32, stride: usize, start: i32): void {
  const cell: usize = sizeof<Cell>();
  const line = (cells as usize) * cell + PADDING;
  const end = ((cells + 3) as usize) * cell;
  const source = histogram + (start as usize) * line;
  const target = sums + (start as usize) * stride;
  for (let at: usize = 0; at < end; at += 16) {
    const first = source + at;
    const second = first + line;
    const third = second + line;
    const fourth = third + line;
    const a = v128.load(first);
    const level = join<Cell>(a, v128.load(second));
    const steep = join<Cell>(a, v128.load(second - cell));
    const c = v128.load(third - cell);
    const d = v128.load(fourth - 2 * cell);
    const flat = join<Cell>(v128.load(third), v128.load(fourth));
    v128.store(target + at, join<Cell>(level, flat));
    v128.store(target + stride + at, join<Cell>(level, join<Cell>(c, v128.load(fourth - cell))));
    v128.store(target + 2 * stride + at, join<Cell>(steep, join<Cell>(c, d)));
    const far = join<Cell>(v128.load(third - 2 * cell), v128.load(fourth - 3 * cell));
    v128.store(target + 3 * stride + at, join<Cell>(steep, far));
  }
}

function addAt<Cell>(target: usize, first: usize, second: usize): void {
  v128.store(target, join<Cell>(v128.load(first), v128.load(second)));
}

function addShifted(target: usize, first: usize, second: usize, shared: usize, end: usize, shift: i32): void {
  if (shift === 2) joinShifted<i32>(target, first, second, shared, end);
  else joinShifted<i64>(target, first, second, shared, end);
}

/**
 * Writes the sum of two rows of `end` bytes, the second one shifted by `shared`. Works in blocks that may exceed the ends:
 * each part overwrites the excess of the previous one, and nothing reads past the last.
 */
function joinShifted<Cell>(target: usize, first: usize, second: usize, shared: usize, end: usize): void {
  for (let at: usize = 0; at < shared; at += 16) v128.store(target + at, v128.load(first + at));
  const moved = second - shared;
  let at = shared;
  for (; at + 48 < end; at += 64) {
    addAt<Cell>(target + at, first + at, moved + at);
    addAt<Cell>(target + at + 16, first + at + 16, moved + at + 16);
    addAt<Cell>(target + at + 32, first + at + 32, moved + at + 32);
    addAt<Cell>(target + at + 48, first + at + 48, moved + at + 48);
  }
  for (; at < end; at += 16) addAt<Cell>(target + at, first + at, moved + at);
  for (let rest = end; rest < end + shared; rest += 16) v128.store(target + rest, v128.load(moved + rest));
}
