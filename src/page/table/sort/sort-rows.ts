import { MISSING, PRESENT, type Column, type NumberColumn } from '../../../../history/index.ts';
import { rankCategories } from './rank-categories.ts';

/** A column that rows are sorted by, and its direction. */
export interface SortColumn {
  readonly column: Column;
  readonly descending: boolean;
}

/**
 * Sort keys as unsigned 32-bit words, least significant first. Word `w` of the row at `position` is
 * `words[position * perRow + w]`.
 */
interface SortKeys {
  readonly words: Uint32Array;
  readonly perRow: number;
}

/** Larger than the most significant word of any number, so that cells without a value come last. */
const LAST = 0xffffffff;
const SIGN = 0x80000000;

/**
 * Sorts rows by several columns, the first of which counts most. Returns a new array.
 *
 * Ascending order is −∞, finite numbers, +∞; descending order is the reverse. NaN, then missing cells, then cells that are
 * not applicable come last in both directions. −0 equals 0. Categories are in the order of `rankCategories`. The sort is
 * stable: equal rows keep their order in both directions. It is a radix sort, which takes a fraction of the time of a sort
 * by comparison.
 */
export function sortRows(rows: Uint32Array, keys: readonly SortColumn[]): Uint32Array {
  const order = Uint32Array.from(rows, (_, position) => position);
  const spare = new Uint32Array(rows.length);
  for (const { column, descending } of keys.toReversed())
    sortByKeys(order, spare, keysOf(column, rows, descending));
  return order.map((position) => rows[position]!);
}

/** Up to this length, an insertion sort is faster. */
const MAX_INSERTION = 24;

/** Sorts positions in place. Few numbers share their upper word, so the lower one is compared only among those. */
function sortByKeys(order: Uint32Array, spare: Uint32Array, { words, perRow }: SortKeys): void {
  sortByWord(order, spare, words, perRow, perRow - 1);
  if (perRow === 1) return;
  let start = 0;
  for (let i = 1; i <= order.length; i++) {
    if (i < order.length && words[2 * order[i]! + 1] === words[2 * order[start]! + 1]) continue;
    if (i - start > MAX_INSERTION) {
      sortByWord(order.subarray(start, i), spare.subarray(start, i), words, perRow, 0);
    } else if (i - start > 1) insert(order, start, i, words);
    start = i;
  }
}

/** A stable insertion sort of a range of positions by their lower words. */
function insert(order: Uint32Array, start: number, end: number, words: Uint32Array): void {
  for (let i = start + 1; i < end; i++) {
    const position = order[i]!;
    const key = words[2 * position]!;
    let j = i;
    for (; j > start && words[2 * order[j - 1]!]! > key; j--) order[j] = order[j - 1]!;
    order[j] = position;
  }
}

const counters = new Uint32Array(1 << 16);

/** With fewer rows, the many counters of long digits would cost more than the additional passes of short ones. */
const MIN_LONG = 10_000;

/** A stable radix sort of positions by one word, in place. `spare` is overwritten. */
function sortByWord(
  order: Uint32Array,
  spare: Uint32Array,
  words: Uint32Array,
  perRow: number,
  word: number,
): void {
  const bits = order.length < MIN_LONG ? 8 : 16;
  const counts = counters.subarray(0, 1 << bits);
  const mask = counts.length - 1;
  let [from, to] = [order, spare];
  for (let shift = 0; shift < 32; shift += bits) {
    counts.fill(0);
    for (const position of from) counts[(words[position * perRow + word]! >>> shift) & mask]!++;
    if (from.length === 0 || counts[(words[from[0]! * perRow + word]! >>> shift) & mask] === from.length)
      continue;
    let sum = 0;
    for (let digit = 0; digit <= mask; digit++) {
      const count = counts[digit]!;
      counts[digit] = sum;
      sum += count;
    }
    for (const position of from) {
      const digit = (words[position * perRow + word]! >>> shift) & mask;
      to[counts[digit]!++] = position;
    }
    [from, to] = [to, from];
  }
  if (from !== order) order.set(from);
}

function keysOf(column: Column, rows: Uint32Array, descending: boolean): SortKeys {
  if (column.kind === 'number') return { words: numberKeys(column, rows, descending), perRow: 2 };
  const { ranks, count } = rankCategories(column.categories);
  const { absence, codes } = column;
  const words = rows.map((row) => {
    const state = absence === null ? PRESENT : absence[row]!;
    if (state !== PRESENT) return state === MISSING ? LAST - 1 : LAST;
    const rank = ranks[codes[row]!]!;
    return descending ? count - 1 - rank : rank;
  });
  return { words, perRow: 1 };
}

/** The bits of the numbers, changed so that they compare as unsigned integers. */
function numberKeys({ values, absence }: NumberColumn, rows: Uint32Array, descending: boolean): Uint32Array {
  const numbers = new Float64Array(rows.length);
  // Adding 0 turns −0 into 0.
  for (let i = 0; i < rows.length; i++) numbers[i] = values[rows[i]!]! + 0;
  const words = new Uint32Array(numbers.buffer);
  for (let i = 0; i < rows.length; i++) {
    const state = absence === null ? PRESENT : absence[rows[i]!]!;
    const low = 2 * i;
    const high = low + 1;
    if (state !== PRESENT || Number.isNaN(numbers[i]!)) {
      words[low] = state;
      words[high] = LAST;
      continue;
    }
    const isNegative = words[high]! >= SIGN;
    if (isNegative !== descending) words[low] = ~words[low]!;
    if (isNegative) words[high] = ~words[high]!;
    else words[high] = words[high]! ^ SIGN;
    if (descending) words[high] = ~words[high]!;
  }
  return words;
}
